"""A keyed digest of what something is counted for, so that the thing itself need not be stored."""

from __future__ import annotations

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
