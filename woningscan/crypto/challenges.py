"""Challenges that need not be remembered: each tells by itself whose it is and until when it holds.

So asking for one, which anybody may, writes nothing down. That each counts once is for who keeps
the answered ones.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import TYPE_CHECKING

from woningscan.crypto.subjects import subject_digest

if TYPE_CHECKING:
    from woningscan.crypto.keys import DataKey

_RANDOM_BYTES = 32
_PARTS = 3


def new_challenge(key: DataKey, asked: str, until: int) -> str:
    """Return 256 random bits with their end (seconds since 1970) and a code over both, as text.

    `asked` is what the challenge is for and who asked for it; it holds for nothing else.
    """
    nonce = secrets.token_urlsafe(_RANDOM_BYTES)
    return f"{nonce}.{until}.{_code(key, asked, nonce, str(until))}"


def holds_until(key: DataKey, asked: str, challenge: str) -> int | None:
    """Return until when a challenge holds (seconds since 1970); None if it is not of this."""
    parts = challenge.split(".")
    if len(parts) != _PARTS:
        return None
    nonce, until, code = parts
    if not compare_digest(_code(key, asked, nonce, until).encode(), code.encode()):
        return None
    return int(until)


def _code(key: DataKey, asked: str, nonce: str, until: str) -> str:
    return subject_digest(key, "challenge", f"{asked}.{nonce}.{until}").hex()
