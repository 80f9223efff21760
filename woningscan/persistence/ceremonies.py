"""Challenges that passkeys have to answer: each once, and within minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from woningscan.persistence.account_models import Ceremony
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(Ceremony)
_CEREMONY = _TABLE.c


@dataclass(frozen=True, slots=True)
class NewCeremony:
    """A challenge, by its hash; what it is for, and who asked for it (hash of their token)."""

    challenge_hash: bytes
    purpose: str
    holder: bytes
    expires_at: str


@dataclass(frozen=True, slots=True)
class Ceremonies:
    """Reads and writes challenges over one connection."""

    connection: Connection

    def add(self, ceremony: NewCeremony) -> None:
        """Keep a challenge until it is answered."""
        self.connection.execute(
            insert(_TABLE).values({name: getattr(ceremony, name) for name in ceremony.__slots__})
        )

    def use(self, challenge_hash: bytes, purpose: str, holder: bytes, now: str) -> bool:
        """Use up a challenge; tell whether it was open, for this purpose and this holder."""
        used = self.connection.execute(
            delete(_TABLE).where(
                _CEREMONY.challenge_hash == challenge_hash,
                _CEREMONY.purpose == purpose,
                _CEREMONY.holder == holder,
                _CEREMONY.expires_at > now,
            )
        )
        return used.rowcount == 1

    def remove_expired(self, now: str) -> int:
        """Remove challenges that nobody answered in time; give how many."""
        return self.connection.execute(delete(_TABLE).where(_CEREMONY.expires_at <= now)).rowcount
