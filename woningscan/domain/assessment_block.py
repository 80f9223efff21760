"""One recommendation as a block of the letter that accounts for an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import Grade
from woningscan.domain.recommendation_block import BlockMaker
from woningscan.domain.recommendation_words import provided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    def found(self, recommendation: Recommendation) -> str:
        """Say what was found and how bad that is, always with its rooms in front."""
        told = self.told_in(recommendation)
        return "\n".join(f"{rooms}: {' '.join(texts)}" for rooms, texts in told)

    def finding(self, finding: Finding) -> str:
        """Say what was found at one item, and how bad that is."""
        grade = finding.option.grade
        # A class with slots is made anew, which an empty super() does not know.
        text = BlockMaker.finding(self, finding)
        return f"{text} ({self.words.phrase(f'grade-{grade}')})" if grade else text

    def _lines(self, recommendation: Recommendation, told: Told) -> tuple[tuple[str, str], ...]:
        return (
            ("label-found", self.found_or_where(recommendation, told)),
            ("label-rule", self._rule(recommendation)),
            ("label-note", self.notes_or_none(recommendation, told)),
            ("label-reasoning", self._reasoning(recommendation)),
            ("label-sources", self._sources(recommendation)),
            ("label-also", self.words.goes_with(recommendation, told.ids)),
            ("label-norm", self.words.ask_for(recommendation)),
            ("label-when", self.words.urgency(recommendation.urgency)),
            ("label-proposed-payer", self.words.payer(recommendation.payer)),
            ("label-indication", self.words.indications(provided(recommendation, told.ids))),
            ("label-changed", "\n".join(self._changes(recommendation))),
            ("label-deviation", recommendation.reason or ""),
        )

    def _rule(self, recommendation: Recommendation) -> str:
        """Give the questions from whose answers it follows, each once with its answers."""
        language = self.words.language
        answers: dict[str, dict[str, None]] = {}
        for finding in recommendation.findings:
            question = finding.item.question.in_(language)
            answers.setdefault(question, {})[finding.option.label.in_(language)] = None
        return "\n".join(f"{question} {'; '.join(given)}" for question, given in answers.items())

    def _reasoning(self, recommendation: Recommendation) -> str:
        """Give why; with a warning where the questionnaire itself is not confirmed yet."""
        measure = recommendation.measure
        is_proposal = (measure is not None and measure.unconfirmed) or any(
            finding.item.unconfirmed for finding in recommendation.findings
        )
        lines = (self.words.reason(measure), self.words.phrase("unconfirmed") * is_proposal)
        return "\n".join(line for line in lines if line)

    def _sources(self, recommendation: Recommendation) -> str:
        """Give the codes of all sources, each once."""
        measures = (recommendation.measure, *recommendation.companions)
        codes = (
            *(code for finding in recommendation.findings for code in finding.item.sources),
            *(code for measure in measures if measure for code in measure.sources),
        )
        practice = self.words.phrase("source-practice")
        return ", ".join(practice if code == PRACTICE else code for code in dict.fromkeys(codes))

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
