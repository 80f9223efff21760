"""Unambiguous encoding of contexts, and derivation of keys from keys (HKDF, RFC 5869)."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
KEY_ID_BYTES = 8

_LENGTH_BYTES = 4


def length_prefixed(*elements: bytes) -> bytes:
    """Join `elements` so that no other list of elements gives the same bytes.

    Each element stands behind its length as four bytes, big-endian.
    """
    return b"".join(len(element).to_bytes(_LENGTH_BYTES) + element for element in elements)


def derive(secret: bytes, length: int, *labels: str, salt: bytes | None = None) -> bytes:
    """Return `length` bytes derived from `secret` for the purpose that `labels` name.

    HKDF-SHA-512; the info is the length-prefixed list of "woningscan" and the labels in UTF-8.
    An absent salt is 64 zero bytes, as RFC 5869 says.
    """
    info = length_prefixed(b"woningscan", *(label.encode() for label in labels))
    return HKDF(hashes.SHA512(), length, salt, info).derive(secret)
