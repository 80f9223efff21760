"""Challenges that passkeys answered: each counts once. Which holds for whom, it tells by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete

from woningscan.persistence.account_models import Ceremony
from woningscan.persistence.adding import AddingOnce
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(Ceremony)
_ADDING = AddingOnce(_TABLE, "challenge_hash")


@dataclass(frozen=True, slots=True)
class Ceremonies:
    """Reads and writes answered challenges over one connection."""

    connection: Connection

    def use(self, challenge_hash: bytes, expires_at: str) -> bool:
        """Use up a challenge; tell whether nobody had answered it before."""
        row = {"challenge_hash": challenge_hash, "expires_at": expires_at}
        return _ADDING.one(self.connection, row)

    def remove_expired(self, now: str) -> int:
        """Forget challenges that hold no more by themselves; give how many."""
        old = delete(_TABLE).where(_TABLE.c.expires_at <= now)
        return self.connection.execute(old).rowcount
