"""One recommendation as a block of a letter that may tell what was found, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain import letter
from woningscan.domain.photos import usable_photos
from woningscan.domain.recommendation_words import provided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from woningscan.domain.advice import Finding, Recommendation
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.recommendation_words import RecommendationWords


@dataclass(frozen=True, slots=True)
class Told:
    """What stands above a recommendation: companions and photos, and what was found at which."""

    ids: frozenset[str] = frozenset()
    found: Mapping[frozenset[tuple[str, str]], int] = field(default_factory=dict)
    """The number of a recommendation by the room and item of each of its findings."""

    def number(self, recommendation: Recommendation) -> int | None:
        """Give the recommendation that tells the same findings, if there is one."""
        return self.found.get(places(recommendation))


def places(recommendation: Recommendation) -> frozenset[tuple[str, str]]:
    """Give the room and item of each finding."""
    return frozenset((each.room.id, each.item.id) for each in recommendation.findings)


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """Makes the blocks of recommendations for one who is advised."""

    inspection: Inspection
    words: RecommendationWords

    def title(self, recommendation: Recommendation) -> str:
        """Give the title: the measure's, word for word, or the adviser's own."""
        if recommendation.measure is None:
            return str(recommendation.own_title)
        return recommendation.measure.title.in_(self.words.language)

    def _block(self, number: int, recommendation: Recommendation, told: Told) -> letter.Advised:
        """Give the whole recommendation, without what stands above it."""
        return letter.Advised(
            number=number,
            title=self.title(recommendation),
            texts=tuple(self._texts(recommendation, told)),
            details=self.words.details(self._lines(recommendation, told)),
            figures=tuple(self._figures(recommendation, told)),
        )

    def blocks(self, advised: Iterable[tuple[int, Recommendation]]) -> Iterator[letter.Advised]:
        """Give numbered recommendations in a row.

        What goes along with several is told in full once, what was found is told once for several
        measures against it, and a photo of several is shown once.
        """
        told = Told()
        for number, recommendation in advised:
            block = self._block(number, recommendation, told)
            yield block
            companions = {companion.id for companion in recommendation.companions}
            photos = {figure.photo for figure in block.figures}
            found = {places(recommendation): number, **told.found}
            told = Told(told.ids | companions | photos, found)

    def parts(self, recommendations: Sequence[Recommendation]) -> letter.Table:
        """Give which measures are missing in which part of the home, as PKVW lists them."""
        missing: dict[str, list[str]] = {}
        names = {room.id: room.name(self.words.language) for room in self.inspection.rooms}
        for recommendation in recommendations:
            for room in recommendation.rooms:
                missing.setdefault(room.id, []).append(self.title(recommendation))
        return letter.Table(
            heads=(self.words.phrase("table-part"), self.words.phrase("table-missing")),
            rows=tuple(
                (name, "\n".join(missing[room])) for room, name in names.items() if room in missing
            ),
        )

    def _texts(self, recommendation: Recommendation, told: Told) -> Iterator[str]:
        if recommendation.measure is not None:
            yield self.words.advice(recommendation.measure)
        if recommendation.text:
            yield recommendation.text
        yield from self.words.also_needed(recommendation, told.ids)

    def _lines(self, recommendation: Recommendation, told: Told) -> tuple[tuple[str, str], ...]:
        """Give what stands in labelled lines, each with the phrase of its label."""
        measure = recommendation.measure
        return (
            ("label-found", self.found_or_where(recommendation, told)),
            ("label-rooms", "" if self._differs(recommendation) else self._rooms(recommendation)),
            ("label-note", self.notes_or_none(recommendation, told)),
            ("label-why", self.words.reason(measure)),
            ("label-also", self.words.goes_with(recommendation, told.ids)),
            ("label-ask-for", self.words.ask_for(recommendation)),
            ("label-when", self.words.urgency(recommendation.urgency)),
            ("label-who-pays", self.words.payer(recommendation.payer)),
            ("label-indication", self.words.indications(provided(recommendation, told.ids))),
        )

    def found(self, recommendation: Recommendation) -> str:
        """Say what was found; with its rooms in front where that differs from room to room."""
        told = self.told_in(recommendation)
        if self._differs(recommendation):
            return "\n".join(f"{rooms}: {' '.join(texts)}" for rooms, texts in told)
        return " ".join(dict.fromkeys(text for _, texts in told for text in texts))

    def found_or_where(self, recommendation: Recommendation, told: Told) -> str:
        """Say what was found, or at which advice above it stands word for word."""
        found, number = self.found(recommendation), told.number(recommendation)
        if not found or number is None:
            return found
        return self.words.phrase("found-above").format(number=number)

    def notes_or_none(self, recommendation: Recommendation, told: Told) -> str:
        """Give the notes, unless they stand with the findings at an advice above it."""
        return self.notes(recommendation) if told.number(recommendation) is None else ""

    def finding(self, finding: Finding) -> str:
        """Say what was found at one item."""
        text = finding.option.finding
        return text.in_(self.words.language) if text else ""

    def _differs(self, recommendation: Recommendation) -> bool:
        """Tell whether not every room has the same to say."""
        return len(self.told_in(recommendation)) > 1

    def told_in(self, recommendation: Recommendation) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the names of rooms, each time with all that was found in every one of them."""
        rooms: dict[tuple[str, ...], list[str]] = {}
        for room in recommendation.rooms:
            texts = (
                self.finding(finding)
                for finding in recommendation.findings
                if finding.room.id == room.id
            )
            told = tuple(dict.fromkeys(text for text in texts if text))
            rooms.setdefault(told, []).append(room.name(self.words.language))
        return tuple(("; ".join(names), texts) for texts, names in rooms.items())

    def _rooms(self, recommendation: Recommendation) -> str:
        """Name the rooms; a semicolon between them, because a room's name may hold a comma."""
        return "; ".join(room.name(self.words.language) for room in recommendation.rooms)

    def notes(self, recommendation: Recommendation) -> str:
        """Give the notes; with their room in front where there are several rooms."""
        several = len(recommendation.rooms) > 1
        notes = (
            (finding.room, self.inspection.note(finding.room.id, finding.item.id))
            for finding in recommendation.findings
        )
        return "\n".join(
            dict.fromkeys(
                f"{room.name(self.words.language)}: {note}" if several else note
                for room, note in notes
                if note
            )
        )

    def _figures(self, recommendation: Recommendation, told: Told) -> Iterator[letter.Figure]:
        """Give the photos: those that the adviser chose, else the new ones of the findings."""
        about = places(recommendation)
        usable = usable_photos(self.inspection)
        for room in self.inspection.rooms:
            for photo, value in self.inspection.of_room("photo-added", room.id):
                fields = value if isinstance(value, dict) else {}
                items = fields.get("items")
                shown = {(room.id, item) for item in items} if isinstance(items, list) else set()
                chosen = recommendation.photos
                is_new = bool(shown & about) and photo not in told.ids
                if photo in usable and (is_new if chosen is None else photo in chosen):
                    caption = str(fields.get("caption") or self.words.phrase("label-photo"))
                    yield letter.Figure(photo, caption, str(fields.get("description") or caption))
