"""How a key is wrapped by a key: AES-256-KWP (RFC 5649, NIST SP 800-38F), bound to its place.

    version(1) | id of the wrapping key(8) | KWP(key(32) | SHA-256 of the context(32))

KWP takes no associated data. The digest inside gives the same binding, on an HSM as well.
"""

import hashlib
from dataclasses import dataclass
from hmac import compare_digest

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from woningscan.crypto.derivation import KEY_BYTES, KEY_ID_BYTES, derive

_VERSION = b"\x01"
_NAMED = len(_VERSION) + KEY_ID_BYTES


class UnwrapFailedError(Exception):
    """A wrapped key does not open: altered, of another place, or under another key."""

    def __init__(self) -> None:
        """Carry the one message."""
        super().__init__("the wrapped key cannot be opened here")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class WrappingKey:
    """A key-encryption key of 32 bytes, and the 8 bytes that name it."""

    secret: bytes
    key_id: bytes

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return `key` (32 bytes) wrapped for the place that `context` describes."""
        record = key + hashlib.sha256(context).digest()
        return _VERSION + self.key_id + aes_key_wrap_with_padding(self.secret, record)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the key that was wrapped under this key for exactly this `context`.

        Raises:
            UnwrapFailedError: for every cause.
        """
        if wrapped[:_NAMED] != _VERSION + self.key_id:
            raise UnwrapFailedError
        try:
            record = aes_key_unwrap_with_padding(self.secret, wrapped[_NAMED:])
        except InvalidUnwrap:
            raise UnwrapFailedError from None
        key, digest = record[:KEY_BYTES], record[KEY_BYTES:]
        if not compare_digest(digest, hashlib.sha256(context).digest()):
            raise UnwrapFailedError
        return key


def wrapping_key(secret: bytes, *labels: str, salt: bytes | None = None) -> WrappingKey:
    """Derive a wrapping key and its id from `secret` for the purpose that `labels` name."""
    derived = derive(secret, KEY_BYTES + KEY_ID_BYTES, "wrap", *labels, salt=salt)
    return WrappingKey(derived[:KEY_BYTES], derived[KEY_BYTES:])


def wrapped_under(wrapped: bytes) -> bytes:
    """Return the id of the key that `wrapped` says it needs; nothing is verified by this."""
    return wrapped[len(_VERSION) : _NAMED]
