"""Conditions: membership tests over facts and answers, joined by all, any and not.

They are as poor as this on purpose: membership needs no conversion of types, so that Python and
JavaScript cannot differ. Both evaluators are held to `tests/vectors/conditions.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Scope(StrEnum):
    """In which rooms an item is looked for."""

    ROOM = "room"
    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class FactIn:
    """The fact is known and has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemIn:
    """The item is answered with one of these: in this room, in any room, or in all its rooms."""

    item: str
    values: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = FactIn | ItemIn | All | Any | Not
Left: TypeAlias = Condition | bool
"""What is left of a condition when facts are filled in: a smaller one, or its outcome."""


class Known(Protocol):
    """What a condition is asked of.

    Anything that does not count (an unanswered item, one that does not apply, an unknown fact)
    is `None`, and `None` is in nothing.
    """

    def fact(self, fact: str) -> str | None:
        """Give the value of a fact of the visit."""

    def answer(self, room: str, item: str) -> str | None:
        """Give the answer to an item in a room."""

    def rooms_with(self, item: str) -> Sequence[str]:
        """Give the rooms of the item's zone."""


def holds(condition: Condition | None, known: Known, room: str | None) -> bool:
    """Tell whether a condition holds as seen from a room; no condition always holds."""
    match condition:
        case None:
            return True
        case FactIn(fact, values):
            return known.fact(fact) in values
        case ItemIn():
            return _item_is_in(condition, known, room)
        case All(parts):
            return all(holds(part, known, room) for part in parts)
        case Any(parts):
            return any(holds(part, known, room) for part in parts)
        case Not(part):
            return not holds(part, known, room)


def _item_is_in(test: ItemIn, known: Known, room: str | None) -> bool:
    if test.scope is Scope.ROOM:
        return room is not None and known.answer(room, test.item) in test.values
    rooms = known.rooms_with(test.item)
    found = (known.answer(other, test.item) in test.values for other in rooms)
    return any(found) if test.scope is Scope.ANY else bool(rooms) and all(found)


def given_facts(condition: Condition | None, fact: Callable[[str], str | None]) -> Condition | bool:
    """Give what is left of a condition when facts are filled in: a smaller one, or its outcome.

    `fact` gives the value of a fact, None while it is unknown; a test of an unknown fact stays.
    """
    match condition:
        case None:
            return True
        case FactIn(name, values):
            value = fact(name)
            return condition if value is None else value in values
        case ItemIn():
            return condition
        case All(parts):
            return _joined(All, [given_facts(part, fact) for part in parts], neutral=True)
        case Any(parts):
            return _joined(Any, [given_facts(part, fact) for part in parts], neutral=False)
        case Not(part):
            left = given_facts(part, fact)
            return not left if isinstance(left, bool) else Not(left)


def _joined(join: type[All | Any], parts: Iterable[Left], *, neutral: bool) -> Left:
    """Join what is left: a neutral part says nothing, its opposite decides."""
    left = []
    for part in parts:
        if not isinstance(part, bool):
            left.append(part)
        elif part is not neutral:
            return part
    if not left:
        return neutral
    return left[0] if len(left) == 1 else join(tuple(left))


def leaves(condition: Condition | None) -> Iterator[FactIn | ItemIn]:
    """Give every membership test in a condition, from left to right."""
    match condition:
        case None:
            return
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case FactIn() | ItemIn():
            yield condition
