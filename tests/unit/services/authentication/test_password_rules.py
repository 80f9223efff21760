import string
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.crypto.passwords import generate_password
from woningscan.services.authentication.password_rules import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    PasswordFault,
    faults_of,
)

ACCOUNT = ("f.voorbeeld", "Fien Voorbeeld-Verzonnen", "Dorpsveste")

# Ordinary words, each of them in no list of the first two thousand.
DUTCH = [
    "lantaarn",
    "mosterd",
    "kikker",
    "veranda",
    "tractor",
    "gitaar",
    "trommel",
    "kruiwagen",
    "pinguïn",
    "bezem",
    "knikker",
    "zeilboot",
    "dakgoot",
    "paprika",
    "walnoot",
    "kompas",
    "scharnier",
    "vlieger",
    "molensteen",
    "turbine",
]

LONG_ENOUGH = st.text(min_size=SHORTEST_PASSWORD, max_size=LONGEST_PASSWORD)


def faults(password: str) -> tuple[PasswordFault, ...]:
    return faults_of(password, ACCOUNT)


@given(st.builds(generate_password))
def test_a_generated_password_may_be_chosen(password: str) -> None:
    assert faults(password) == ()


@given(
    st.lists(st.sampled_from(DUTCH), min_size=5, max_size=5, unique=True),
    st.sampled_from(["", " ", "-", "."]),
)
def test_five_words_drawn_at_random_may_be_chosen(words: list[str], between: str) -> None:
    assert faults(between.join(words)) == ()


@pytest.mark.parametrize(
    "password",
    [
        "kqzvjxwpfhgtbnm",
        "839170254618379",
        "Tq7wZp2mXv9kLd4",
        "8X#qv!Lz2@Rk$m7",
        "жщфйцукяъхэбюфш",
        "ŵ€ñ¥ðþøßłæ¢µ¶§¡",
    ],
)
def test_fifteen_characters_of_any_kind_may_be_chosen(password: str) -> None:
    assert len(password) == SHORTEST_PASSWORD
    assert faults(password) == ()


@pytest.mark.parametrize("password", ["", "Tq7wZp2mXv9kLd", "lantaarnbezem"])
def test_fewer_characters_are_too_short_and_nothing_else(password: str) -> None:
    assert faults(password) == (PasswordFault.TOO_SHORT,)


def test_the_longest_password_is_as_long_as_that() -> None:
    longest = "".join(chain.from_iterable(zip(string.printable[:64], DUTCH[0] * 8, strict=True)))
    assert len(longest) == LONGEST_PASSWORD
    assert faults(longest) == ()
    assert faults(longest + "x") == (PasswordFault.TOO_LONG,)
    assert faults(longest * 100_000) == (PasswordFault.TOO_LONG,)


def test_characters_are_counted_as_the_hash_sees_them() -> None:
    composed, decomposed = "ëïöüáéíóúàèìòùâ", "e\u0308" * 8
    assert len(decomposed) > SHORTEST_PASSWORD
    assert faults(decomposed) == (PasswordFault.TOO_SHORT,)
    assert PasswordFault.TOO_SHORT not in faults(composed)
    assert PasswordFault.TOO_LONG not in faults("e\u0308" * LONGEST_PASSWORD)
    assert faults("e\u0308" * (LONGEST_PASSWORD + 1)) == (PasswordFault.TOO_LONG,)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "ajaxajaxajaxajax1",
        "welkom01welkom01",
        "Welkom01Welkom02Welkom03",
        "zomer2026zomer2026",
        "geheim geheim geheim",
        "lampeneneplampenenep",
        "xkqvbtw wtbvqkx",
        "qwertyuiopasdfghjkl",
        "1qaz2wsx3edc4rfv5tgb",
        "poiuytrewqlkjhgfdsa",
        "azertyuiopqsdfghjklm",
        "abcdefghijklmnopqrs",
        "123456789012345",
        "987654321987654321",
        "01-01-1970 02-02-1980",
        "19691970197119721973",
        "feyenoordrotterdam1908",
        "Amsterdam2025Amsterdam2026",
        "Voorjaar2026!Zomer2026!",
        "v00rj44r2026z0m3r2026",
        "ikhouvanmijnhond",
        "Wélkóm-1984-wèlkòm",
        "Koningsdag-bqzkvwt",
        "ÁÉÍÓÚáéíóúÁÉÍÓÚ" * 2,
        "\0" * 20,
        " " * 40,
        "\ud800" * 20,
        "\ud800\udfff" * 10,
    ],
)
def test_what_people_do_to_reach_the_length_is_guessed(password: str) -> None:
    assert PasswordFault.GUESSABLE in faults(password)


@pytest.mark.parametrize(
    "password",
    [
        "woningscan2026!",
        "WoningscanGemeentePolitieCCV!!",
        "W0n1ngsc@nG3m33nt3",
        "burgemeester-politie-2026",
        "BeveiligingBeveiliging1",
        "FienVoorbeeld1975",
        "f.voorbeeld.dorpsveste",
    ],
)
def test_words_of_the_context_are_told_as_such(password: str) -> None:
    assert PasswordFault.OF_THE_CONTEXT in faults(password)


def test_the_names_of_an_account_are_no_fault_for_another() -> None:
    chosen = "Wijnkelderdorp Ozymandrius Ptolemenes"
    assert faults_of(chosen, ()) == ()
    own = ("ozymandrius", "Ptolemenes Wijnkelderdorp")
    assert faults_of(chosen, own) == (PasswordFault.OF_THE_CONTEXT,)


def test_a_name_of_short_words_is_known_as_one_word() -> None:
    chosen = "JoElPy. qzvkwtx"
    assert faults_of(chosen, ()) == ()
    assert faults_of(chosen, ("Jo El Py",)) == (PasswordFault.OF_THE_CONTEXT,)


def test_a_word_of_the_context_may_stand_among_others() -> None:
    assert faults("woningscan lantaarn mosterd kikker veranda") == ()


@pytest.mark.parametrize(
    "password",
    [
        "000webhost4ever",
        "000WEBHOST4EVER",
        "Wachtwoord2026!!",
        "!!iloveyou1234!!!!",
        "x4ivygA51Fx4ivygA51F",
    ],
)
def test_what_a_breached_password_was_made_into_is_refused(password: str) -> None:
    assert PasswordFault.BREACHED in faults(password)
