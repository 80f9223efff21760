"""Challenges tell by themselves whose they are and until when they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.crypto.challenges import holds_until, new_challenge
from woningscan.crypto.fields import SystemKey
from woningscan.crypto.keys import DataKey

KEY = DataKey(SystemKey.ACCOUNTS, "", b"k" * 32, b"i" * 8)


@given(st.text(max_size=80), st.integers(0, 2**40))
def test_a_challenge_holds_for_what_it_was_made_for(asked: str, until: int) -> None:
    challenge = new_challenge(KEY, asked, until)
    assert holds_until(KEY, asked, challenge) == until
    assert holds_until(KEY, asked + "x", challenge) is None
    assert new_challenge(KEY, asked, until) != challenge


def test_no_character_of_it_can_be_changed() -> None:
    challenge = new_challenge(KEY, "sign-in", 1_000)
    for place, letter in enumerate(challenge):
        other = "A" if letter != "A" else "B"
        assert (
            holds_until(KEY, "sign-in", challenge[:place] + other + challenge[place + 1 :]) is None
        )


@pytest.mark.parametrize(
    "challenge", ["", ".", "..", "a.b", "a.1.", "a.1.é", "a.1.b.c", "a.\ud800.b"]
)
def test_what_is_none_of_ours_holds_for_nothing(challenge: str) -> None:
    assert holds_until(KEY, "sign-in", challenge) is None
