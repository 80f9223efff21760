"""Accounts and the sessions of browsers that signed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, or_, select, update

from woningscan.crypto.fields import TOTP_SECRET_OF_ACCOUNT, SystemKey
from woningscan.domain.rights import Role
from woningscan.persistence.models import Account, Session, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from woningscan.crypto.envelope import Sealer
    from woningscan.persistence.keyring import Keyring

_ACCOUNTS = table_of(Account)
_SESSIONS = table_of(Session)
_ACCOUNT = _ACCOUNTS.c
_SESSION = _SESSIONS.c

# Asked at every request; making the statement takes as long as running it.
_FIND_SESSION = (
    select(_ACCOUNTS, _SESSION.device, _SESSION.created_at.label("begun"), _SESSION.last_seen)
    .join(_SESSIONS, _SESSION.account == _ACCOUNT.id)
    .where(_SESSION.token_hash == bindparam("asked"))
)


class NameTakenError(ValueError):
    """There is an account of this name already."""


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account, without its second factor."""

    id: str
    name: str
    display_name: str
    role: Role
    disabled: bool
    password_hash: str = field(repr=False)
    last_totp_step: int
    failures: int
    failing_since: str | None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with the account that it belongs to."""

    account: AccountRecord
    device: str
    created_at: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """Reads and writes accounts over one connection."""

    connection: Connection
    keyring: Keyring

    def add(self, record: AccountRecord, totp_secret: bytes, now: str) -> None:
        """Add an account; its second factor is sealed.

        Raises:
            NameTakenError: the name is in use.
        """
        if self.named(record.name) is not None:
            raise NameTakenError(f"There is an account {record.name!r} already; choose another.")
        self.connection.execute(
            insert(_ACCOUNTS).values(
                id=record.id,
                name=record.name,
                display_name=record.display_name,
                role=record.role,
                password_hash=record.password_hash,
                totp_secret=self._seal(record.id, totp_secret),
                created_at=now,
            )
        )

    def named(self, name: str) -> AccountRecord | None:
        """Find an account by its name."""
        row = self.connection.execute(select(_ACCOUNTS).where(_ACCOUNT.name == name)).one_or_none()
        return None if row is None else _account(row)

    def all(self) -> tuple[AccountRecord, ...]:
        """Give every account, by name."""
        rows = self.connection.execute(select(_ACCOUNTS).order_by(_ACCOUNT.name)).all()
        return tuple(_account(row) for row in rows)

    def totp_secret(self, account: str) -> bytes:
        """Open the second factor of an account."""
        query = select(_ACCOUNT.totp_secret).where(_ACCOUNT.id == account)
        sealed = self.connection.execute(query).scalar_one()
        return self._key_sealer().unseal(account, sealed)

    def set_credentials(self, account: str, password_hash: str, totp_secret: bytes) -> None:
        """Replace both factors; what was remembered of the old ones goes."""
        self._update(
            account,
            password_hash=password_hash,
            totp_secret=self._seal(account, totp_secret),
            last_totp_step=0,
            failures=0,
            failing_since=None,
        )

    def set_password_hash(self, account: str, password_hash: str) -> None:
        """Keep a hash made anew at today's cost."""
        self._update(account, password_hash=password_hash)

    def disable(self, account: str) -> None:
        """Let an account sign in no more."""
        self._update(account, disabled=True)

    def count_try(self, account: str, since: str, limit: int, now: str) -> bool:
        """Count one try to sign in, and tell whether it is within the limit.

        The count begins anew when the first counted try lies before `since`. Counting and
        comparing are one statement, so that parallel tries cannot slip through.
        """
        fresh = or_(_ACCOUNT.failing_since.is_(None), _ACCOUNT.failing_since < since)
        restarted = self.connection.execute(
            update(_ACCOUNTS)
            .where(_ACCOUNT.id == account, fresh)
            .values(failures=1, failing_since=now)
        )
        if restarted.rowcount:
            return True
        counted = self.connection.execute(
            update(_ACCOUNTS)
            .where(_ACCOUNT.id == account, _ACCOUNT.failures < limit)
            .values(failures=_ACCOUNT.failures + 1)
        )
        return counted.rowcount == 1

    def use_totp_step(self, account: str, step: int) -> bool:
        """Use up a time step of the second factor; tell whether it was still unused."""
        used = self.connection.execute(
            update(_ACCOUNTS)
            .where(_ACCOUNT.id == account, _ACCOUNT.last_totp_step < step)
            .values(last_totp_step=step, failures=0, failing_since=None)
        )
        return used.rowcount == 1

    def _update(self, account: str, **values: object) -> None:
        self.connection.execute(update(_ACCOUNTS).where(_ACCOUNT.id == account).values(**values))

    def _seal(self, account: str, totp_secret: bytes) -> bytes:
        return self._key_sealer().seal(account, totp_secret)

    def _key_sealer(self) -> Sealer:
        return self.keyring.system(SystemKey.ACCOUNTS).sealer(TOTP_SECRET_OF_ACCOUNT)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Reads and writes sessions over one connection."""

    connection: Connection

    def add(self, token_hash: bytes, account: str, device: str, now: str) -> None:
        """Begin a session."""
        self.connection.execute(
            insert(_SESSIONS).values(
                token_hash=token_hash, account=account, device=device, created_at=now, last_seen=now
            )
        )

    def find(self, token_hash: bytes) -> SessionRecord | None:
        """Find a session and its account."""
        row = self.connection.execute(_FIND_SESSION, {"asked": token_hash}).one_or_none()
        if row is None:
            return None
        return SessionRecord(_account(row), row.device, row.begun, row.last_seen)

    def touch(self, device: str, now: str) -> None:
        """Note that a session is in use."""
        self.connection.execute(
            update(_SESSIONS).where(_SESSION.device == device).values(last_seen=now)
        )

    def remove(self, token_hash: bytes) -> None:
        """End a session."""
        self.connection.execute(delete(_SESSIONS).where(_SESSION.token_hash == token_hash))

    def remove_of(self, account: str) -> None:
        """End every session of an account."""
        self.connection.execute(delete(_SESSIONS).where(_SESSION.account == account))

    def remove_begun_before(self, moment: str) -> int:
        """End sessions that are too old; give how many."""
        ended = self.connection.execute(delete(_SESSIONS).where(_SESSION.created_at < moment))
        return ended.rowcount


def _account(row: Row[Any]) -> AccountRecord:
    return AccountRecord(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        role=Role(row.role),
        disabled=row.disabled,
        password_hash=row.password_hash,
        last_totp_step=row.last_totp_step,
        failures=row.failures,
        failing_since=row.failing_since,
    )
