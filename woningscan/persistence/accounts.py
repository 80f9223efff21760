"""Accounts: who there is, with a password and an authenticator as far as they have them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from woningscan.crypto.fields import (
    NEW_TOTP_SECRET_OF_ACCOUNT,
    TOTP_SECRET_OF_ACCOUNT,
    SystemKey,
)
from woningscan.domain.rights import Role
from woningscan.persistence.account_models import Account
from woningscan.persistence.adding import AddingOnce
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

    from woningscan.crypto.envelope import Sealer
    from woningscan.crypto.fields import SealedField
    from woningscan.persistence.keyring import Keyring

_ACCOUNTS = table_of(Account)
_ACCOUNT = _ACCOUNTS.c
_ADDING = AddingOnce(_ACCOUNTS, "name")


class NameTakenError(ValueError):
    """There is an account of this name already."""


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account. Password and authenticator are one road in, and passkeys are another."""

    id: str
    name: str
    display_name: str
    role: Role
    disabled: bool
    password_hash: str | None = field(default=None, repr=False)
    has_totp: bool = False
    last_totp_step: int = 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """Reads and writes accounts over one connection."""

    connection: Connection
    keyring: Keyring

    def add(self, record: AccountRecord, now: str) -> None:
        """Add an account, which cannot sign in before it gets factors.

        Raises:
            NameTakenError: the name is in use.
        """
        values = {
            "id": record.id,
            "name": record.name,
            "display_name": record.display_name,
            "role": record.role,
            "created_at": now,
        }
        if not _ADDING.one(self.connection, values):
            raise NameTakenError(f"There is an account {record.name!r} already; choose another.")

    def named(self, name: str) -> AccountRecord | None:
        """Find an account by its name."""
        row = self.connection.execute(select(_ACCOUNTS).where(_ACCOUNT.name == name)).one_or_none()
        return None if row is None else account_of(row)

    def all(self) -> tuple[AccountRecord, ...]:
        """Give every account, by name."""
        rows = self.connection.execute(select(_ACCOUNTS).order_by(_ACCOUNT.name)).all()
        return tuple(account_of(row) for row in rows)

    def find(self, account: str) -> AccountRecord | None:
        """Find an account by its id."""
        row = self.connection.execute(select(_ACCOUNTS).where(_ACCOUNT.id == account)).one_or_none()
        return None if row is None else account_of(row)

    def find_and_lock(self, account: str) -> AccountRecord | None:
        """Find an account and keep others from changing it until the transaction ends."""
        query = select(_ACCOUNTS).where(_ACCOUNT.id == account).with_for_update()
        row = self.connection.execute(query).one_or_none()
        return None if row is None else account_of(row)

    def lock_role(self, role: Role) -> tuple[AccountRecord, ...]:
        """Find the accounts of a role, and keep others from changing them meanwhile."""
        rows = self.connection.execute(
            select(_ACCOUNTS).where(_ACCOUNT.role == role).order_by(_ACCOUNT.id).with_for_update()
        ).all()
        return tuple(account_of(row) for row in rows)

    def totp_secret(self, account: str) -> bytes | None:
        """Open the secret of the authenticator of an account, if it has one."""
        return self._opened(account, _ACCOUNT.totp_secret, TOTP_SECRET_OF_ACCOUNT)

    def new_totp_secret(self, account: str) -> bytes | None:
        """Open the secret that was shown, and does not count yet."""
        return self._opened(account, _ACCOUNT.new_totp_secret, NEW_TOTP_SECRET_OF_ACCOUNT)

    def offer_totp_secret(self, account: str, secret: bytes) -> None:
        """Keep a secret that is shown; it counts once a code of it was given."""
        sealed = self._sealer(NEW_TOTP_SECRET_OF_ACCOUNT).seal(account, secret)
        self._update(account, new_totp_secret=sealed)

    def set_totp_secret(self, account: str, secret: bytes, last_step: int = 0) -> None:
        """Let a secret count from now on, for codes after a time step."""
        sealed = self._sealer(TOTP_SECRET_OF_ACCOUNT).seal(account, secret)
        self._update(account, totp_secret=sealed, new_totp_secret=None, last_totp_step=last_step)

    def remove_password_and_totp(self, account: str) -> None:
        """Close the road of password and authenticator."""
        self._update(
            account,
            password_hash=None,
            totp_secret=None,
            new_totp_secret=None,
            last_totp_step=0,
        )

    def set_password_hash(self, account: str, password_hash: str) -> None:
        """Keep the hash of a password."""
        self._update(account, password_hash=password_hash)

    def disable(self, account: str) -> None:
        """Let an account sign in no more."""
        self._update(account, disabled=True)

    def enable(self, account: str) -> None:
        """Let an account sign in again, with the factors that it gets."""
        self._update(account, disabled=False)

    def use_totp_step(self, account: str, step: int) -> bool:
        """Use up a time step of the second factor; tell whether it was still unused."""
        used = self.connection.execute(
            update(_ACCOUNTS)
            .where(_ACCOUNT.id == account, _ACCOUNT.last_totp_step < step)
            .values(last_totp_step=step)
        )
        return used.rowcount == 1

    def _update(self, account: str, **values: object) -> None:
        self.connection.execute(update(_ACCOUNTS).where(_ACCOUNT.id == account).values(**values))

    def _opened(
        self, account: str, column: ColumnElement[bytes | None], field_: SealedField
    ) -> bytes | None:
        sealed = self.connection.execute(select(column).where(_ACCOUNT.id == account)).scalar_one()
        return None if sealed is None else self._sealer(field_).unseal(account, sealed)

    def _sealer(self, field_: SealedField) -> Sealer:
        return self.keyring.system(SystemKey.ACCOUNTS).sealer(field_)


def account_of(row: Row[Any]) -> AccountRecord:
    """Read an account from a row that holds the columns of its table."""
    return AccountRecord(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        role=Role(row.role),
        disabled=row.disabled,
        password_hash=row.password_hash,
        has_totp=row.totp_secret is not None,
        last_totp_step=row.last_totp_step,
    )
