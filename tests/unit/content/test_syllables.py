"""Syllables, as somebody would clap them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.content.syllables import syllables
from woningscan.domain.language import Language

LETTERS = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), min_size=1)

DUTCH = [
    ("slot", 1), ("deur", 1), ("uw", 1), ("nieuw", 1), ("leeuw", 1), ("ooit", 1), ("zee", 1),
    ("ramen", 2), ("eigen", 2), ("auto", 2), ("bureau", 2), ("draaien", 2), ("foto's", 2),
    ("cilinder", 3), ("verhuurder", 3), ("iedereen", 3), ("wachtwoorden", 3), ("museum", 3),
    ("gemeente", 3), ("naijlen", 3), ("autoalarm", 4), ("officieel", 4), ("organisatie", 5),
    # One letter at the start or the end, which no typesetter leaves alone.
    ("adres", 2), ("avond", 2), ("open", 2), ("over", 2), ("idee", 2),
    # Two vowels that sound apart.
    ("radio", 3), ("video", 3), ("ruïne", 3), ("ideeën", 3), ("reëel", 2), ("beëindigen", 4),
    # What is spelled, and what has more parts.
    ("PKVW", 4), ("VvE", 3), ("tv", 2), ("n.v.t.", 3), ("e-mail", 2), ("CO-melder", 4), ("’s", 1),
    ("en/of", 2), ("“Slot,”", 1),
]  # fmt: skip

ENGLISH = [
    ("lock", 1), ("home", 1), ("makes", 1), ("used", 1), ("closed", 1), ("hinges", 2), ("see", 1),
    ("the", 1), ("guard", 1), ("added", 2), ("houses", 2), ("places", 2), ("watches", 2),
    ("table", 2), ("handle", 2), ("window", 2), ("people", 2), ("safely", 2), ("someone", 2),
    ("quiet", 2),
    ("language", 2), ("landlord", 2), ("lockable", 3), ("employer", 3), ("cylinder", 3),
    ("security", 4), ("authority", 4), ("information", 4), ("organisation", 5),
    # One letter at the start or the end, which no typesetter leaves alone.
    ("about", 2), ("open", 2), ("any", 2), ("every", 3), ("area", 3),
    # Two vowels that sound apart.
    ("idea", 3), ("video", 3), ("media", 3), ("manual", 3), ("create", 2), ("science", 2),
    ("being", 2), ("trying", 2),
    ("CCV", 3), ("two-step", 2),
]  # fmt: skip


@pytest.mark.parametrize(("word", "count"), DUTCH)
def test_dutch_syllables(word: str, count: int) -> None:
    assert syllables(word, Language.NL) == count


@pytest.mark.parametrize(("word", "count"), ENGLISH)
def test_english_syllables(word: str, count: int) -> None:
    assert syllables(word, Language.EN) == count


@pytest.mark.parametrize("language", Language)
@given(LETTERS)
def test_every_word_is_spoken(language: Language, word: str) -> None:
    assert 1 <= syllables(word, language) <= len(word)


@pytest.mark.parametrize("language", Language)
@given(LETTERS, LETTERS)
def test_a_hyphen_takes_nothing_away(language: Language, one: str, other: str) -> None:
    whole = syllables(f"{one}-{other}", language)
    assert whole <= syllables(one, language) + syllables(other, language)
