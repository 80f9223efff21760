"""The letter for the office holder: what is good, what to do first, why, and who pays.

The order is that of one who reads it at the kitchen table. Page one has what is good and the first
three things; what a locksmith must see stands apart at the end. Name and address stand on the
cover sheet only, so that a letter lost on a train tells the finder nothing about whose home it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import advice, letter, wording
from woningscan.domain.questionnaire import NOT_ASSESSED, LetterRule
from woningscan.domain.recommendation_block import BlockMaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.language import Language
    from woningscan.domain.letter_parts import Chapter
    from woningscan.domain.route import Route
    from woningscan.domain.settings import LetterSettings

READER = "holder"
MOST_GOOD_ON_PAGE_ONE = 5
FIRST = 3


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter needs besides the inspection: for which case, how, in which language.

    The letter of a visit that is not closed yet says at the foot of each page that it is a draft.
    """

    case: str | None
    language: Language
    settings: LetterSettings
    is_draft: bool = False


def compose(route: Route, occasion: Occasion) -> letter.Letter:
    """Compose the holder's letter.

    Raises:
        letter.LetterNotPossibleError: a required fact or the day is missing, or two devices
            disagree somewhere.
    """
    check_possible(route)
    return _HolderLetter(route, occasion).written()


def cover_sheet(inspection: Inspection, occasion: Occasion) -> letter.CoverSheet:
    """Compose the cover sheet: who is addressed, by whom, in which case; nothing of the home."""

    def phrase(name: str) -> str:
        return inspection.questionnaire.phrase(name, occasion.language)

    organisation = occasion.settings.organisation
    details = (
        ("visit-day", inspection.visited_on and _visit_day(inspection, occasion.language)),
        ("cover-case", occasion.case),
        ("cover-adviser", inspection.identity("adviser-name")),
        ("cover-organisation", organisation and organisation.in_(occasion.language)),
    )
    postcode = inspection.identity("holder-postcode")
    town = inspection.identity("holder-town")
    lines = (
        inspection.identity("holder-name"),
        inspection.identity("holder-organisation"),
        inspection.identity("holder-address"),
        "  ".join(part for part in (postcode, town) if part),
    )
    return letter.CoverSheet(
        language=occasion.language,
        title=phrase("cover-title"),
        intro=phrase("cover-intro"),
        addressee=tuple(line for line in lines if line),
        details=tuple(letter.Detail(phrase(label), text) for label, text in details if text),
        notice=phrase("cover-keep-apart"),
    )


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


def _visit_day(inspection: Inspection, language: Language) -> str:
    return wording.written_day(str(inspection.visited_on), language)


