"""How hard a text is to read, as one number: from about 0, very hard, to 100, very easy.

Dutch: Flesch-Douma (W.H. Douma, *De leesbaarheid van landbouwbladen*, Wageningen 1960).
English: Flesch reading ease (R. Flesch, *A new readability yardstick*, J. Appl. Psychol. 32, 1948).
Both weigh the length of sentences against that of words. 60 is plain language, 70 is easy.

What is no word is left out, as Flesch himself advised for figures: figures, codes (`SKG***`,
`EN 356`, `S5`) and placeholders (`{title}`) count as no word and as no syllable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content import language as plain
from woningscan.content.syllables import syllables
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

# A norm is its letters in capitals and the figure behind them.
_NORM = re.compile(r"\b[A-Z]+(?:-[A-Z]+)*[ -]\d[\w.:-]*\b")
_FIGURE = re.compile(r"\S*[\d*]\S*")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much text there is: numbers of sentences, of words and of syllables."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Take two texts together."""
        return Amount(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
        )


def amount(text: str, language: Language) -> Amount:
    """Count a text."""
    return sum((_of_sentence(one, language) for one in spoken_sentences(text)), Amount())


def total(texts: Iterable[str], language: Language) -> Amount:
    """Count several texts; where one ends, a sentence ends."""
    return sum((amount(text, language) for text in texts), Amount())


def score(counted: Amount, language: Language) -> float:
    """Give the reading ease of what was counted; raise `ValueError` when there is no word."""
    if not counted.words:
        raise ValueError("A text without words has no reading ease.")
    sentence = counted.words / counted.sentences
    word = counted.syllables / counted.words
    if language is Language.NL:
        return 206.84 - 0.77 * 100 * word - 0.93 * sentence
    return 206.835 - 84.6 * word - 1.015 * sentence


def spoken_sentences(text: str) -> list[str]:
    """Give the sentences of a text without what is no word; one with no word left is none."""
    without = (_words_only(sentence) for sentence in plain.sentences(text))
    return [sentence for sentence in without if plain.words(sentence)]


def without_codes(text: str) -> str:
    """Give a text without the codes of norms."""
    return _NORM.sub("", text)


def _words_only(sentence: str) -> str:
    return _FIGURE.sub("", without_codes(plain.without_placeholders(sentence)))


def _of_sentence(sentence: str, language: Language) -> Amount:
    words = plain.words(sentence)
    return Amount(1, len(words), sum(syllables(word, language) for word in words))
