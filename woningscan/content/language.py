"""Plain language: limits on the sentences of fixed texts.

The limits (20 words a sentence, 15 on average) are those of texts at level B1, which most adults
read with ease.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SENTENCE = 20
LONGEST_AVERAGE = 15
LONGEST_SAME_TEXT = 3

# A full stop ends a sentence only before something that can begin one, so that abbreviations
# such as "bijv." within a sentence do not make it look short.
_END_OF_SENTENCE = re.compile(r"""(?<=[.!?])["'”’)]*\s+(?=(?:['’]s\s|["'“‘(]?[A-Z0-9À-Þ{]))|\n+""")

_PLACEHOLDER = re.compile(r"\{\w*\}")


def sentences(text: str) -> list[str]:
    """Split a text into its sentences; a new line ends one too."""
    return [sentence for sentence in _END_OF_SENTENCE.split(text) if words(sentence)]


def words(sentence: str) -> list[str]:
    """Give the words of a sentence; a dash or a lone sign is none."""
    return [word for word in sentence.split() if any(sign.isalnum() for sign in word)]


def complaints(text: str) -> Iterator[str]:
    """Say what makes a text hard to read.

    The average counts from two sentences on: of one sentence it would only be a lower limit.
    """
    spoken = sentences(text)
    lengths = [len(words(sentence)) for sentence in spoken]
    for sentence, length in zip(spoken, lengths, strict=True):
        if length > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:5])
            yield (
                f"the sentence “{start} …” has {length} words; "
                f"split it, {LONGEST_SENTENCE} is the most"
            )
    if len(lengths) > 1 and sum(lengths) > LONGEST_AVERAGE * len(lengths):
        average = sum(lengths) / len(lengths)
        yield (
            f"the sentences have {average:.1f} words on average; "
            f"shorten them, {LONGEST_AVERAGE} is the most"
        )


def placeholders(text: str) -> frozenset[str]:
    """Give what a text leaves open, such as `{title}`."""
    return frozenset(_PLACEHOLDER.findall(text))


def without_placeholders(text: str) -> str:
    """Give a text without what it leaves open."""
    return _PLACEHOLDER.sub("", text)


def looks_untranslated(one: str, other: str) -> bool:
    """Tell whether two languages have one text that is too long to be a name or a loanword."""
    return one == other and len(words(one)) > LONGEST_SAME_TEXT
