"""The advice as its review shows it: each recommendation with its source, in the letter's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import advice
from woningscan.domain.advice_letter import FIRST
from woningscan.domain.composing import advised_reader
from woningscan.domain.photos import photos_in, usable_photos
from woningscan.domain.recommendation_block import BlockMaker
from woningscan.domain.recommendation_words import RecommendationWords
from woningscan.domain.settings import LetterSettings
from woningscan.web.contexts.advice_words import payer_words, when_words
from woningscan.web.forms.advice_form import ByRule
from woningscan.web.forms.slots import heads_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.letter import Figure
    from woningscan.domain.questionnaire import Measure
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class Source:
    """Why something is advised: which answer, in which room; `certain` unless devices disagree."""

    room: str
    room_name: str
    item: str
    question: str
    answer: str
    certain: bool


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One recommendation. `departures` says in words what the adviser changed about the rules."""

    id: str
    number: int
    title: str
    chapter: str
    urgency: str
    when: str
    payer: str
    sources: tuple[Source, ...]
    companions: tuple[str, ...]
    text: str | None
    figures: tuple[Figure, ...]
    departures: tuple[str, ...]
    reason: str | None
    is_own: bool
    is_added: bool
    heads: str
    is_disputed: bool

    @property
    def is_first(self) -> bool:
        """Tell whether the letter names it among the first things to do."""
        return self.number <= FIRST


@dataclass(frozen=True, slots=True)
class Order:
    """The order as it is shown: the ids, the heads behind it, and whether it is of the rules."""

    ids: tuple[str, ...]
    heads: str
    is_by_rule: bool
    is_disputed: bool


class Review:
    """All advice of a visit, computed once for a page."""

    def __init__(self, visit: OpenVisit, t: Translator) -> None:
        """Find what is advised and what the rules would advise."""
        self.t = t
        self.inspection = visit.inspection
        self.found = advice.for_letter(visit.inspection, advice.findings(visit.route))
        self.advice = advice.advise(visit.route, self.found)
        self.ruled = {each.id: each for each in advice.ruled(visit.route, self.found)}

    def rows(self) -> tuple[AdviceRow, ...]:
        """Give what is advised, in the order of the letter."""
        figures = self._figures()
        return tuple(
            self._row(number, each, figures.get(each.id, ()))
            for number, each in enumerate(self.advice.recommendations, 1)
        )

    def omitted(self) -> tuple[AdviceRow, ...]:
        """Give what was left out."""
        return tuple(self._row(0, each, ()) for each in self.advice.omitted)

    def row_of(self, name: str) -> AdviceRow | None:
        """Give one recommendation, left out or not; None when nothing calls for it."""
        rows = (*self.rows(), *self.omitted())
        return next((row for row in rows if row.id == name), None)

    def order(self) -> Order:
        """Give the order that the page shows."""
        ids = tuple(each.id for each in self.advice.recommendations)
        heads = self.inspection.journal.heads.get(("advice-ordered",), ())
        return Order(
            ids,
            heads_text(self.inspection.journal, ("advice-ordered",)),
            is_by_rule=ids == self.order_by_rule(),
            is_disputed=len(heads) > 1,
        )

    def order_by_rule(self) -> tuple[str, ...]:
        """Give the ids of what is advised as the rules order them."""
        ordered = advice.in_rule_order(self.advice.recommendations, self.found)
        return tuple(each.id for each in ordered)

    def by_rule(self, name: str) -> ByRule:
        """Give what the rules give for a measure, also for one that nothing calls for."""
        plain = self.ruled.get(name)
        if plain is None:
            measure = self.inspection.questionnaire.measures_by_id[name]
            return ByRule(measure.urgency, None, ())
        return ByRule(plain.urgency, plain.payer, self._photos_by_rule(plain))

    def addable(self) -> Mapping[str, tuple[Measure, ...]]:
        """Give the measures that are not advised yet, by the title of their chapter."""
        standing = {
            name
            for each in (*self.advice.recommendations, *self.advice.omitted)
            for name in (each.id, *(companion.id for companion in each.companions))
        }
        questionnaire = self.inspection.questionnaire
        return {
            self.t.of(chapter.title): found
            for chapter in questionnaire.chapters
            if (
                found := tuple(
                    measure
                    for measure in questionnaire.measures
                    if measure.chapter == chapter.id and measure.id not in standing
                )
            )
        }

    def _photos_by_rule(self, plain: Recommendation) -> tuple[str, ...]:
        about = {(finding.room.id, finding.item.id) for finding in plain.findings}
        usable = usable_photos(self.inspection)
        return tuple(
            photo.id
            for room in self.inspection.rooms
            for photo in photos_in(self.inspection, room.id)
            if photo.id in usable and {(room.id, item) for item in photo.items} & about
        )

    def _figures(self) -> dict[str, tuple[Figure, ...]]:
        """Give the photos that go along, by recommendation, as the letter shows them."""
        questionnaire = self.inspection.questionnaire
        reader = advised_reader(questionnaire).id
        words = RecommendationWords(questionnaire, LetterSettings(), self.t.language, reader)
        maker = BlockMaker(self.inspection, words)
        figures = {}
        numbered = tuple(enumerate(self.advice.recommendations, 1))
        for chapter in questionnaire.chapters:
            advised = [(number, each) for number, each in numbered if each.chapter == chapter.id]
            for (_, each), block in zip(advised, maker.blocks(advised), strict=True):
                figures[each.id] = block.figures
        return figures

    def _row(self, number: int, each: Recommendation, figures: tuple[Figure, ...]) -> AdviceRow:
        inspection, t = self.inspection, self.t
        slot = ("own-advised" if each.measure is None else "advised", each.id)
        value = inspection.journal.value(*slot)
        return AdviceRow(
            id=each.id,
            number=number,
            title=str(each.own_title) if each.measure is None else t.of(each.measure.title),
            chapter=t.of(inspection.questionnaire.chapters_by_id[each.chapter].title),
            urgency=each.urgency,
            when=when_words(inspection, each.urgency, t),
            payer=payer_words(inspection, each.payer, t),
            sources=tuple(_source(finding, t) for finding in each.findings),
            companions=tuple(t.of(companion.title) for companion in each.companions),
            text=each.text,
            figures=figures,
            departures=tuple(self._departures(each)),
            reason=each.reason,
            is_own=each.measure is None,
            is_added=isinstance(value, dict) and value.get("added") is True and not each.findings,
            heads=heads_text(inspection.journal, slot),
            is_disputed=len(inspection.journal.heads.get(slot, ())) > 1,
        )

    def _departures(self, each: Recommendation) -> Iterator[str]:
        plain, t = self.ruled.get(each.id), self.t
        if plain is None:
            return
        if plain.urgency != each.urgency:
            yield t("advice.rule-when", when=when_words(self.inspection, plain.urgency, t))
        if plain.payer != each.payer:
            yield t("advice.rule-payer", payer=payer_words(self.inspection, plain.payer, t))


def _source(finding: advice.Finding, t: Translator) -> Source:
    return Source(
        room=finding.room.id,
        room_name=finding.room.name(t.language),
        item=finding.item.id,
        question=t.of(finding.item.question),
        answer=t.of(finding.option.label),
        certain=finding.certain,
    )
