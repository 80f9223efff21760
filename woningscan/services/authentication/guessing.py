"""How many guesses a password takes from somebody who knows what people choose.

The password is cut into pieces that such a guesser would put together: known words, years and days,
rows of keys, what stood before. Of all ways to cut it the cheapest counts, as in zxcvbn (Wheeler,
"zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016). Capitals, accents and
digits in the place of letters count for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woningscan.services.authentication.known_words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woningscan.services.authentication.known_words import Weights

# Letters that people write as a digit or sign; 1 is read as an i and as an l.
_AS_I = str.maketrans("0134578@$!|+", "oieastbasiit")
_AS_L = str.maketrans("0134578@$!|+", "oleastbaslit")

_LONGEST_WORD = 24

# Rows of keys as people follow them, each also from its end.
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "azertyuiop",
    "qsdfghjklm",
    "qwertzuiop",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "!@#$%^&*()_+",
)
_KEYS = "\n".join((*_ROWS, *(row[::-1] for row in _ROWS)))
_SHORTEST_ROW = 3
_ROW_WEIGHT = 1.5

_SHORTEST_COPY = 3
_COPY_WEIGHT = 1.0

# A year that somebody chooses is one of some hundred; a day one of some twenty thousand.
_NUMBERS = (
    (re.compile(r"(?:19|20)\d\d"), 2.0),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-/. ]?(?:0?[1-9]|1[0-2])[-/. ]?(?:19|20)\d\d"), 4.3),
    (re.compile(r"(?:0[1-9]|[12]\d|3[01])[-/. ]?(?:0[1-9]|1[0-2])[-/. ]?\d\d"), 4.3),
    (re.compile(r"(?:19|20)\d\d[-/. ]?(?:0[1-9]|1[0-2])[-/. ]?(?:0[1-9]|[12]\d|3[01])"), 4.3),
)

_USUAL_SIGNS = " !?.,-_"
_SIGN_WEIGHT = 0.8
_DIGIT_WEIGHT = 1.0
_LETTER_WEIGHT = 1.4
_OTHER_WEIGHT = 1.6


def guesses(password: str, *words: Weights) -> float:
    """Return the power of ten of guesses that reach the password.

    `words` are what the guesser knows. Time is bounded by the length alone: the worst found of 128
    characters, Korean ones that come apart into three, took a twentieth of a second.
    """
    text = plain(password)
    readings = (text, text.translate(_AS_I), text.translate(_AS_L))
    cheapest = [0.0] + [float("inf")] * len(text)
    for start in range(len(text)):
        for end, weight in _pieces(readings, start, words):
            cheapest[end] = min(cheapest[end], cheapest[start] + weight)
    return cheapest[-1]


def _pieces(
    readings: Sequence[str], start: int, words: Sequence[Weights]
) -> Iterator[tuple[int, float]]:
    """Yield where each piece from `start` on ends, and its weight."""
    text = readings[0]
    yield start + 1, _weight_of(text, start)
    yield from _words(readings, start, words)
    yield from _rows(text, start)
    yield from _copies(text, start)
    for pattern, weight in _NUMBERS:
        if match := pattern.match(text, start):
            yield match.end(), weight


def _weight_of(text: str, start: int) -> float:
    """Return the weight of one character; the one before it, once more, is hardly a guess."""
    character = text[start]
    if character in _USUAL_SIGNS or (start and text[start - 1] == character):
        return _SIGN_WEIGHT
    if not character.isascii():
        return _OTHER_WEIGHT
    if character.isdigit():
        return _DIGIT_WEIGHT
    return _LETTER_WEIGHT if character.isalpha() else _OTHER_WEIGHT


def _words(
    readings: Sequence[str], start: int, words: Sequence[Weights]
) -> Iterator[tuple[int, float]]:
    """Yield the known words, in any reading of the digits."""
    for reading in readings:
        for end in range(start + 1, min(start + _LONGEST_WORD, len(reading)) + 1):
            piece = reading[start:end]
            for weights in words:
                if piece in weights:
                    yield end, weights[piece]


def _rows(text: str, start: int) -> Iterator[tuple[int, float]]:
    """Yield the runs along a row of keys."""
    end = start + _SHORTEST_ROW
    while end <= len(text) and text[start:end] in _KEYS:
        yield end, _ROW_WEIGHT
        end += 1


def _copies(text: str, start: int) -> Iterator[tuple[int, float]]:
    """Yield what stood before, forwards or backwards; a copy may go on into itself."""
    end = start + _SHORTEST_COPY
    while end <= len(text) and _stood_before(text, start, end):
        yield end, _COPY_WEIGHT
        end += 1


def _stood_before(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    return text.find(piece, 0, end - 1) >= 0 or text.find(piece[::-1], 0, start) >= 0
