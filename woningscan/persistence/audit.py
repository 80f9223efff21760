"""The audit log: who did what, when and why. Ids only, never content; rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, insert, select

from woningscan.persistence.models import Audit, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

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
    ADVISER_TAKEN_OFF = "adviser-taken-off"
    VISIT_IMPORTED = "visit-imported"
    VISIT_OPENED = "visit-opened"
    VISIT_CLOSED = "visit-closed"
    VISIT_REOPENED = "visit-reopened"
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

    def has_opened(self, session: str, inspection: str) -> bool:
        """Tell whether this session's opening of a visit was reported before."""
        asked = {"by": session, "what": inspection}
        return bool(self.connection.execute(_HAS_OPENED, asked).scalar_one())
