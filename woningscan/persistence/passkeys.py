"""Passkeys of accounts: public keys, which are no secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, insert, select, update

from woningscan.persistence.account_models import Passkey
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(Passkey)
_PASSKEY = _TABLE.c


@dataclass(frozen=True, slots=True)
class PasskeyRecord:
    """A passkey. `device` is the one that it was made on, as far as that is known."""

    id: str
    account: str
    credential: bytes
    public_key: bytes
    sign_count: int
    name: str
    has_prf: bool
    is_synced: bool
    device: str | None
    created_at: str
    last_used: str | None = None


@dataclass(frozen=True, slots=True)
class Passkeys:
    """Reads and writes passkeys over one connection."""

    connection: Connection

    def add(self, passkey: PasskeyRecord) -> None:
        """Add a passkey."""
        self.connection.execute(
            insert(_TABLE).values({name: getattr(passkey, name) for name in passkey.__slots__})
        )

    def find(self, credential: bytes) -> PasskeyRecord | None:
        """Find a passkey by what a browser calls it."""
        query = select(_TABLE).where(_PASSKEY.credential == credential)
        row = self.connection.execute(query).mappings().one_or_none()
        return None if row is None else PasskeyRecord(**row)

    def of(self, account: str) -> tuple[PasskeyRecord, ...]:
        """Give the passkeys of an account, the oldest first."""
        rows = self.connection.execute(
            select(_TABLE)
            .where(_PASSKEY.account == account)
            .order_by(_PASSKEY.created_at, _PASSKEY.id)
        ).mappings()
        return tuple(PasskeyRecord(**row) for row in rows)

    def has_any(self, account: str) -> bool:
        """Tell whether an account has a passkey."""
        return bool(
            self.connection.execute(select(exists().where(_PASSKEY.account == account))).scalar()
        )

    def holders(self) -> frozenset[str]:
        """Give the accounts that have a passkey."""
        return frozenset(self.connection.execute(select(_PASSKEY.account).distinct()).scalars())

    def use(self, passkey: PasskeyRecord, sign_count: int, now: str) -> bool:
        """Note that a passkey was used; tell whether nobody else used it in between."""
        used = self.connection.execute(
            update(_TABLE)
            .where(_PASSKEY.id == passkey.id, _PASSKEY.sign_count == passkey.sign_count)
            .values(sign_count=sign_count, last_used=now)
        )
        return used.rowcount == 1

    def rename(self, account: str, passkey: str, name: str) -> bool:
        """Give a passkey of an account another name; tell whether there is one."""
        renamed = self.connection.execute(
            update(_TABLE)
            .where(_PASSKEY.account == account, _PASSKEY.id == passkey)
            .values(name=name)
        )
        return renamed.rowcount == 1

    def remove(self, account: str, passkey: str) -> bool:
        """Remove a passkey of an account; tell whether there was one."""
        removed = self.connection.execute(
            delete(_TABLE).where(_PASSKEY.account == account, _PASSKEY.id == passkey)
        )
        return removed.rowcount == 1

    def remove_of(self, account: str) -> int:
        """Remove every passkey of an account; give how many."""
        return self.connection.execute(delete(_TABLE).where(_PASSKEY.account == account)).rowcount

    def remove_made_on(self, device: str) -> int:
        """Remove the passkeys that were made on a device; give how many."""
        return self.connection.execute(delete(_TABLE).where(_PASSKEY.device == device)).rowcount
