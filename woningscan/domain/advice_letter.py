"""The letter of advice: what is good, what to do first, why, and who pays.

The order is that of one who reads it at the kitchen table. Page one has what is good and the first
three things; what a locksmith must see stands apart at the end. Name and address stand on the
cover sheet only, so that a letter lost on a train tells the finder nothing about whose home it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import letter, wording
from woningscan.domain.finding_sections import FindingSections
from woningscan.domain.good_points import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.letter_sections import Occasion
    from woningscan.domain.route import Route

MOST_GOOD_ON_PAGE_ONE = 5
FIRST = 3


def compose(route: Route, reader: Reader, occasion: Occasion) -> letter.Letter:
    """Compose the letter for one who is advised.

    Raises:
        letter.LetterNotPossibleError: a required fact or the day is missing, or two devices
            disagree somewhere.
    """
    sections = _AdviceLetter(route, reader, occasion)
    return sections.written(sections.blocks())


class _AdviceLetter(FindingSections):
    def blocks(self) -> Iterator[letter.Block]:
        good = self.good()
        yield from self.paragraphs("opening")
        on_page_one = chosen(good, MOST_GOOD_ON_PAGE_ONE)
        yield from self._what_is_good(tuple(point.sentence for point in on_page_one))
        yield from self._first_things()
        yield from self.looked_at()
        if more := tuple(point.sentence for point in good if point not in on_page_one):
            yield from self.headed("more-good", [letter.Bullets(more)])
        yield from self.chapters()
        yield from self.own_findings()
        yield from self.headed("incident", [*self.paragraphs("incident"), *self._phones()])
        yield from self.headed("limits", [*self.paragraphs("limits"), *self._kept_until()])
        yield from self.headed("closing", [*self._valid_until(), *self.paragraphs("closing")])
        yield from self.chapters_apart()

    def _what_is_good(self, good: tuple[str, ...]) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-good"))
        yield from self.paragraphs("good")
        if good:
            yield letter.Bullets(good)
        else:
            yield letter.Paragraph(self.phrase("nothing-good-yet"))

    def _first_things(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-first"))
        first_things = self.advice.recommendations[:FIRST]
        if not first_things:
            yield letter.Paragraph(self.phrase("nothing-found"))
            return
        yield from self.paragraphs("first")
        heads = ("table-measure", "table-when", "table-who-pays")
        yield letter.Table(
            heads=tuple(self.phrase(head) for head in heads),
            rows=tuple(
                (
                    self.maker.title(first),
                    self.words.urgency(first.urgency),
                    self.words.payer(first.payer),
                )
                for first in first_things
            ),
        )

    def _phones(self) -> Iterator[letter.Block]:
        phones = self.occasion.settings.phones
        if phones:
            yield letter.Bullets(
                tuple(f"{phone.label.in_(self.language)}: {phone.number}" for phone in phones)
            )

    def _valid_until(self) -> Iterator[letter.Paragraph]:
        return self._until("valid-until", self.occasion.settings.validity_months)

    def _kept_until(self) -> Iterator[letter.Paragraph]:
        return self._until("kept-until", self.occasion.settings.retention_months)

    def _until(self, phrase: str, months: int | None) -> Iterator[letter.Paragraph]:
        """Name the day that is some months after the visit, unless nobody said how many."""
        if months is not None:
            last = wording.months_after(str(self.inspection.visited_on), months)
            yield letter.Paragraph(self.phrase(phrase).format(day=self.day(last)))
