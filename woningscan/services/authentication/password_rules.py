"""What a password that somebody chooses has to be: long, in no list, and not easily guessed.

NIST SP 800-63B-4, 3.1.1.2: at least 15 characters, no rules on which, and a list of refused ones.
OWASP ASVS 5.0, 6.2.4, 6.2.9, 6.2.11 and 6.2.12.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from woningscan.services.authentication.breached_passwords import is_breached
from woningscan.services.authentication.guessing import guesses
from woningscan.services.authentication.known_words import context_words, known_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 128

# As a power of ten. Three everyday words and a year stay below it; fifteen letters and digits drawn
# at random do not, nor do five words.
_FEWEST_GUESSES = 12.0

# Composing takes at most four characters together, so more than this stays too long.
_MOST_TO_COMPOSE = 4 * LONGEST_PASSWORD

# What people put around a password to make another of it.
_SIGNS = "!?.,-_ @#$%&*+="
_DIGITS_AND_SIGNS = "0123456789" + _SIGNS


class PasswordFault(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = auto()
    TOO_LONG = auto()
    BREACHED = auto()
    """It, or what it was made from, is on the list of passwords that were found on the internet."""
    OF_THE_CONTEXT = auto()
    """Words of the product or names of the account make it easier, too easy, to guess."""
    GUESSABLE = auto()
    """It is guessed by who knows what people choose."""


def faults_of(password: str, context: Collection[str]) -> tuple[PasswordFault, ...]:
    """Return why `password` is refused; nothing when it may be chosen.

    `context` are names and words that say nothing secret about the account: the name to sign in
    with, the name that is displayed, the organisation. Any text is a password: lone surrogates and
    control characters count as characters like others.
    """
    if len(password) > _MOST_TO_COMPOSE:
        return (PasswordFault.TOO_LONG,)
    # A character is counted as the hash sees it: crypto.passwords normalises in the same way.
    composed = unicodedata.normalize("NFKC", password)
    if len(composed) < SHORTEST_PASSWORD:
        return (PasswordFault.TOO_SHORT,)
    if len(composed) > LONGEST_PASSWORD:
        return (PasswordFault.TOO_LONG,)
    return tuple(_faults_of_choice(password, composed, context))


def _faults_of_choice(
    password: str, composed: str, context: Collection[str]
) -> Iterator[PasswordFault]:
    """Yield what is wrong with a password of the right length."""
    if any(map(is_breached, _origins(password, composed))):
        yield PasswordFault.BREACHED
    by_anybody = guesses(composed, known_words())
    by_who_knows_the_account = guesses(composed, known_words(), context_words(context))
    if by_who_knows_the_account < min(by_anybody, _FEWEST_GUESSES):
        yield PasswordFault.OF_THE_CONTEXT
    elif by_anybody < _FEWEST_GUESSES:
        yield PasswordFault.GUESSABLE


def _origins(password: str, composed: str) -> set[str]:
    """Return what the password may have been made from: other capitals, an end, repeating."""
    return {
        origin
        for written in (password, composed)
        for cased in (written, written.lower())
        for bare in (cased, cased.strip(_SIGNS), cased.strip(_DIGITS_AND_SIGNS))
        for origin in (bare, _repeated(bare))
    }


def _repeated(text: str) -> str:
    """Return the shortest text that gives this one when it is repeated."""
    return text[: (text + text).find(text, 1)]
