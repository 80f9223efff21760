"""Envelope v1: how one value is sealed at rest.

    version(1) | algorithm(1) | key id(8) | commitment(32) | nonce(12) | ciphertext | tag(16)

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). GCM alone does not commit to its key:
one ciphertext can be made that opens under two keys. The commitment closes that; it is derived
beside the encryption key and compared before anything is decrypted.
`tests/vectors/envelope.json` freezes the format.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from woningscan.crypto.derivation import KEY_BYTES, KEY_ID_BYTES, derive, length_prefixed

VERSION = 1
ALGORITHM = 1

_MAGIC = b"woningscan envelope"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LENGTH_BYTES = 4
_REVISION_BYTES = 8
_COMMITMENT_BYTES = 32
_NAMED = 2 + KEY_ID_BYTES
_COMMITTED = _NAMED + _COMMITMENT_BYTES
_NONCED = _COMMITTED + _NONCE_BYTES


class UnsealableError(Exception):
    """A sealed value does not open.

    There is one message for every cause, so that a caller cannot become an oracle by showing it.
    """

    def __init__(self) -> None:
        """Carry the one message."""
        super().__init__("the sealed value cannot be opened here")


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed values belong, their row apart; bound into each of them.

    `table` and `field` are names that never change, whatever a database calls them later.
    `inspection` is its id as text, or empty for values that belong to none.
    """

    table: str
    field: str
    inspection: str = ""


class Sealer:
    """Seals and opens the values of one field under one key.

    Keep it for all rows of a request: making it costs an HKDF and an AES key schedule.
    """

    __slots__ = (
        "_after_revision",
        "_after_row",
        "_before_row",
        "_block",
        "_cipher",
        "_commitment",
        "_header",
        "_named",
        "_random_bytes",
    )

    def __init__(
        self,
        sub_key: bytes,
        key_id: bytes,
        place: Place,
        block: int,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Derive the encryption key and the commitment from `sub_key` (32 bytes).

        `key_id` (8 bytes) names the key in each envelope; plaintexts are padded to a multiple of
        `block` bytes; `random_bytes` gives the nonces and is replaced only by test vectors.
        """
        pair = derive(sub_key, KEY_BYTES + _COMMITMENT_BYTES, "envelope", "1")
        self._cipher = AESGCM(pair[:KEY_BYTES])
        self._commitment = pair[KEY_BYTES:]
        self._block = block
        self._random_bytes = random_bytes
        self._named = bytes((VERSION, ALGORITHM)) + key_id
        self._header = self._named + self._commitment
        self._before_row = length_prefixed(
            _MAGIC, bytes((VERSION,)), bytes((ALGORITHM,)), key_id, place.table.encode()
        )
        self._after_row = length_prefixed(
            place.field.encode(), place.inspection.encode()
        ) + _REVISION_BYTES.to_bytes(_LENGTH_BYTES)
        self._after_revision = length_prefixed(self._commitment)

    def seal(self, row: str, plaintext: bytes, revision: int = 0) -> bytes:
        """Return the envelope of `plaintext` for the row with the id `row`.

        `revision` is for rows that are written again in place; rows that never change have 0.
        """
        nonce = self._random_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(
            nonce, _pad(plaintext, self._block), self._associated_data(row, revision)
        )
        return self._header + nonce + sealed

    def unseal(self, row: str, envelope: bytes, revision: int = 0) -> bytes:
        """Return the plaintext of an envelope that was sealed for exactly this place.

        Raises:
            UnsealableError: another version, algorithm, key, table, row, field, inspection or
                revision; altered, cut off or extended; or not an envelope at all.
        """
        if envelope[:_NAMED] != self._named or not compare_digest(
            envelope[_NAMED:_COMMITTED], self._commitment
        ):
            raise UnsealableError
        try:
            padded = self._cipher.decrypt(
                envelope[_COMMITTED:_NONCED],
                envelope[_NONCED:],
                self._associated_data(row, revision),
            )
        except (InvalidTag, ValueError):
            raise UnsealableError from None
        return _unpad(padded, self._block)

    def is_of(self, envelope: bytes) -> bool:
        """Tell whether an envelope says that it was sealed under this key; nothing is opened."""
        return envelope[:_COMMITTED] == self._header

    def _associated_data(self, row: str, revision: int) -> bytes:
        """Return all that an envelope is bound to, its own commitment last."""
        name = row.encode()
        return b"".join(
            (
                self._before_row,
                len(name).to_bytes(_LENGTH_BYTES),
                name,
                self._after_row,
                revision.to_bytes(_REVISION_BYTES),
                self._after_revision,
            )
        )


def _pad(plaintext: bytes, block: int) -> bytes:
    """Return length, plaintext and as few zeros as reach a multiple of `block` bytes."""
    length = len(plaintext)
    padding = -(length + _LENGTH_BYTES) % block
    return length.to_bytes(_LENGTH_BYTES) + plaintext + bytes(padding)


def _unpad(padded: bytes, block: int) -> bytes:
    """Return the plaintext; refuse whatever `_pad` would not have made.

    The tag has been verified by now, so this finds mistakes and other programs' envelopes.
    """
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES])
    padding = -end % block
    if len(padded) != end + padding or padded[end:] != bytes(padding):
        raise UnsealableError
    return padded[_LENGTH_BYTES:end]
