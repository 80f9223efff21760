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
    found: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """The number of the recommendation that tells a finding, by the key of the finding."""

    def new(self, recommendation: Recommendation) -> tuple[Finding, ...]:
        """Give the findings that nothing above tells."""
        return tuple(each for each in recommendation.findings if each.key not in self.found)

    def above(self, recommendation: Recommendation) -> tuple[int, ...]:
        """Give the recommendations above that tell its other findings."""
        numbers = (self.found.get(each.key) for each in recommendation.findings)
        return tuple(dict.fromkeys(number for number in numbers if number is not None))

    def asked(self, item: str) -> int | None:
        """Give the first recommendation above that tells an answer to an item."""
        return next((number for key, number in self.found.items() if key[1] == item), None)

    def after(self, number: int, recommendation: Recommendation, photos: Iterable[str]) -> Told:
        """Give what has been told when this recommendation, with these photos, was told too."""
        companions = (companion.id for companion in recommendation.companions)
        found = {each.key: number for each in recommendation.findings}
        return Told(self.ids.union(companions, photos), {**found, **self.found})


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
            told = told.after(number, recommendation, (each.photo for each in block.figures))

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
            ("label-found", self.found(recommendation, told)),
            ("label-rooms", self._rooms(recommendation, told)),
            ("label-note", self.notes(recommendation, told)),
            ("label-why", self.words.reason(measure)),
            ("label-also", self.words.goes_with(recommendation, told.ids)),
            ("label-ask-for", self.words.ask_for(recommendation)),
            ("label-when", self.words.urgency(recommendation.urgency)),
            ("label-who-pays", self.words.payer(recommendation.payer)),
            ("label-indication", self.words.indications(provided(recommendation, told.ids))),
        )

    def found(self, recommendation: Recommendation, told: Told) -> str:
        """Say what was found; of what stands word for word above, only at which advice."""
        lines = [self.said(told.new(recommendation))]
        if above := told.above(recommendation):
            lines.append(self.see(*above))
        return "\n".join(line for line in lines if line)

    def see(self, *numbers: int) -> str:
        """Say at which recommendations above something stands."""
        return self.words.phrase("found-above").format(number=", ".join(map(str, numbers)))

    def said(self, findings: Sequence[Finding]) -> str:
        """Say what findings are; with their rooms in front where that differs from room to room."""
        lines = self.by_rooms(findings)
        if len(lines) > 1:
            return "\n".join(f"{rooms}: {' '.join(texts)}" for rooms, texts in lines)
        return " ".join(text for _, texts in lines for text in texts)

    def finding(self, finding: Finding) -> str:
        """Say what was found at one item."""
        text = finding.option.finding
        return text.in_(self.words.language) if text else ""

    def by_rooms(self, findings: Sequence[Finding]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give each text once with all rooms it is true of; texts of the same rooms together.

        A semicolon stands between rooms, because a room's name may hold a comma.
        """
        rooms: dict[str, dict[str, str]] = {}
        for finding in findings:
            name = finding.room.name(self.words.language)
            rooms.setdefault(self.finding(finding), {})[finding.room.id] = name
        texts: dict[tuple[str, ...], list[str]] = {}
        for text, found_in in rooms.items():
            texts.setdefault(tuple(found_in), []).append(text)
        names = {room: name for found_in in rooms.values() for room, name in found_in.items()}
        return tuple(
            ("; ".join(map(names.__getitem__, found_in)), tuple(filter(None, told)))
            for found_in, told in texts.items()
        )

    def _rooms(self, recommendation: Recommendation, told: Told) -> str:
        """Name the rooms, unless all that was found stands with its rooms in front."""
        new = told.new(recommendation)
        if len(new) == len(recommendation.findings) and len(self.by_rooms(new)) > 1:
            return ""
        return "; ".join(room.name(self.words.language) for room in recommendation.rooms)

    def notes(self, recommendation: Recommendation, told: Told) -> str:
        """Give the notes at what is told here; with their room in front where there are several."""
        several = len(recommendation.rooms) > 1
        notes = (
            (finding.room, self.inspection.note(finding.room.id, finding.item.id))
            for finding in told.new(recommendation)
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
        about = {(each.room.id, each.item.id) for each in recommendation.findings}
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
