"""How many syllables a Dutch or English word has, as it is read aloud.

pyphen says where a word may be broken off at the end of a line. That is fewer places than it has
syllables: no typesetter leaves one letter alone, so *a-dres*, *o-pen* and *a-ny* have no mark, and
the English patterns, which go by origin, mark only some of the others (*every*, *po-etry*).
Allowing parts of one letter does not help, as the patterns themselves were made without them. So
pyphen only tells apart what stands side by side, above all the parts of a long Dutch word
(*auto-alarm*, *na-ijlen*), and in each part the vowels that sound as one are counted. In English a
silent e at the end of a part is left out (*lock-able*, *used*, *safe-ly*).

This is an estimate. It is made to be the same everywhere and not to flatter: it errs to the side
of one syllable too many, which makes a text seem harder.
"""

from __future__ import annotations

import re
from functools import cache

import pyphen

from woningscan.domain.language import Language

_HYPHENATION = {Language.NL: "nl_NL", Language.EN: "en_US"}
"""The American patterns know more places, and tell British spellings apart just as well."""

_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")

# Longest first: what stands in this list sounds as one, any other two vowels as two (vi-de-o).
_DUTCH_VOWELS = re.compile(
    r"eeu|ieu|aai|ooi|oei|eau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ëe|ëi|au|ou|ai|oi|[aeiouyà-æè-ïò-öù-ü]"
)

# Two vowels of which each sounds: me-di-a, man-u-al, i-de-a, vid-e-o, qui-et; not na-tion, guard.
_ENGLISH_APART = re.compile(
    r"(?<![tcsgx])i(?=[aou])|(?<![qg])u(?=a)|(?<=[aeiouy][^aeiouy])e(?=[ao]$)|i(?=et)|y(?=ing)"
)
_ENGLISH_VOWELS = re.compile(r"[aeiouyà-æè-ïò-öù-ü]+")

# The e of safe, makes and used; not that of ta-ble, hou-ses and need-ed.
_SILENT_E = re.compile(
    r"(?<=[aeiouy])([^aeiouy]+)(?:(?<![bcdfgkpstz]l)e|(?<![cgsxz])es|(?<![td])ed)$"
)


def syllables(word: str, language: Language) -> int:
    """Count the syllables of a word, at least 1; the parts around a hyphen or a slash add up.

    An abbreviation is spelled, one syllable a letter: what has two capitals or more (`PKVW`,
    `VvE`), and what has no vowel (`tv`, `n.v.t.`).
    """
    parts = _LETTERS.findall(word)
    spoken = sum(_of_part(part, language) for part in parts)
    return spoken or max(1, len("".join(parts)))


def _of_part(part: str, language: Language) -> int:
    if len(_CAPITAL.findall(part)) > 1:
        return len(part)
    return _of_word(part.lower(), language)


@cache
def _of_word(word: str, language: Language) -> int:
    parts = _hyphenation(language).inserted(word).split("-")
    if language is Language.NL:
        return sum(len(_DUTCH_VOWELS.findall(part)) for part in parts)
    return sum(_of_english_part(part) for part in parts)


def _of_english_part(part: str) -> int:
    spoken = _ENGLISH_APART.sub(r"\g<0>-", _SILENT_E.sub(r"\1", part))
    return len(_ENGLISH_VOWELS.findall(spoken))


@cache
def _hyphenation(language: Language) -> pyphen.Pyphen:
    """Give the patterns of a language; reading them takes a tenth of a second."""
    return pyphen.Pyphen(lang=_HYPHENATION[language])
