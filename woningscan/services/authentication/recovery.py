"""Recovery codes: each stands in once for the code of an authenticator that is not at hand.

24 characters of 30 are 117 random bits, so that a fast hash protects them (ASVS 5.0 6.5.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.crypto.tokens import is_spoken_code, spoken_code, token_hash
from woningscan.persistence.audit import Action, Event

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.resources import Resources

CODES = 10
_LENGTH = 24
_GROUP = 4


def new_codes() -> tuple[str, ...]:
    """Make codes as people write them down: `K7QM-3XTP-…`."""
    made = (spoken_code(_LENGTH) for _ in range(CODES))
    return tuple(
        "-".join(code[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))
        for code in made
    )


def is_code(typed: str) -> bool:
    """Tell whether this may be a recovery code, rather than the six digits of an authenticator."""
    return is_spoken_code(_bare(typed), _LENGTH)


def hashed(code: str) -> bytes:
    """Give the hash under which a code is stored, however it was typed."""
    return token_hash(_bare(code))


def use(
    resources: Resources, stored: Repositories, account: AccountRecord, code: str
) -> str | None:
    """Use up a code inside a transaction; give the road that it is, or None if it is not right."""
    now = resources.clock.now()
    if not stored.recovery_codes.use(account.id, hashed(code), now):
        return None
    stored.audit.record(Event(Action.RECOVERY_CODE_USED, account=account.id), now)
    return "recovery-code"


def _bare(code: str) -> str:
    return code.replace("-", "").upper()
