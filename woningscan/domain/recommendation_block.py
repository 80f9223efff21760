"""One recommendation as a block of a letter, for one reader and in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import letter, wording
from woningscan.domain.photos import usable_photos

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.language import Language
    from woningscan.domain.questionnaire import (
        Measure,
    )
    from woningscan.domain.settings import LetterSettings, Price


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """Makes the blocks of recommendations."""

    inspection: Inspection
    settings: LetterSettings
    language: Language
    reader: str

    def title(self, recommendation: Recommendation) -> str:
        """Give the title: the measure's, word for word, or the adviser's own."""
        if recommendation.measure is None:
            return str(recommendation.own_title)
        return recommendation.measure.title.in_(self.language)

    def when(self, recommendation: Recommendation) -> str:
        """Give how soon it is wanted."""
        return self._phrase(f"urgency-{recommendation.urgency}")

    def who_pays(self, recommendation: Recommendation) -> str:
        """Give who pays, as a proposal."""
        if recommendation.payer is None:
            return self._phrase("payer-to-be-discussed")
        payer = self.inspection.questionnaire.payers_by_id[recommendation.payer]
        return payer.name.in_(self.language)

    def _block(
        self, number: int, recommendation: Recommendation, told: frozenset[str]
    ) -> letter.Advised:
        """Give the whole recommendation; `told` are companions and photos that stand above it."""
        return letter.Advised(
            number=number,
            title=self.title(recommendation),
            texts=tuple(self._texts(recommendation, told)),
            details=tuple(self._details(recommendation)),
            figures=tuple(self._figures(recommendation, told)),
        )

    def blocks(self, advised: Iterable[tuple[int, Recommendation]]) -> Iterator[letter.Advised]:
        """Give numbered recommendations in a row.

        What goes along with several is told in full once, and a photo of several is shown once.
        """
        told: frozenset[str] = frozenset()
        for number, recommendation in advised:
            block = self._block(number, recommendation, told)
            yield block
            told |= {companion.id for companion in recommendation.companions}
            told |= {figure.photo for figure in block.figures}

    def parts(self, recommendations: Sequence[Recommendation]) -> letter.Table:
        """Give which measures are missing in which part of the home, as PKVW lists them."""
        missing: dict[str, list[str]] = {}
        names = {room.id: room.name(self.language) for room in self.inspection.rooms}
        for recommendation in recommendations:
            for room in recommendation.rooms:
                missing.setdefault(room.id, []).append(self.title(recommendation))
        return letter.Table(
            heads=(self._phrase("table-part"), self._phrase("table-missing")),
            rows=tuple(
                (name, "\n".join(missing[room])) for room, name in names.items() if room in missing
            ),
        )

    def _phrase(self, name: str) -> str:
        return self.inspection.questionnaire.phrase(name, self.language)

    def _texts(self, recommendation: Recommendation, told: frozenset[str]) -> Iterator[str]:
        if recommendation.measure is not None:
            yield recommendation.measure.advice[self.reader].in_(self.language)
        if recommendation.text:
            yield recommendation.text
        for companion in recommendation.companions:
            also = self._phrase("also-needed").format(title=companion.title.in_(self.language))
            advice = companion.advice[self.reader].in_(self.language)
            yield also if companion.id in told else f"{also} {advice}"

    def _details(self, recommendation: Recommendation) -> Iterator[letter.Detail]:
        lines = (
            ("label-found", self._found(recommendation)),
            ("label-rooms", "" if self._differs(recommendation) else self._rooms(recommendation)),
            ("label-note", self._notes(recommendation)),
            ("label-why", self._why(recommendation.measure)),
            ("label-ask-for", self._ask_for(recommendation)),
            ("label-when", self.when(recommendation)),
            ("label-who-pays", self.who_pays(recommendation)),
            ("label-indication", self._indication(recommendation.measure)),
        )
        return (letter.Detail(self._phrase(label), text) for label, text in lines if text)

    def _found(self, recommendation: Recommendation) -> str:
        """Say what was found; with its rooms in front where that differs from room to room."""
        told = self._told_in(recommendation)
        if self._differs(recommendation):
            return "\n".join(f"{rooms}: {' '.join(texts)}" for rooms, texts in told.items())
        return " ".join(dict.fromkeys(text for texts in told.values() for text in texts))

    def _differs(self, recommendation: Recommendation) -> bool:
        """Tell whether not every room has the same to say."""
        return len(self._told_in(recommendation)) > 1

    def _told_in(self, recommendation: Recommendation) -> dict[str, tuple[str, ...]]:
        """Give what was found by the names of the rooms that it is all true of."""
        by_room = {
            room.name(self.language): tuple(
                dict.fromkeys(
                    finding.option.finding.in_(self.language)
                    for finding in recommendation.findings
                    if finding.room.id == room.id and finding.option.finding
                )
            )
            for room in recommendation.rooms
        }
        rooms: dict[tuple[str, ...], list[str]] = {}
        for name, texts in by_room.items():
            rooms.setdefault(texts, []).append(name)
        return {"; ".join(names): texts for texts, names in rooms.items()}

    def _rooms(self, recommendation: Recommendation) -> str:
        """Name the rooms; a semicolon between them, because a room's name may hold a comma."""
        return "; ".join(room.name(self.language) for room in recommendation.rooms)

    def _notes(self, recommendation: Recommendation) -> str:
        """Give the notes; with their room in front where there are several rooms."""
        several = len(recommendation.rooms) > 1
        notes = (
            (finding.room, self.inspection.note(finding.room.id, finding.item.id))
            for finding in recommendation.findings
        )
        return "\n".join(
            dict.fromkeys(
                f"{room.name(self.language)}: {note}" if several else note
                for room, note in notes
                if note
            )
        )

    def _why(self, measure: Measure | None) -> str:
        reason = measure.reason.get(self.reader) if measure else None
        return reason.in_(self.language) if reason else ""

    def _ask_for(self, recommendation: Recommendation) -> str:
        measures = (recommendation.measure, *recommendation.companions)
        wanted = (
            measure.ask_for.in_(self.language)
            for measure in measures
            if measure and measure.ask_for
        )
        return "\n".join(dict.fromkeys(wanted))

    def _indication(self, measure: Measure | None) -> str:
        price = self.settings.prices.get(measure.id) if measure else None
        return self._price(price) if price else ""

    def _price(self, price: Price) -> str:
        parts = [
            self._phrase("price-indication").format(
                low=wording.amount(price.low, price.currency, self.language),
                high=wording.amount(price.high, price.currency, self.language),
                year=price.year,
            )
        ]
        if not price.fitted:
            parts.append(self._phrase("price-material"))
        if not price.vat_included:
            parts.append(self._phrase("price-excluding-vat"))
        return ", ".join(parts)

    def _figures(
        self, recommendation: Recommendation, told: frozenset[str]
    ) -> Iterator[letter.Figure]:
        """Give the photos: those that the adviser chose, else the new ones of the findings."""
        about = {(finding.room.id, finding.item.id) for finding in recommendation.findings}
        usable = usable_photos(self.inspection)
        for room in self.inspection.rooms:
            for photo, value in self.inspection.of_room("photo-added", room.id):
                fields = value if isinstance(value, dict) else {}
                items = fields.get("items")
                shown = {(room.id, item) for item in items} if isinstance(items, list) else set()
                chosen = recommendation.photos
                if photo not in usable:
                    continue
                if photo in chosen if chosen is not None else shown & about and photo not in told:
                    caption = str(fields.get("caption") or self._phrase("label-photo"))
                    yield letter.Figure(photo, caption, str(fields.get("description") or caption))
