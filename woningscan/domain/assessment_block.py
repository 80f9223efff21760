"""One recommendation as a block of the letter that accounts for an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import Grade
from woningscan.domain.recommendation_block import BlockMaker
from woningscan.domain.recommendation_words import provided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woningscan.domain.advice import Finding, Recommendation
    from woningscan.domain.recommendation_block import Told

PRACTICE = "practice"
"""The source of what rests on practice alone; it is written in words, the other codes as is."""


@dataclass(frozen=True, slots=True)
class AssessmentBlockMaker(BlockMaker):
    """Makes blocks that say what each recommendation rests on, and what the adviser changed.

    `ruled` holds the recommendations as the rules make them, by their id.
    """

    ruled: Mapping[str, Recommendation]

    def grade(self, recommendation: Recommendation) -> str:
        """Give the worst grade of what was found, a dash where nothing was."""
        grades = {finding.option.grade for finding in recommendation.findings}
        worst = next((grade for grade in Grade if grade in grades), None)
        return self.words.phrase(f"grade-{worst}") if worst else "–"

    def said(self, findings: Sequence[Finding]) -> str:
        """Say what findings are and how bad, always with their rooms in front."""
        lines = self.by_rooms(findings)
        return "\n".join(f"{rooms}: {' '.join(texts)}" for rooms, texts in lines)

    def finding(self, finding: Finding) -> str:
        """Say what was found at one item, and how bad that is."""
        grade = finding.option.grade
        # A class with slots is made anew, which an empty super() does not know.
        text = BlockMaker.finding(self, finding)
        return f"{text} ({self.words.phrase(f'grade-{grade}')})" if grade else text

    def _lines(self, recommendation: Recommendation, told: Told) -> tuple[tuple[str, str], ...]:
        return (
            ("label-found", self.found(recommendation, told)),
            ("label-rule", self._rule(recommendation, told)),
            ("label-note", self.notes(recommendation, told)),
            ("label-reasoning", self.words.reason(recommendation.measure)),
            ("label-sources", self._sources(recommendation)),
            ("label-also", self.words.goes_with(recommendation, told.ids)),
            ("label-norm", self.words.ask_for(recommendation)),
            ("label-when", self.words.urgency(recommendation.urgency)),
            ("label-proposed-payer", self.words.payer(recommendation.payer)),
            ("label-indication", self.words.indications(provided(recommendation, told.ids))),
            ("label-changed", "\n".join(self._changes(recommendation))),
            ("label-deviation", recommendation.reason or ""),
        )

    def _rule(self, recommendation: Recommendation, told: Told) -> str:
        """Give the questions from whose answers it follows, each once with its answers.

        Of a question that stands above only the place is given; and nothing of a finding that is
        told above, because its question stands with it.
        """
        language = self.words.language
        answers: dict[str, dict[str, None]] = {}
        for finding in told.new(recommendation):
            above = told.asked(finding.item.id)
            question = (
                finding.item.question.in_(language) if above is None else f"{self.see(above)}:"
            )
            answers.setdefault(question, {})[finding.option.label.in_(language)] = None
        return "\n".join(f"{question} {'; '.join(given)}" for question, given in answers.items())

    def _sources(self, recommendation: Recommendation) -> str:
        """Give the codes of all sources, each once, and whether the proposal is confirmed yet."""
        measure = recommendation.measure
        measures = (measure, *recommendation.companions)
        codes = (
            *(code for finding in recommendation.findings for code in finding.item.sources),
            *(code for each in measures if each for code in each.sources),
        )
        practice = self.words.phrase("source-practice")
        named = [practice if code == PRACTICE else code for code in dict.fromkeys(codes)]
        if (measure is not None and measure.unconfirmed) or any(
            finding.item.unconfirmed for finding in recommendation.findings
        ):
            named.append(self.words.phrase("unconfirmed"))
        return ", ".join(named)

    def _changes(self, recommendation: Recommendation) -> Iterator[str]:
        """Say how the adviser departed from the rules."""
        words, plain = self.words, self.ruled.get(recommendation.id)
        if plain is None:
            yield words.phrase("changed-own")
            return
        if not any(plain.id in finding.option.measures for finding in plain.findings):
            # Findings of what goes along do not call for it.
            yield words.phrase("changed-added")
        if plain.urgency != recommendation.urgency:
            yield words.phrase("changed-when").format(rule=words.urgency(plain.urgency))
        if plain.payer != recommendation.payer:
            yield words.phrase("changed-payer").format(rule=words.payer(plain.payer))
