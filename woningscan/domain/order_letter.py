"""The letter that asks for measures: what to provide, how soon, and what it may cost.

Who reads it provides, and need not know how a home is weak. So nothing here comes from what was
seen or written in the home: no finding, no room, no photo, no note, nothing that the adviser typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import letter
from woningscan.domain.letter_sections import Sections
from woningscan.domain.recommendation_words import provided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.letter_sections import Occasion
    from woningscan.domain.questionnaire import Measure
    from woningscan.domain.route import Route
    from woningscan.domain.settings import Price


def compose(route: Route, reader: Reader, occasion: Occasion) -> letter.Letter:
    """Compose the letter for one who provides measures.

    Raises:
        letter.LetterNotPossibleError: a required fact or the day is missing, or two devices
            disagree somewhere.
    """
    sections = _OrderLetter(route, reader, occasion)
    return sections.written(sections.blocks())


@dataclass(frozen=True, slots=True)
class _Asked:
    """One recommendation to this payer; `told` are companions that were asked for above it.

    They are numbered by themselves: gaps would tell how much else there is to do in the home.
    `said` has the number at which a text stands above it, by the text.
    """

    number: int
    recommendation: Recommendation
    told: frozenset[str]
    said: Mapping[str, int]

    @property
    def provided(self) -> tuple[Measure, ...]:
        """What has to be provided for it and was not asked for above."""
        return provided(self.recommendation, self.told)


class _OrderLetter(Sections):
    def __init__(self, route: Route, reader: Reader, occasion: Occasion) -> None:
        super().__init__(route, reader, occasion)
        self.asked = tuple(self._asked())
        self.prices = occasion.settings.prices

    def blocks(self) -> Iterator[letter.Block]:
        yield from self.paragraphs("opening")
        yield from self.section("looked-at")
        yield from self.section("good")
        yield from self._overview()
        if self.asked:
            blocks = [self._block(asked) for asked in self.asked]
            yield from self.headed("provide", [*self.paragraphs("advice"), *blocks])
        for section in ("apart", "incident", "limits", "closing"):
            yield from self.section(section)

    def _asked(self) -> Iterator[_Asked]:
        told: frozenset[str] = frozenset()
        said: Mapping[str, int] = {}
        proposed = (each for each in self.advice.recommendations if each.payer == self.reader.pays)
        for number, recommendation in enumerate(proposed, 1):
            yield _Asked(number, recommendation, told, said)
            told |= {companion.id for companion in recommendation.companions}
            texts = (self._text(recommendation), *map(self.words.advice, recommendation.companions))
            said = {**dict.fromkeys(texts, number), **said}

    def _overview(self) -> Iterator[letter.Block]:
        yield letter.Heading(1, self.phrase("heading-overview"))
        if not self.asked:
            yield letter.Paragraph(self.phrase("nothing-to-provide"))
            return
        yield from self.paragraphs("first")
        known = [self._prices(asked) for asked in self.asked]
        heads = ("table-measure", "table-when", "table-price")
        columns = len(heads) if any(known) else len(heads) - 1
        rows = (
            (
                self._title(asked.recommendation),
                self.words.urgency(asked.recommendation.urgency),
                self.words.total(prices) or "–",
            )
            for asked, prices in zip(self.asked, known, strict=True)
        )
        yield letter.Table(
            heads=tuple(self.phrase(head) for head in heads[:columns]),
            rows=tuple(row[:columns] for row in rows),
        )
        if any(known):
            yield letter.Paragraph(" ".join(self._total()))

    def _total(self) -> Iterator[str]:
        """Add up all prices, and say so when not every one is known."""
        prices = [price for asked in self.asked for price in self._prices(asked)]
        yield self.phrase("price-total").format(total=self.words.total(prices))
        provided = [measure for asked in self.asked for measure in asked.provided]
        is_own = any(asked.recommendation.measure is None for asked in self.asked)
        if is_own or len(prices) < len(provided):
            yield self.phrase("price-incomplete")

    def _prices(self, asked: _Asked) -> tuple[Price, ...]:
        found = (self.prices.get(measure.id) for measure in asked.provided)
        return tuple(price for price in found if price is not None)

    def _title(self, recommendation: Recommendation) -> str:
        """Give the measure's title; that of the adviser's own advice could name a weakness."""
        if recommendation.measure is None:
            return self.phrase("own-advice")
        return recommendation.measure.title.in_(self.language)

    def _block(self, asked: _Asked) -> letter.Advised:
        recommendation = asked.recommendation
        lines = (
            ("label-also", self.words.goes_with(recommendation, self._named(asked))),
            ("label-ask-for", self.words.ask_for(recommendation)),
            ("label-when", self.words.urgency(recommendation.urgency)),
            ("label-indication", self.words.indications(asked.provided)),
        )
        return letter.Advised(
            number=asked.number,
            title=self._title(recommendation),
            texts=tuple(self._texts(asked)),
            details=self.words.details(lines),
        )

    def _texts(self, asked: _Asked) -> Iterator[str]:
        """Give what is asked; of a text that stands word for word above, only where."""
        text = self._text(asked.recommendation)
        above = asked.said.get(text)
        yield text if above is None else self.phrase("found-above").format(number=above)
        yield from self.words.also_needed(asked.recommendation, self._named(asked))

    def _text(self, recommendation: Recommendation) -> str:
        if recommendation.measure is None:
            return self.phrase("own-advice-ask")
        return self.words.advice(recommendation.measure)

    def _named(self, asked: _Asked) -> frozenset[str]:
        """Give the companions that are only named, because there is nothing new to say of them."""
        said = {*asked.said, self._text(asked.recommendation)}
        companions = asked.recommendation.companions
        return asked.told.union(each.id for each in companions if self.words.advice(each) in said)
