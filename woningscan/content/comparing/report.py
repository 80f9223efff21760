"""A comparison as lines that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content.comparing.answers import Fate
from woningscan.content.comparing.differences import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woningscan.content.comparing.answers import AnswerFate
    from woningscan.content.comparing.differences import Comparison, Difference, Group

_SIGNS = {How.ADDED: "+", How.REMOVED: "-"}


def report(comparison: Comparison) -> Iterator[str]:
    """Say what differs, group by group, and then what became of the answers."""
    for group in comparison.groups:
        yield from _group(group)
        yield ""
    yield from _kept(comparison.answers)
    for fate in (Fate.CHANGED, Fate.OPTION_REMOVED, Fate.ITEM_REMOVED, Fate.NEW_ITEM):
        yield ""
        yield f"{fate.capitalize()}:"
        found = [_answer(each) for each in comparison.answers if each.fate is fate]
        yield from (f"  {line}" for line in found or ["none"])


def _group(group: Group) -> Iterator[str]:
    titles = " / ".join(dict.fromkeys(text for text in (group.title.nl, group.title.en) if text))
    yield f"{group.name}: {titles}" if titles else group.name
    where: tuple[str, ...] = ()
    for difference in group.differences:
        if difference.where != where:
            where = difference.where
            yield f"  {', '.join(where)}" if where else "  as a whole"
        yield from _difference(difference)


def _difference(difference: Difference) -> Iterator[str]:
    """Give a difference: one sign before what came or went, both before what changed."""
    old, new = _on_one_line(difference.old), _on_one_line(difference.new)
    if not difference.field:
        yield f"    {difference.how}"
    elif difference.how is How.CHANGED:
        yield f"    {difference.field}:"
        yield f"      - {old}"
        yield f"      + {new}"
    else:
        yield f"    {_SIGNS[difference.how]} {difference.field}: {old or new}"


def _kept(answers: Sequence[AnswerFate]) -> Iterator[str]:
    """Say how many answers keep their meaning, and name those of items where not all do."""
    by_item: dict[str, list[AnswerFate]] = {}
    for each in answers:
        if each.answer:
            by_item.setdefault(each.item, []).append(each)
    whole = [name for name, of in by_item.items() if all(each.fate is Fate.KEPT for each in of)]
    yield f"Recorded answers that keep their meaning: all of {len(whole)} items"
    for name, fates in by_item.items():
        if name not in whole:
            kept = [each.answer for each in fates if each.fate is Fate.KEPT]
            yield f"  {name}: {', '.join(kept) or 'none'}"


def _answer(fate: AnswerFate) -> str:
    name = f"{fate.item} = {fate.answer}" if fate.answer else fate.item
    return f"{name}: {', '.join(fate.because)}" if fate.because else name


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
