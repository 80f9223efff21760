"""The parts of a letter that tell what was seen: which rooms, what is good, what is not."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from woningscan.domain import letter
from woningscan.domain.good_points import GoodPoint
from woningscan.domain.letter_sections import Sections
from woningscan.domain.questionnaire import NOT_ASSESSED, LetterRule
from woningscan.domain.recommendation_block import BlockMaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.inspection import Room
    from woningscan.domain.letter_parts import Chapter
    from woningscan.domain.questionnaire import Item


class FindingSections(Sections):
    """A letter in the making for somebody who may know how a place is weak."""

    @property
    def maker(self) -> BlockMaker:
        """What makes the blocks of the recommendations."""
        return BlockMaker(self.inspection, self.words)

    def good(self) -> tuple[GoodPoint, ...]:
        """Give what is good, each sentence once, however many rooms it is true of."""
        zones: dict[str, str] = {}
        for room, item in self.inspection.items:
            option = item.option(self.inspection.answers(room.id, item.id)[0] or "")
            if (
                item.good is not None
                and option is not None
                and option.good
                and self._is_told(room, item)
            ):
                zones.setdefault(item.good.in_(self.language), item.zone)
        return tuple(GoodPoint(zone, sentence) for sentence, zone in zones.items())

    def looked_at(self) -> Iterator[letter.Block]:
        """Say which rooms were looked at, and what was not."""
        yield letter.Heading(1, self.phrase("heading-looked-at"))
        yield from self.paragraphs("looked-at")
        seen = self.inspection.rooms_looked_at
        if seen:
            yield letter.Bullets(tuple(room.name(self.language) for room in seen))
        if not_assessed := tuple(self._not_assessed()):
            yield letter.Heading(2, self.phrase("heading-not-assessed"))
            yield letter.Bullets(not_assessed)

    def _not_assessed(self) -> Iterator[str]:
        """Name each room that was left out, and each item that was left out in others."""
        rooms: dict[tuple[str, str], list[str]] = {}
        for room in self.inspection.rooms:
            name = room.name(self.language)
            if room not in self.inspection.rooms_looked_at:
                rooms[name, ""] = []
            for item in room.zone.items:
                answers = self.inspection.answers(room.id, item.id)
                if answers == (NOT_ASSESSED,) and self._is_told(room, item):
                    told = (item.question.in_(self.language), self.why_not(room, item))
                    rooms.setdefault(told, []).append(name)
        return _by_reason(rooms)

    def why_not(self, room: Room, item: Item) -> str:  # noqa: ARG002 - who accounts for it does
        """Say why an item was not assessed; empty for one who need not know."""
        return ""

    def _is_told(self, room: Room, item: Item) -> bool:
        """Tell whether an item is asked in a room and not so delicate that it has to be ticked."""
        return item.letter is LetterRule.ALWAYS and self.route.applies(room.id, item.id)

    def _in(self, chapter: Chapter) -> list[tuple[int, Recommendation]]:
        return [
            (number, recommendation)
            for number, recommendation in enumerate(self.advice.recommendations, 1)
            if recommendation.chapter == chapter.id
        ]

    def in_a_row(self) -> tuple[tuple[int, Recommendation], ...]:
        """Give the recommendations of the chapters that follow one another, as they are read."""
        chapters = (each for each in self.questionnaire.chapters if not each.apart)
        return tuple(each for chapter in chapters for each in self._in(chapter))

    def chapters(self) -> Iterator[letter.Block]:
        """Give the chapters that follow one another.

        They are read in a row, so that what was told in one is not told again in the next.
        """
        advised = self.in_a_row()
        blocks = self.maker.blocks(advised)
        if advised:
            yield letter.Heading(1, self.phrase("heading-advice"))
            yield from self.paragraphs("advice")
        for chapter in self.questionnaire.chapters:
            if not chapter.apart and (found := self._in(chapter)):
                yield letter.Heading(2, chapter.title.in_(self.language))
                yield from self._chapter_intro(chapter)
                yield from islice(blocks, len(found))

    def chapters_apart(self) -> Iterator[letter.Block]:
        """Give the chapters that stand apart, each on a page of its own and with its parts."""
        for chapter in self.questionnaire.chapters:
            if chapter.apart and (advised := self._in(chapter)):
                yield letter.NewPage()
                yield letter.Heading(1, chapter.title.in_(self.language))
                yield from self._chapter_intro(chapter)
                yield from self.paragraphs("apart")
                yield self.maker.parts([each for _, each in advised])
                yield from self.maker.blocks(advised)

    def _chapter_intro(self, chapter: Chapter) -> Iterator[letter.Paragraph]:
        if chapter.intro is not None:
            yield from self.paragraph(chapter.intro)

    def own_findings(self) -> Iterator[letter.Block]:
        """Give what the adviser saw besides, each with its room."""
        own = tuple(
            f"{room.name(self.language)}: {value['text']}"
            for room in self.inspection.rooms
            for _, value in self.inspection.of_room("finding-added", room.id)
            if isinstance(value, dict)
        )
        if own:
            yield letter.Heading(1, self.phrase("heading-own-findings"))
            yield letter.Bullets(own)


def _by_reason(rooms: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Give a line for what has the same reason in the same rooms, else one for each question.

    `rooms` has the rooms of each question and reason; none where the "question" is a whole room.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for (question, why), names in rooms.items():
        lines.setdefault(("; ".join(names), why or question), []).append(question)
    for (named, why), asked in lines.items():
        yield " ".join(
            (*([f"{named}:"] if named else ()), *asked, *(() if why in asked else (why,)))
        )
