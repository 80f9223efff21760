"""The second factor: time-based one-time passwords (RFC 6238), six digits every 30 seconds."""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

ISSUER = "woningscan"
SECRET_BYTES = 20

_DIGITS = 6
_STEP_SECONDS = 30


def new_secret() -> bytes:
    """Return a random secret of 160 bits, as RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, moment: datetime) -> str:
    """Return the six digits that are valid at `moment` (with time zone)."""
    return _code(secret, _step(moment))


def matched_step(secret: bytes, code: str, moment: datetime) -> int | None:
    """Return the time step whose code this is, within one step of `moment`, or nothing.

    The caller refuses a step that is not later than the last one the account used: a code seen
    over a shoulder is then worthless (RFC 6238 section 5.2).
    """
    given = code.encode(errors="surrogatepass")
    now = _step(moment)
    matched = None
    for step in (now - 1, now, now + 1):
        if compare_digest(_code(secret, step).encode(), given):
            matched = step
    return matched


def provisioning_uri(secret: bytes, account: str) -> str:
    """Return the `otpauth:` address that authenticator applications read; it holds the secret."""
    return TOTP(secret, _DIGITS, _algorithm(), _STEP_SECONDS).get_provisioning_uri(account, ISSUER)


def secret_as_text(secret: bytes) -> str:
    """Return the secret in base32, for typing it over."""
    return base64.b32encode(secret).decode()


def _code(secret: bytes, step: int) -> str:
    return HOTP(secret, _DIGITS, _algorithm()).generate(step).decode()


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // _STEP_SECONDS


def _algorithm() -> SHA1:
    """Return SHA-1, the only algorithm that every authenticator application knows.

    HMAC does not rest on the collision resistance that SHA-1 has lost (RFC 6194).
    """
    return SHA1()  # noqa: S303
