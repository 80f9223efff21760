"""What any letter may say of a recommendation: nothing of what was found, or where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import letter, price_totals, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woningscan.domain.advice import Recommendation
    from woningscan.domain.language import Language
    from woningscan.domain.price_totals import Total
    from woningscan.domain.questionnaire import Measure, Questionnaire, Urgency
    from woningscan.domain.settings import LetterSettings, Price


@dataclass(frozen=True, slots=True)
class RecommendationWords:
    """Puts the parts of a recommendation into words, for one reader and in one language."""

    questionnaire: Questionnaire
    settings: LetterSettings
    language: Language
    reader: str

    def phrase(self, name: str) -> str:
        """Give a short fixed text."""
        return self.questionnaire.phrase(name, self.language)

    def details(self, lines: Iterable[tuple[str, str]]) -> tuple[letter.Detail, ...]:
        """Give each line that says something, under the label that its phrase gives."""
        return tuple(letter.Detail(self.phrase(label), text) for label, text in lines if text)

    def urgency(self, urgency: Urgency) -> str:
        """Give how soon something is wanted."""
        return self.phrase(f"urgency-{urgency}")

    def payer(self, payer: str | None) -> str:
        """Give who pays, as a proposal."""
        if payer is None:
            return self.phrase("payer-to-be-discussed")
        return self.questionnaire.payers_by_id[payer].name.in_(self.language)

    def advice(self, measure: Measure) -> str:
        """Give what this reader is told of a measure."""
        return measure.advice[self.reader].in_(self.language)

    def reason(self, measure: Measure | None) -> str:
        """Give why this reader is told to take a measure, empty when that is not theirs."""
        reason = measure.reason.get(self.reader) if measure else None
        return reason.in_(self.language) if reason else ""

    def also_needed(self, recommendation: Recommendation, told: frozenset[str]) -> Iterator[str]:
        """Say in full what goes along and was not told above."""
        for companion in recommendation.companions:
            if companion.id not in told:
                title = companion.title.in_(self.language)
                yield f"{self.phrase('also-needed').format(title=title)} {self.advice(companion)}"

    def goes_with(self, recommendation: Recommendation, told: frozenset[str]) -> str:
        """Name what goes along and was told above, for a line of its own."""
        return "\n".join(
            companion.title.in_(self.language)
            for companion in recommendation.companions
            if companion.id in told
        )

    def ask_for(self, recommendation: Recommendation) -> str:
        """Give norm and class of all that belongs to a recommendation."""
        measures = (recommendation.measure, *recommendation.companions)
        wanted = (
            measure.ask_for.in_(self.language)
            for measure in measures
            if measure and measure.ask_for
        )
        return "\n".join(dict.fromkeys(wanted))

    def indications(self, measures: Sequence[Measure]) -> str:
        """Give the known prices with their years, each after its title when there are several."""
        lines = []
        for measure in measures:
            if price := self.settings.prices.get(measure.id):
                line = self._priced("price-indication", price_totals.of(price), price.year)
                title = measure.title.in_(self.language)
                lines.append(f"{title}: {line}" if len(measures) > 1 else line)
        return "\n".join(lines)

    def total(self, prices: Iterable[Price]) -> str:
        """Give the sum of prices, one for each way of counting them; empty for no prices."""
        return "; ".join(self._priced("price-range", total) for total in price_totals.sums(prices))

    def _priced(self, phrase: str, total: Total, year: int | None = None) -> str:
        parts = [
            self.phrase(phrase).format(
                low=wording.amount(total.low, total.currency, self.language),
                high=wording.amount(total.high, total.currency, self.language),
                year=year,
            )
        ]
        if not total.fitted:
            parts.append(self.phrase("price-material"))
        if not total.vat_included:
            parts.append(self.phrase("price-excluding-vat"))
        return ", ".join(parts)


def provided(recommendation: Recommendation, told: frozenset[str]) -> tuple[Measure, ...]:
    """Give the measure and what goes along with it, without what stands in full above it."""
    measures = (recommendation.measure, *recommendation.companions)
    return tuple(each for each in measures if each is not None and each.id not in told)
