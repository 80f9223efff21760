"""The page with prices: the measures of a chapter, or those with some words, each with its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.language import Language
from woningscan.web.contexts.settings_words import price_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from woningscan.domain.letter_parts import Chapter
    from woningscan.domain.questionnaire import Measure, Questionnaire
    from woningscan.services.settings import Setting
    from woningscan.web.texts import Translator

PARTS = ("low", "high", "year", "source")


@dataclass(frozen=True, slots=True)
class ChapterCount:
    """A chapter, how many of its measures have a price, and whether it is shown."""

    id: str
    title: str
    filled: int
    all: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A measure with its price: in words as it stands, and whether its fields lie open."""

    name: str
    title: str
    words: str | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class PricesPage:
    """What the page shows; `words` is what the measures were filtered by."""

    chapters: tuple[ChapterCount, ...]
    rows: tuple[PriceRow, ...]
    chapter: str
    words: str
    filled: int
    all: int


def prices_page(
    questionnaire: Questionnaire,
    settings: Mapping[str, Setting],
    asked: Mapping[str, str],
    lies_open: Collection[str],
    t: Translator,
) -> PricesPage:
    """Give the page; `asked` holds chapter and words, `lies_open` fields that must be seen."""
    filled = {
        name.removeprefix("prices.")
        for name, setting in settings.items()
        if name.startswith("prices.") and setting.value is not None
    }
    words = asked.get("words", "").strip()
    used = [
        chapter
        for chapter in questionnaire.chapters
        if any(measure.chapter == chapter.id for measure in questionnaire.measures)
    ]
    chosen = asked.get("chapter", "")
    if chosen not in {chapter.id for chapter in used}:
        chosen = used[0].id if used else ""
    measures = _matching(questionnaire, words) if words else _of(questionnaire, chosen)
    return PricesPage(
        tuple(
            _counted(
                questionnaire, chapter, filled, t, is_shown=(chapter.id, "") == (chosen, words)
            )
            for chapter in used
        ),
        tuple(_row(measure, settings, lies_open, t) for measure in measures),
        chosen,
        words,
        len(filled & questionnaire.measures_by_id.keys()),
        len(questionnaire.measures),
    )


def _counted(
    questionnaire: Questionnaire,
    chapter: Chapter,
    filled: set[str],
    t: Translator,
    *,
    is_shown: bool,
) -> ChapterCount:
    measures = _of(questionnaire, chapter.id)
    count = len([measure for measure in measures if measure.id in filled])
    return ChapterCount(chapter.id, t.of(chapter.title), count, len(measures), is_shown)


def _of(questionnaire: Questionnaire, chapter: str) -> list[Measure]:
    return [measure for measure in questionnaire.measures if measure.chapter == chapter]


def _matching(questionnaire: Questionnaire, words: str) -> Iterable[Measure]:
    """Give the measures in whose title all words stand, in either language."""
    wanted = words.casefold().split()
    return (
        measure
        for measure in questionnaire.measures
        if any(
            all(word in measure.title.in_(language).casefold() for word in wanted)
            for language in Language
        )
    )


def _row(
    measure: Measure, settings: Mapping[str, Setting], lies_open: Collection[str], t: Translator
) -> PriceRow:
    name = f"prices.{measure.id}"
    setting = settings.get(name)
    price = setting.value if setting else None
    return PriceRow(
        name,
        t.of(measure.title),
        price_words(price, t) if isinstance(price, dict) else None,
        is_open=any(f"{name}.{part}" in lies_open for part in PARTS),
    )