class _HolderLetter:
    """One letter in the making: what is known, and a method per section."""

    def __init__(self, route: Route, occasion: Occasion) -> None:
        self.route = route
        self.inspection = route.inspection
        self.questionnaire = route.inspection.questionnaire
        self.occasion = occasion
        self.language = occasion.language
        found = advice.for_letter(self.inspection, advice.findings(route))
        self.advice = advice.advise(route, found).recommendations
        self.good = self._good_sentences()
        self.maker = BlockMaker(self.inspection, occasion.settings, self.language, READER)

    def written(self) -> letter.Letter:
        details = [
            letter.Detail(self.phrase("visit-day"), _visit_day(self.inspection, self.language))
        ]
        if self.occasion.case:
            details.append(letter.Detail(self.phrase("case-number"), self.occasion.case))
        return letter.Letter(
            language=self.language,
            title=self.phrase("letter-title"),
            details=tuple(details),
            salutation=self.phrase("salutation"),
            blocks=tuple(self._blocks()),
            footer=self._footer(),
            page_of=self.phrase("page-of"),
        )

    def phrase(self, name: str) -> str:
        return self.questionnaire.phrase(name, self.language)

    def _footer(self) -> str:
        parts = ("draft", "confidential") if self.occasion.is_draft else ("confidential",)
        return " ".join(self.phrase(part) for part in parts)

    def _blocks(self) -> Iterator[letter.Block]:
        yield from self._paragraphs("opening")
        yield from self._what_is_good()
        yield from self._first_things()
        yield from self._looked_at()
        yield from self._more_good()
        yield from self._chapters()
        yield from self._own_findings()
        yield from self._incident()
        for section in ("limits", "closing"):
            yield letter.Heading(1, self.phrase(f"heading-{section}"))
            yield from self._paragraphs(section)
        yield from self._chapters_apart()

    def _paragraphs(self, section: str) -> Iterator[letter.Paragraph]:
        for paragraph in self.questionnaire.paragraphs:
            if (
                paragraph.section == section
                and READER in paragraph.readers
                and self.route.holds(paragraph.when)
            ):
                yield letter.Paragraph(self._paragraph_text(paragraph.id))

    def _paragraph_text(self, paragraph_id: str) -> str:
        paragraph = self.questionnaire.paragraphs_by_id[paragraph_id]
        edited = self.occasion.settings.texts.get(paragraph_id) if paragraph.setting else None
        return (edited or paragraph.text).in_(self.language)

    def _good_sentences(self) -> tuple[str, ...]:
        """Give what is good, each sentence once, however many rooms it is true of."""
        sentences: dict[str, None] = {}
        for room, item in self.inspection.items:
            option = item.option(self.inspection.answers(room.id, item.id)[0] or "")
            if (
                item.good is not None
                and option is not None
                and option.good
                and item.letter is LetterRule.ALWAYS
                and self.route.applies(room.id, item.id)
            ):
                sentences[item.good.in_(self.language)] = None
        return tuple(sentences)

    def _what_is_good(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-good"))
        if self.good:
            yield letter.Bullets(self.good[:MOST_GOOD_ON_PAGE_ONE])
        else:
            yield letter.Paragraph(self.phrase("nothing-good-yet"))

    def _more_good(self) -> Iterator[letter.Block]:
        if more := self.good[MOST_GOOD_ON_PAGE_ONE:]:
            yield letter.Heading(1, self.phrase("heading-more-good"))
            yield letter.Bullets(more)

    def _first_things(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-first"))
        if not self.advice:
            yield letter.Paragraph(self.phrase("nothing-found"))
            return
        yield from self._paragraphs("first")
        yield letter.Table(
            heads=tuple(
                self.phrase(head) for head in ("table-measure", "table-when", "table-who-pays")
            ),
            rows=tuple(
                (self.maker.title(first), self.maker.when(first), self.maker.who_pays(first))
                for first in self.advice[:FIRST]
            ),
        )

    def _looked_at(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-looked-at"))
        yield from self._paragraphs("looked-at")
        seen = self.inspection.rooms_looked_at
        if seen:
            yield letter.Bullets(tuple(room.name(self.language) for room in seen))
        if not_assessed := tuple(self._not_assessed()):
            yield letter.Heading(2, self.phrase("heading-not-assessed"))
            yield letter.Bullets(not_assessed)

    def _not_assessed(self) -> Iterator[str]:
        """Name each room that was left out, and each item that was left out in another."""
        for room in self.inspection.rooms:
            if room not in self.inspection.rooms_looked_at:
                yield room.name(self.language)
            for item in room.zone.items:
                if (
                    self.inspection.answers(room.id, item.id) == (NOT_ASSESSED,)
                    and item.letter is LetterRule.ALWAYS
                    and self.route.applies(room.id, item.id)
                ):
                    yield f"{room.name(self.language)}: {item.question.in_(self.language)}"

    def _in(self, chapter: Chapter) -> list[tuple[int, Recommendation]]:
        return [
            (number, recommendation)
            for number, recommendation in enumerate(self.advice, 1)
            if recommendation.chapter == chapter.id
        ]

    def _chapters(self) -> Iterator[letter.Block]:
        chapters = [chapter for chapter in self.questionnaire.chapters if not chapter.apart]
        if any(self._in(chapter) for chapter in chapters):
            yield letter.Heading(1, self.phrase("heading-advice"))
            yield from self._paragraphs("advice")
        for chapter in chapters:
            if advised := self._in(chapter):
                yield letter.Heading(2, chapter.title.in_(self.language))
                yield from self._chapter_intro(chapter)
                yield from self.maker.blocks(advised)

    def _chapters_apart(self) -> Iterator[letter.Block]:
        for chapter in self.questionnaire.chapters:
            if chapter.apart and (advised := self._in(chapter)):
                yield letter.NewPage()
                yield letter.Heading(1, chapter.title.in_(self.language))
                yield from self._chapter_intro(chapter)
                yield from self._paragraphs("apart")
                yield self.maker.parts([each for _, each in advised])
                yield from self.maker.blocks(advised)

    def _chapter_intro(self, chapter: Chapter) -> Iterator[letter.Paragraph]:
        if chapter.intro is not None:
            yield letter.Paragraph(self._paragraph_text(chapter.intro))

    def _own_findings(self) -> Iterator[letter.Block]:
        own = tuple(
            f"{room.name(self.language)}: {value['text']}"
            for room in self.inspection.rooms
            for _, value in self.inspection.of_room("finding-added", room.id)
            if isinstance(value, dict)
        )
        if own:
            yield letter.Heading(1, self.phrase("heading-own-findings"))
            yield letter.Bullets(own)

    def _incident(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-incident"))
        yield from self._paragraphs("incident")
        if self.occasion.settings.phones:
            yield letter.Bullets(
                tuple(
                    f"{phone.label.in_(self.language)}: {phone.number}"
                    for phone in self.occasion.settings.phones
                )
            )
