"""Words that who guesses a password tries early, each with how early.

How early is told as a power of ten: a word of weight 3 is among the first thousand.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache
from math import inf, log10
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

# How many powers of ten of guesses reach each word.
Weights: TypeAlias = "Mapping[str, float]"

_FOLDER = Path(__file__).parent
_OWN_WORDS = _FOLDER / "own_words.toml"
_LISTS = _FOLDER / "vendor" / "zxcvbn-ts"

# A shorter word is as easily guessed letter by letter.
_SHORTEST = 3

# Who aims at one account begins with a handful of words, who aims at the country with ten.
_CONTEXT_WEIGHT = 0.5
_CHOSEN_WEIGHT = 1.0
_FIRST_PLACE = 10

_PART = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text without capitals and accents: they make a password hardly harder."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


@cache
def known_words() -> Weights:
    """Return the words that anybody would try, some 70 000; they are read at the first call."""
    weights: dict[str, float] = {}
    for path in sorted(_LISTS.rglob("*.json")):
        words = json.loads(path.read_text("utf-8"))
        for place, word in enumerate(map(plain, words), _FIRST_PLACE):
            if len(word) >= _SHORTEST:
                weights[word] = min(weights.get(word, inf), log10(place))
    return weights | dict.fromkeys(_own("chosen"), _CHOSEN_WEIGHT)


def context_words(names: Iterable[str]) -> Weights:
    """Return the words of the product and those of `names`, whole and in their parts."""
    words = (part for text in (*_own("context"), *names) for part in _parts(plain(text)))
    return dict.fromkeys((word for word in words if len(word) >= _SHORTEST), _CONTEXT_WEIGHT)


def _parts(text: str) -> Iterator[str]:
    """Yield the words of a text, and the text with nothing between them."""
    parts = _PART.findall(text)
    yield from parts
    yield "".join(parts)


@cache
def _own(table: str) -> Collection[str]:
    return tuple(tomllib.loads(_OWN_WORDS.read_text("utf-8"))[table])
