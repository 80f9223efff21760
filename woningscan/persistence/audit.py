"""The audit log: who did what, when and why. Ids only, never content; rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select

from woningscan.persistence.models import Audit, table_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection

_TABLE = table_of(Audit)
_AUDIT = _TABLE.c


class Action(StrEnum):
    """What can be reported."""

    ACCOUNT_ADDED = "account-added"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_RESET = "account-reset"
    INVITATION_PROPOSED = "invitation-proposed"
    INVITATION_CONFIRMED = "invitation-confirmed"
    INVITATION_DECLINED = "invitation-declined"
    INVITATION_WITHDRAWN = "invitation-withdrawn"
    INVITATION_USED = "invitation-used"
    INVITATION_REFUSED = "invitation-refused"
    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    CONFIRMED = "confirmed"
    CONFIRMATION_REFUSED = "confirmation-refused"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_RENAMED = "passkey-renamed"
    PASSKEY_REMOVED = "passkey-removed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a word of the log
    AUTHENTICATOR_CHANGED = "authenticator-changed"
    PASSWORD_ROAD_CLOSED = "password-road-closed"  # noqa: S105 - the same
    RECOVERY_CODES_MADE = "recovery-codes-made"
    RECOVERY_CODE_USED = "recovery-code-used"
    SESSION_ENDED = "session-ended"
    SESSIONS_ENDED = "sessions-ended"
    DEVICE_ADDED = "device-added"
    DEVICE_REVOKED = "device-revoked"
    DEVICE_WIPED = "device-wiped"
    VISIT_PLANNED = "visit-planned"
    VISIT_MOVED = "visit-moved"
    VISIT_CANCELLED = "visit-cancelled"
    VISIT_REPLANNED = "visit-replanned"
    REASSIGNMENT_ASKED = "reassignment-asked"
    REASSIGNMENT_DECIDED = "reassignment-decided"
    REASSIGNMENT_WITHDRAWN = "reassignment-withdrawn"
    ADVISER_GIVEN = "adviser-given"
    ADVISER_TAKEN_OFF = "adviser-taken-off"
    VISIT_IMPORTED = "visit-imported"
    VISIT_OPENED = "visit-opened"
    VISIT_CLOSED = "visit-closed"
    VISIT_REOPENED = "visit-reopened"
    VISIT_HANDED_OVER = "visit-handed-over"
    VISIT_EXPORTED = "visit-exported"
    LETTER_MADE = "letter-made"
    PHOTO_DELETED = "photo-deleted"
    SETTING_CHANGED = "setting-changed"
    CONTENT_ACTIVATED = "content-activated"


# Asked at every page of a visit; making the statement takes as long as running it.
_HAS_OPENED = select(
    exists().where(
        _AUDIT.session == bindparam("by"),
        _AUDIT.inspection == bindparam("what"),
        _AUDIT.action == Action.VISIT_OPENED,
    )
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to report."""

    action: Action
    account: str | None
    reason: str = ""
    session: str | None = None
    request: str | None = None
    inspection: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was reported, and when; the later has the higher `sequence`."""

    sequence: int
    at: str
    action: Action
    reason: str
    account: str | None
    session: str | None
    subject: str | None


_LINE = (
    _AUDIT.sequence,
    _AUDIT.at,
    _AUDIT.action,
    _AUDIT.reason,
    _AUDIT.account,
    _AUDIT.session,
    _AUDIT.subject,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are asked for: some actions of an account, and some about subjects (ids)."""

    account: str
    done: Collection[Action]
    subjects: Collection[str]
    undergone: Collection[Action]

    @property
    def condition(self) -> ColumnElement[bool]:
        """Give what holds for the rows of these lines."""
        return or_(
            and_(_AUDIT.account == self.account, _AUDIT.action.in_(self.done)),
            and_(_AUDIT.subject.in_(self.subjects), _AUDIT.action.in_(self.undergone)),
        )


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Reports over one connection, in the transaction that it reports."""

    connection: Connection

    def record(self, event: Event, now: str) -> None:
        """Add one line."""
        self.connection.execute(
            insert(_TABLE).values(
                at=now,
                account=event.account,
                session=event.session,
                action=event.action.value,
                reason=event.reason,
                request=event.request,
                inspection=event.inspection,
                subject=event.subject,
            )
        )

    def has_letter(self, inspection: str) -> bool:
        """Tell whether a letter was made since a visit was first closed; cover sheets are none."""
        of_visit = _AUDIT.inspection == inspection
        closed = (
            select(func.min(_AUDIT.sequence))
            .where(of_visit, _AUDIT.action == Action.VISIT_CLOSED)
            .scalar_subquery()
        )
        made = exists().where(
            of_visit,
            _AUDIT.action == Action.LETTER_MADE,
            _AUDIT.subject.not_like("cover %"),
            _AUDIT.sequence > closed,
        )
        return bool(self.connection.execute(select(made)).scalar_one())

    def has_opened(self, session: str, inspection: str) -> bool:
        """Tell whether this session's opening of a visit was reported before."""
        asked = {"by": session, "what": inspection}
        return bool(self.connection.execute(_HAS_OPENED, asked).scalar_one())

    def lines(self, asked: Asked, first: int, count: int) -> tuple[Line, ...]:
        """Give lines, the newest first, from the place `first` on (0 is the newest)."""
        rows = self.connection.execute(
            select(*_LINE)
            .where(asked.condition)
            .order_by(_AUDIT.sequence.desc())
            .offset(first)
            .limit(count)
        ).mappings()
        return tuple(Line(**{**row, "action": Action(row["action"])}) for row in rows)

    def count(self, asked: Asked) -> int:
        """Give how many lines there are."""
        query = select(func.count()).where(asked.condition)
        return int(self.connection.execute(query).scalar_one())

    def devices_of(self, account: str, sessions: Collection[str]) -> dict[str, str]:
        """Give the device (id) of each session of an account, which began there by signing in."""
        rows = self.connection.execute(
            select(_AUDIT.session, _AUDIT.subject).where(
                _AUDIT.session.in_(sessions),
                _AUDIT.account == account,
                _AUDIT.action == Action.SIGNED_IN,
                _AUDIT.subject.is_not(None),
            )
        )
        return {row.session: row.subject for row in rows}

    def refused_since_last_time(self, account: str, session: str) -> int:
        """Give how many tries to sign in were refused since the sign-in before a session's own."""
        before = (
            select(func.max(_AUDIT.sequence))
            .where(
                _AUDIT.account == account,
                _AUDIT.action == Action.SIGNED_IN,
                _AUDIT.session != session,
            )
            .scalar_subquery()
        )
        query = select(func.count()).where(
            _AUDIT.account == account,
            _AUDIT.action == Action.SIGN_IN_REFUSED,
            _AUDIT.sequence > func.coalesce(before, 0),
        )
        return int(self.connection.execute(query).scalar_one())
