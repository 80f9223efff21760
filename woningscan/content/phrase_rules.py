"""What letters fill in in a phrase: the words in braces, and no other braces."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from woningscan.content.faults import Complaint
from woningscan.domain.language import Language
from woningscan.domain.letter import WORDS_IN_PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.questionnaire import Questionnaire


def phrases_hold_the_words_that_letters_fill_in(
    questionnaire: Questionnaire,
) -> Iterator[Complaint]:
    """Each phrase has the words in braces that letters fill in there; any other would stop one."""
    for name, phrase in questionnaire.phrases.items():
        wanted = WORDS_IN_PHRASES.get(name, frozenset())
        for language in Language:
            if _words(phrase.in_(language)) != wanted:
                listed = ", ".join(f"{{{word}}}" for word in sorted(wanted)) or "nothing"
                message = f"letters fill in {listed} here; write that in braces, and nothing else"
                yield Complaint(f"phrases.{name}.{language}", message)


def _words(text: str) -> frozenset[str] | None:
    """Give the words in braces, or nothing when the braces are none of a plain word."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(form or conversion for _, _, form, conversion in parts):
        return None
    return frozenset(word for _, word, _, _ in parts if word is not None)
