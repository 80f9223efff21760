"""Passwords: Argon2id hashes as PHC strings, and passwords made for people.

Argon2id: RFC 9106; cost: OWASP ASVS 5.0 appendix C (46 MiB, one pass, one lane).
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_SALT_BYTES = 16
_HASH_BYTES = 32
_MOST_MEMORY = 1024 * 1024
_PHC = re.compile(r"\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$[A-Za-z0-9+/$]+")

# Without the letters and digits that people confuse: 30 characters, 20 of them are 98 bits.
_READABLE = "abcdefghjkmnpqrstvwxyz23456789"
_GROUPS = 5
_GROUP_CHARACTERS = 4


class MalformedHashError(Exception):
    """A stored password hash is not a PHC string of Argon2id."""

    def __init__(self) -> None:
        """Carry a message without the hash."""
        super().__init__("the stored password hash cannot be read: reset the account's password")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: memory in KiB, passes over it, parallel lanes. Tests lower it."""

    memory: int = 46 * 1024
    passes: int = 1
    lanes: int = 1


class Verdict(Enum):
    """What verifying a password gives; `OUTDATED` is right, but hash it again at today's cost."""

    WRONG = auto()
    RIGHT = auto()
    OUTDATED = auto()


@dataclass(frozen=True, slots=True)
class PasswordHasher:
    """Hashes and verifies passwords at one cost."""

    cost: Cost = Cost()

    def hash(self, password: str) -> str:
        """Return the PHC string of `password` under a new random salt."""
        derivation = Argon2id(
            salt=secrets.token_bytes(_SALT_BYTES),
            length=_HASH_BYTES,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory,
        )
        return derivation.derive_phc_encoded(_normalised(password))

    def verify(self, password: str, stored: str) -> Verdict:
        """Compare `password` with the `stored` PHC string.

        Raises:
            MalformedHashError: `stored` was never made here.
        """
        parsed = _PHC.fullmatch(stored)
        if parsed is None:
            raise MalformedHashError
        memory, passes, lanes = (int(number) for number in parsed.groups())
        if memory > _MOST_MEMORY:
            # Who alters a stored hash could otherwise make one sign-in take all memory.
            raise MalformedHashError
        try:
            Argon2id.verify_phc_encoded(_normalised(password), stored)
        except InvalidKey:
            return Verdict.WRONG
        except ValueError:
            raise MalformedHashError from None
        return Verdict.RIGHT if Cost(memory, passes, lanes) == self.cost else Verdict.OUTDATED

    def verify_unknown_account(self, password: str) -> Verdict:
        """Take as long as `verify` and say no, so that time does not tell who has an account."""
        self.hash(password)
        return Verdict.WRONG


def generate_password() -> str:
    """Return a random password of five groups such as `k7qm-3xtp-…`: 98 bits, easy to read out."""
    groups = (
        "".join(secrets.choice(_READABLE) for _ in range(_GROUP_CHARACTERS)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def _normalised(password: str) -> bytes:
    """Return the bytes to hash; one é, however a keyboard composes it (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
