"""What every letter is made of: its head, its fixed paragraphs, and what it is about.

Nothing here tells of a room or of what was found in it: each kind of letter can build on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import advice, letter, wording
from woningscan.domain.recommendation_words import RecommendationWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.language import Language
    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.route import Route
    from woningscan.domain.settings import LetterSettings


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter needs besides the inspection: for which case, how, in which language.

    The letter of a visit that is not closed yet says at the foot of each page that it is a draft.
    """

    case: str | None
    language: Language
    settings: LetterSettings
    is_draft: bool = False


def check_possible(route: Route) -> None:
    """See whether there can be a letter.

    Raises:
        letter.LetterNotPossibleError: not yet; with every reason at once.
    """
    inspection = route.inspection
    reasons = [
        f"Fill in {fact.id}: the letter depends on it."
        for fact in inspection.questionnaire.facts
        if fact.required and route.fact(fact.id) is None
    ]
    if inspection.visited_on is None:
        reasons.insert(0, "Fill in the day of the visit (visited_on).")
    reasons += [
        f"Choose between {len(conflict.heads)} versions of {' '.join(conflict.slot)}."
        for conflict in inspection.conflicts
    ]
    if reasons:
        raise letter.LetterNotPossibleError(tuple(reasons))


class Sections:
    """A letter in the making: what is known, who reads it, and the parts that all letters have."""

    def __init__(self, route: Route, reader: Reader, occasion: Occasion) -> None:
        """Work out the advice.

        Raises:
            letter.LetterNotPossibleError: a required fact or the day is missing, or two devices
                disagree somewhere.
        """
        check_possible(route)
        self.route = route
        self.inspection = route.inspection
        self.questionnaire = route.inspection.questionnaire
        self.reader = reader
        self.occasion = occasion
        self.language = occasion.language
        self.found = advice.for_letter(self.inspection, advice.findings(route))
        self.advice = advice.advise(route, self.found)
        self.words = RecommendationWords(
            self.questionnaire, occasion.settings, self.language, reader.id
        )

    def written(
        self, blocks: Iterable[letter.Block], details: Iterable[letter.Detail] = ()
    ) -> letter.Letter:
        """Give the letter with these blocks; `details` stand under the day and the case."""
        head = [letter.Detail(self.phrase("visit-day"), self.day(str(self.inspection.visited_on)))]
        if self.occasion.case:
            head.append(letter.Detail(self.phrase("case-number"), self.occasion.case))
        foot = ("draft", "confidential") if self.occasion.is_draft else ("confidential",)
        return letter.Letter(
            language=self.language,
            title=self.phrase(f"letter-title-{self.reader.letter}"),
            details=(*head, *details),
            salutation=self.phrase("salutation"),
            blocks=tuple(blocks),
            footer=" ".join(self.phrase(part) for part in foot),
            page_of=self.phrase("page-of"),
        )

    def phrase(self, name: str) -> str:
        """Give a short fixed text."""
        return self.words.phrase(name)

    def day(self, day: str) -> str:
        """Write a day as it stands in a letter."""
        return wording.written_day(day, self.language)

    def paragraphs(self, section: str) -> Iterator[letter.Paragraph]:
        """Give the paragraphs of a section that are for this reader and hold for this visit.

        One that opens a chapter stands there and not here as well.
        """
        openings = {chapter.intro for chapter in self.questionnaire.chapters}
        for paragraph in self.questionnaire.paragraphs:
            if paragraph.section == section and paragraph.id not in openings:
                yield from self.paragraph(paragraph.id)

    def paragraph(self, paragraph_id: str) -> Iterator[letter.Paragraph]:
        """Give a paragraph; nothing when it is not for this reader or does not hold."""
        paragraph = self.questionnaire.paragraphs_by_id[paragraph_id]
        if self.reader.id in paragraph.readers and self.route.holds(paragraph.when):
            edited = self.occasion.settings.texts.get(paragraph_id) if paragraph.setting else None
            yield letter.Paragraph((edited or paragraph.text).in_(self.language))

    def section(self, section: str) -> Iterator[letter.Block]:
        """Give the paragraphs of a section under its heading."""
        return self.headed(section, self.paragraphs(section))

    def headed(self, heading: str, blocks: Iterable[letter.Block]) -> Iterator[letter.Block]:
        """Give blocks under a heading, and no heading over nothing."""
        inside = tuple(blocks)
        if inside:
            yield letter.Heading(1, self.phrase(f"heading-{heading}"))
            yield from inside
