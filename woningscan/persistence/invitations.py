"""Invitations: one-time links, each with a code that somebody else tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, exists, insert, or_, select, update

from woningscan.persistence.account_models import Account, Invitation, Passkey
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(Invitation)
_INVITATION = _TABLE.c
_ACCOUNTS = table_of(Account)
_PROPOSERS = _ACCOUNTS.alias("proposer")
_HAS_FACTORS = or_(
    _ACCOUNTS.c.password_hash.is_not(None),
    exists().where(table_of(Passkey).c.account == _ACCOUNTS.c.id),
)
_SEEN: Select[Any] = (
    select(
        *_INVITATION,
        _ACCOUNTS.c.name.label("account_name"),
        _ACCOUNTS.c.display_name,
        _ACCOUNTS.c.role,
        _PROPOSERS.c.display_name.label("proposer_name"),
        _HAS_FACTORS.label("has_factors"),
    )
    .join_from(_TABLE, _ACCOUNTS, _ACCOUNTS.c.id == _INVITATION.account)
    .join(_PROPOSERS, _PROPOSERS.c.id == _INVITATION.proposed_by)
    .order_by(_INVITATION.proposed_at, _INVITATION.id)
)
_IS_OPEN = (_INVITATION.used_at.is_(None), _INVITATION.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """A link that is proposed, by the hash of its token; it works once somebody confirmed it."""

    id: str
    account: str
    token_hash: bytes
    proposed_by: str
    proposed_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """An invitation, and for whom and by whom it is.

    `has_factors` tells that the account has something to sign in with now, which would go.
    """

    id: str
    account: str
    token_hash: bytes
    code_hash: bytes | None
    proposed_by: str
    proposed_at: str
    expires_at: str
    confirmed_by: str | None
    confirmed_at: str | None
    tries: int
    used_at: str | None
    withdrawn_at: str | None
    account_name: str
    display_name: str
    role: str
    proposer_name: str
    has_factors: bool


@dataclass(frozen=True, slots=True)
class Invitations:
    """Reads and writes invitations over one connection."""

    connection: Connection

    def add(self, invitation: NewInvitation) -> None:
        """Propose an invitation."""
        values = {name: getattr(invitation, name) for name in invitation.__slots__}
        self.connection.execute(insert(_TABLE).values(values))

    def find(self, invitation: str) -> InvitationRecord | None:
        """Find an invitation by its id."""
        return self._one(_SEEN.where(_INVITATION.id == invitation))

    def with_token(self, token_hash: bytes) -> InvitationRecord | None:
        """Find an invitation by the hash of its token."""
        return self._one(_SEEN.where(_INVITATION.token_hash == token_hash))

    def of(self, account: str) -> tuple[InvitationRecord, ...]:
        """Give the invitations of an account, the newest last."""
        return self._all(_SEEN.where(_INVITATION.account == account))

    def open(self, now: str) -> tuple[InvitationRecord, ...]:
        """Give those that may still be used or confirmed, the oldest first."""
        return self._all(_SEEN.where(*_IS_OPEN, _INVITATION.expires_at > now))

    def waiting(self, now: str) -> tuple[InvitationRecord, ...]:
        """Give those that wait for somebody to confirm them, the oldest first."""
        return self._all(
            _SEEN.where(*_IS_OPEN, _INVITATION.confirmed_at.is_(None), _INVITATION.expires_at > now)
        )

    def confirm(self, invitation: str, code_hash: bytes, by: str, now: str) -> bool:
        """Let an invitation work, with this code; tell whether it was waiting for that."""
        confirmed = self.connection.execute(
            update(_TABLE)
            .where(
                _INVITATION.id == invitation,
                *_IS_OPEN,
                _INVITATION.confirmed_at.is_(None),
                _INVITATION.expires_at > now,
            )
            .values(code_hash=code_hash, confirmed_by=by, confirmed_at=now)
        )
        return confirmed.rowcount == 1

    def count_try(self, invitation: str, limit: int) -> bool:
        """Count one try of its code, and tell whether there is a code and it is within the limit.

        Who comes before somebody confirmed uses nothing up: there is nothing to guess yet.
        """
        counted = self.connection.execute(
            update(_TABLE)
            .where(
                _INVITATION.id == invitation,
                _INVITATION.confirmed_at.is_not(None),
                _INVITATION.tries < limit,
            )
            .values(tries=_INVITATION.tries + 1)
        )
        return counted.rowcount == 1

    def use(self, invitation: str, now: str) -> bool:
        """Use up an invitation; of many at the same moment one is told that it was first."""
        used = self.connection.execute(
            update(_TABLE)
            .where(
                _INVITATION.id == invitation,
                *_IS_OPEN,
                _INVITATION.confirmed_at.is_not(None),
                _INVITATION.expires_at > now,
            )
            .values(used_at=now)
        )
        return used.rowcount == 1

    def withdraw(self, invitation: str, now: str) -> bool:
        """Take back an invitation; tell whether it was open."""
        withdrawn = self.connection.execute(
            update(_TABLE).where(_INVITATION.id == invitation, *_IS_OPEN).values(withdrawn_at=now)
        )
        return withdrawn.rowcount == 1

    def withdraw_of(self, account: str, now: str) -> int:
        """Take back every open invitation of an account; give how many."""
        withdrawn = self.connection.execute(
            update(_TABLE).where(_INVITATION.account == account, *_IS_OPEN).values(withdrawn_at=now)
        )
        return withdrawn.rowcount

    def _one(self, query: Select[Any]) -> InvitationRecord | None:
        row = self.connection.execute(query).mappings().one_or_none()
        return None if row is None else InvitationRecord(**row)

    def _all(self, query: Select[Any]) -> tuple[InvitationRecord, ...]:
        rows = self.connection.execute(query).mappings()
        return tuple(InvitationRecord(**row) for row in rows)
