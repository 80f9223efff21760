"""Which recorded answers still mean what they meant.

An answer keeps its meaning when the question stays as it was in every language, and so do the label
of the option, whether it is good, and its grade. Help, findings and measures may change: they are
not what the adviser answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.language import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.questionnaire import Item, Option, Questionnaire


class Fate(StrEnum):
    """What became of an answer, or of an item as a whole."""

    KEPT = "keeps its meaning"
    CHANGED = "changed meaning"
    OPTION_REMOVED = "option removed"
    ITEM_REMOVED = "item removed"
    NEW_ITEM = "new item"


@dataclass(frozen=True, slots=True)
class AnswerFate:
    """What became of one answer to an item, and because of what.

    `answer` is empty when the item itself is new or gone.
    """

    item: str
    answer: str
    fate: Fate
    because: tuple[str, ...] = ()


def answer_fates(old: Questionnaire, new: Questionnaire) -> Iterator[AnswerFate]:
    """Say of each answer that the old version took what became of it, and which items are new."""
    for item in old.items_by_id.values():
        now = new.items_by_id.get(item.id)
        if now is None:
            yield AnswerFate(item.id, "", Fate.ITEM_REMOVED)
        else:
            yield from _of_item(item, now)
    for name in new.items_by_id:
        if name not in old.items_by_id:
            yield AnswerFate(name, "", Fate.NEW_ITEM)


def _of_item(old: Item, new: Item) -> Iterator[AnswerFate]:
    asked = [*_texts("question", old.question, new.question)]
    if old.zone != new.zone:
        asked.append("zone")
    for answer in old.answers:
        before, after = old.option(answer), new.option(answer)
        if before is not None and after is None:
            yield AnswerFate(old.id, answer, Fate.OPTION_REMOVED)
            continue
        because = (*asked, *(() if before is None or after is None else _of_option(before, after)))
        yield AnswerFate(old.id, answer, Fate.CHANGED if because else Fate.KEPT, because)


def _of_option(old: Option, new: Option) -> Iterator[str]:
    yield from _texts("label", old.label, new.label)
    if old.good != new.good:
        yield "good"
    if old.grade != new.grade:
        yield "grade"


def _texts(name: str, old: Text, new: Text) -> Iterator[str]:
    for language in Language:
        if old.in_(language) != new.in_(language):
            yield f"{name} ({language})"
