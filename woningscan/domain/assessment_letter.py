"""The letter that accounts for an assessment: what was seen, what follows from it, and why.

Who reads it judges the proposal, so that each recommendation stands with its findings, the answers
it follows from, its sources and what the adviser changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import advice, conditions, letter
from woningscan.domain.assessment_block import AssessmentBlockMaker
from woningscan.domain.finding_sections import FindingSections
from woningscan.domain.recommendation_block import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.inspection import Room
    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.letter_sections import Occasion
    from woningscan.domain.questionnaire import Item
    from woningscan.domain.route import Route


def compose(route: Route, reader: Reader, occasion: Occasion) -> letter.Letter:
    """Compose the letter for one who judges the assessment.

    Raises:
        letter.LetterNotPossibleError: a required fact or the day is missing, or two devices
            disagree somewhere.
    """
    sections = _AssessmentLetter(route, reader, occasion)
    return sections.written(sections.blocks(), sections.facts())


class _AssessmentLetter(FindingSections):
    @property
    def maker(self) -> AssessmentBlockMaker:
        ruled = {each.id: each for each in advice.ruled(self.route, self.found)}
        return AssessmentBlockMaker(self.inspection, self.words, ruled)

    def blocks(self) -> Iterator[letter.Block]:
        yield from self.paragraphs("opening")
        yield from self._overview()
        yield from self.looked_at()
        good = self.good()
        bullets = [letter.Bullets(tuple(point.sentence for point in good))] if good else []
        yield from self.headed("good", [*self.paragraphs("good"), *bullets])
        yield from self.chapters()
        yield from self._omitted()
        yield from self.own_findings()
        for section in ("incident", "limits", "closing"):
            yield from self.section(section)
        yield from self.chapters_apart()

    def facts(self) -> Iterator[letter.Detail]:
        """Give the facts that decide on this proposal: the required, and those of who pays.

        Other facts are left out: together they could tell whose home it is.
        """
        decisive = {
            leaf.fact
            for each in (*self.advice.recommendations, *self.advice.omitted)
            for rule in (each.measure.payer if each.measure else ())
            for leaf in conditions.leaves(rule.when)
            if isinstance(leaf, conditions.FactIn)
        }
        for fact in self.questionnaire.facts:
            if fact.required or fact.id in decisive:
                known = self.route.fact(fact.id)
                labels = (value.label for value in fact.values if value.id == known)
                for label in labels:
                    yield letter.Detail(fact.label.in_(self.language), label.in_(self.language))

    def why_not(self, room: Room, item: Item) -> str:
        """Give the note that says why an item was not assessed."""
        return self.inspection.note(room.id, item.id) or ""

    def _overview(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-overview"))
        advised, maker = self.advice.recommendations, self.maker
        if not advised:
            yield letter.Paragraph(self.phrase("nothing-found"))
            return
        yield from self.paragraphs("first")
        heads = ("table-number", "table-measure", "table-grade", "table-when", "table-who-pays")
        yield letter.Table(
            heads=tuple(self.phrase(head) for head in heads),
            rows=tuple(
                (
                    str(number),
                    maker.title(each),
                    maker.grade(each),
                    self.words.urgency(each.urgency),
                    self.words.payer(each.payer),
                )
                for number, each in enumerate(advised, 1)
            ),
        )

    def _omitted(self) -> Iterator[letter.Block]:
        """Give the measures that the adviser does not propose, with what they would answer."""
        maker, told = self.maker, Told()
        for number, above in self.in_a_row():
            told = told.after(number, above, ())
        rows = tuple(
            (maker.title(each), maker.found(each, told), each.reason or "–")
            for each in self.advice.omitted
        )
        if rows:
            heads = ("table-measure", "table-found", "table-reason")
            table = letter.Table(tuple(self.phrase(head) for head in heads), rows)
            yield from self.headed("omitted", [table])
