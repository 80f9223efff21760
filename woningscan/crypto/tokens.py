"""Random tokens for sessions, links and codes; only their hash is stored.

A token of 256 random bits needs no slow hash: it cannot be guessed.
"""

import hashlib
import secrets
from hmac import compare_digest

_TOKEN_BYTES = 32

# Letters and digits that are not taken for one another when they are read out.
_SPOKEN = "ABCDEFGHJKLMNPQRTUVWXYZ2346789"


def new_token() -> str:
    """Return 256 random bits as 43 characters that may stand in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Return the SHA-256 (32 bytes) under which `token` is stored and found."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def matches(token: str, stored_hash: bytes) -> bool:
    """Say in constant time whether `token` is the one that was stored as `stored_hash`."""
    return compare_digest(token_hash(token), stored_hash)


def spoken_code(length: int) -> str:
    """Return random letters and digits for a name that is read out, such as a case number."""
    return "".join(secrets.choice(_SPOKEN) for _ in range(length))


def is_spoken_code(text: str, length: int) -> bool:
    """Tell whether `text` may be a `spoken_code` of this length."""
    return len(text) == length and set(text) <= set(_SPOKEN)
