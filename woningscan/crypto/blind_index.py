"""Finding a sealed value by its exact text without storing the text.

The index is cut short so that a few rows share each value: it then says little to who steals the
database, and the caller opens the few candidates and compares. For identity only, never findings.
"""

import unicodedata

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from woningscan.crypto.keys import DataKey

_DIGEST_BITS = 256


class BlindIndex:
    """The index of one searchable column (HMAC-SHA-256, truncated)."""

    __slots__ = ("_bits", "_key")

    def __init__(self, key: DataKey, column: str, bits: int = 11) -> None:
        """Derive the column's own key from the system key of blind indexes.

        `bits` is the length of the index; 11 lets 2 to 8 of about 5,000 rows share a value.
        """
        self._key = HMAC(key.sub_key("blind index", column), hashes.SHA256())
        self._bits = bits

    def of(self, value: str) -> int:
        """Return the index of `value`; case, outer spaces and composition do not matter."""
        state = self._key.copy()
        state.update(unicodedata.normalize("NFKC", value).casefold().strip().encode())
        return int.from_bytes(state.finalize()) >> (_DIGEST_BITS - self._bits)
