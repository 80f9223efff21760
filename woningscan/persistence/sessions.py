"""Sessions of browsers in which somebody signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from woningscan.persistence.account_models import Account, Device, Session
from woningscan.persistence.accounts import account_of
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from woningscan.persistence.accounts import AccountRecord

_ACCOUNTS = table_of(Account)
_DEVICES = table_of(Device)
_SESSIONS = table_of(Session)
_SESSION = _SESSIONS.c

# Asked at every request; making the statement takes as long as running it.
_COLUMNS = tuple(_SESSION[name].label(f"session_{name}") for name in _SESSION.keys())  # noqa: SIM118
_FIND = (
    select(_ACCOUNTS, *_COLUMNS)
    .join(_SESSIONS, _SESSION.account == _ACCOUNTS.c.id)
    .join(_DEVICES, _DEVICES.c.id == _SESSION.device)
    .where(_SESSION.token_hash == bindparam("asked"), _DEVICES.c.revoked_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that begins: on which device (id), and whether with an invitation."""

    token_hash: bytes
    id: str
    account: str
    device: str
    at: str
    is_joining: bool = False


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with the account that it belongs to."""

    id: str
    account: AccountRecord
    device: str
    created_at: str
    last_seen: str
    confirmed_at: str
    is_joining: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as it is listed: where it was begun, and when it was last used."""

    id: str
    device: str
    device_name: str
    created_at: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """Reads and writes sessions over one connection."""

    connection: Connection

    def add(self, session: NewSession) -> None:
        """Begin a session."""
        self.connection.execute(
            insert(_SESSIONS).values(
                token_hash=session.token_hash,
                id=session.id,
                account=session.account,
                device=session.device,
                created_at=session.at,
                last_seen=session.at,
                confirmed_at=session.at,
                is_joining=session.is_joining,
            )
        )

    def find(self, token_hash: bytes) -> SessionRecord | None:
        """Find a session and its account; none on a device that was revoked."""
        row = self.connection.execute(_FIND, {"asked": token_hash}).one_or_none()
        return None if row is None else _record(row)

    def of(self, account: str) -> tuple[SessionLine, ...]:
        """Give the sessions of an account, the last used first."""
        rows = self.connection.execute(
            select(
                _SESSION.id,
                _SESSION.device,
                _DEVICES.c.name,
                _SESSION.created_at,
                _SESSION.last_seen,
            )
            .join(_DEVICES, _DEVICES.c.id == _SESSION.device)
            .where(_SESSION.account == account)
            .order_by(_SESSION.last_seen.desc(), _SESSION.id)
        ).all()
        return tuple(SessionLine(*row) for row in rows)

    def touch(self, session: str, now: str) -> None:
        """Note that a session is in use."""
        self._update(session, last_seen=now)

    def confirm(self, session: str, now: str) -> None:
        """Note that it was shown again who uses a session."""
        self._update(session, confirmed_at=now)

    def remove(self, token_hash: bytes) -> None:
        """End a session."""
        self.connection.execute(delete(_SESSIONS).where(_SESSION.token_hash == token_hash))

    def remove_one(self, account: str, session: str) -> bool:
        """End a session of an account by its id; tell whether there was one."""
        ended = self.connection.execute(
            delete(_SESSIONS).where(_SESSION.account == account, _SESSION.id == session)
        )
        return ended.rowcount == 1

    def remove_of(self, account: str, but: str | None = None) -> int:
        """End every session of an account, but for one; give how many."""
        query = delete(_SESSIONS).where(_SESSION.account == account)
        if but is not None:
            query = query.where(_SESSION.id != but)
        return self.connection.execute(query).rowcount

    def remove_on(self, device: str) -> int:
        """End every session on a device; give how many."""
        return self.connection.execute(delete(_SESSIONS).where(_SESSION.device == device)).rowcount

    def remove_begun_before(self, moment: str) -> int:
        """End sessions that are too old; give how many."""
        ended = self.connection.execute(delete(_SESSIONS).where(_SESSION.created_at < moment))
        return ended.rowcount

    def _update(self, session: str, **values: object) -> None:
        self.connection.execute(update(_SESSIONS).where(_SESSION.id == session).values(**values))


def _record(row: Row[Any]) -> SessionRecord:
    return SessionRecord(
        id=row.session_id,
        account=account_of(row),
        device=row.session_device,
        created_at=row.session_created_at,
        last_seen=row.session_last_seen,
        confirmed_at=row.session_confirmed_at,
        is_joining=row.session_is_joining,
    )
