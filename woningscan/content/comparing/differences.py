"""What differs between two questionnaires, for people who write them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.content.comparing.answers import answer_fates
from woningscan.content.comparing.things import things_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woningscan.content.comparing.answers import AnswerFate
    from woningscan.content.comparing.things import Thing
    from woningscan.domain.language import Text
    from woningscan.domain.questionnaire import Questionnaire


class How(StrEnum):
    """In which way something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, or one field of it.

    `where` leads to it from its group, such as `("item lock", "option worn")`, and is empty for the
    group itself. `field` is empty when the thing as a whole was added or removed. `old` and `new`
    are as people see them; what was not there is empty.
    """

    where: tuple[str, ...]
    how: How
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A zone, a measure, a paragraph, a fact, the heading or the phrases, with what differs."""

    name: str
    title: Text
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, by group, and what became of each answer that can be recorded."""

    groups: tuple[Group, ...]
    answers: tuple[AnswerFate, ...]


def differences(old: Questionnaire, new: Questionnaire) -> Comparison:
    """Compare two versions; their ids and their numbers are no difference.

    Groups come in the order of the new version, and what it has no more at the end.
    """
    before = {thing.name: thing for thing in things_of(old)}
    after = {thing.name: thing for thing in things_of(new)}
    groups = []
    for name in dict.fromkeys((*after, *before)):
        found = list(_between(before.get(name), after.get(name), ()))
        if name == "questionnaire":
            found.extend(_orders(tuple(before.values()), tuple(after.values()), ()))
        thing = after.get(name) or before[name]
        if found:
            groups.append(Group(name, thing.title, tuple(found)))
    return Comparison(tuple(groups), tuple(answer_fates(old, new)))


def _between(old: Thing | None, new: Thing | None, where: tuple[str, ...]) -> Iterator[Difference]:
    """Say what differs in a thing and its parts; one that is new or gone is said in full."""
    if old is None or new is None:
        yield Difference(where, How.ADDED if old is None else How.REMOVED)
    yield from _fields(old, new, where)
    before = {part.name: part for part in ([] if old is None else old.parts)}
    after = {part.name: part for part in ([] if new is None else new.parts)}
    for name in dict.fromkeys((*after, *before)):
        yield from _between(before.get(name), after.get(name), (*where, name))
    yield from _orders(tuple(before.values()), tuple(after.values()), where)


def _fields(old: Thing | None, new: Thing | None, where: tuple[str, ...]) -> Iterator[Difference]:
    before = {field.name: field for field in ([] if old is None else old.fields)}
    after = {field.name: field for field in ([] if new is None else new.fields)}
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None and one.value == other.value:
            continue
        shown = ("" if one is None else one.shown, "" if other is None else other.shown)
        if any(shown):
            yield Difference(where, _how(*shown), name, *shown)


def _how(old: str, new: str) -> How:
    if not old:
        return How.ADDED
    return How.CHANGED if new else How.REMOVED


def _orders(
    old: Sequence[Thing], new: Sequence[Thing], where: tuple[str, ...]
) -> Iterator[Difference]:
    """Say of which kinds of things those that stayed come in another order."""
    for kind in dict.fromkeys(thing.kind for thing in new):
        before = [thing.id for thing in old if thing.kind == kind]
        after = [thing.id for thing in new if thing.kind == kind]
        stayed = [name for name in before if name in after]
        now = [name for name in after if name in before]
        if stayed != now:
            name = f"order of {kind}s"
            yield Difference(where, How.CHANGED, name, ", ".join(stayed), ", ".join(now))
