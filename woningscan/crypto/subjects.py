"""A keyed digest of what is not to be stored itself, such as an address or a spoken code."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

if TYPE_CHECKING:
    from woningscan.crypto.keys import DataKey


def subject_digest(key: DataKey, kind: str, value: str) -> bytes:
    """Return 32 bytes (HMAC-SHA-256) that stand for a value of a kind, such as an address."""
    state = HMAC(key.sub_key("subject", kind), hashes.SHA256())
    state.update(value.encode(errors="surrogatepass"))
    return state.finalize()


def is_same_digest(one: bytes, other: bytes) -> bool:
    """Compare two digests in a time that tells nothing of where they differ."""
    return compare_digest(one, other)
