"""Giving somebody access takes two people, neither of whom can get in alone.

An administrator proposes an account, or that somebody begins anew, and gets a link. The privacy
officer confirms, and gets a code to tell by phone. Link and code together let one person in, once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.crypto.fields import SystemKey
from woningscan.crypto.subjects import subject_digest
from woningscan.crypto.tokens import new_token, spoken_code, token_hash
from woningscan.domain.rights import Role
from woningscan.persistence.accounts import AccountRecord, NameTakenError
from woningscan.persistence.audit import Action
from woningscan.persistence.invitations import NewInvitation
from woningscan.services.accounts import is_display_name, is_name
from woningscan.services.errors import ForbiddenError, NotFoundError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.persistence.invitations import InvitationRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

VALID_FOR = timedelta(hours=72)
"""From proposing on, however late it is confirmed."""
_LENGTH_OF_CODE = 8
_GROUP = 4
_PURPOSE = "invitation-code"


class BadNameError(ServiceError):
    """An account cannot sign in by this name."""


class BadDisplayNameError(ServiceError):
    """An account cannot be shown by this name."""


class NameInUseError(ServiceError):
    """There is an account of this name already."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an administrator gives somebody: the secret part of a link, to be shown once.

    `expires_at` is the moment that it is of no use any more.
    """

    token: str = field(repr=False)
    invitation: str
    account: str
    display_name: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class SpokenCode:
    """The code that goes with a link, for whom it is, and until when it is of use."""

    code: str = field(repr=False)
    display_name: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that may still be used.

    `is_new_start` tells that the account has something to sign in with now, which will go. `is_own`
    tells that who asks proposed it, or is invited: then somebody else has to confirm it.
    """

    id: str
    account: str
    account_name: str
    display_name: str
    role: Role
    proposer_name: str
    proposed_at: str
    expires_at: str
    is_confirmed: bool
    is_new_start: bool
    is_own: bool


def propose_account(
    resources: Resources, actor: Actor, name: str, display_name: str, role: Role
) -> Link:
    """Propose an account, which has no way in before its invitation is confirmed and used.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        BadNameError, BadDisplayNameError: it cannot be called this.
        NameInUseError: there is an account of this name.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    if not is_name(name):
        raise BadNameError("A name has 1 to 40 lower-case letters, digits, dots and hyphens.")
    if not is_display_name(display_name):
        raise BadDisplayNameError("A display name is one line of 1 to 80 characters.")
    account = AccountRecord(resources.clock.new_id(), name, display_name, role, disabled=False)
    now = resources.clock.now()
    with resources.work.writing() as stored:
        try:
            stored.accounts.add(account, now)
        except NameTakenError as error:
            raise NameInUseError(str(error)) from None
        stored.audit.record(actor.event(Action.ACCOUNT_ADDED, subject=account.id), now)
        return _proposed(resources, stored, actor, account)


def propose_new_start(resources: Resources, actor: Actor, account: str) -> Link:
    """Propose that somebody begins anew, who lost what to sign in with or never had it.

    Earlier invitations of the account are of no use from now on. What it signs in with stays until
    the new link is used.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such account.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    with resources.work.writing() as stored:
        found = stored.accounts.find_and_lock(account)
        if found is None:
            raise NotFoundError("There is no such account.")
        stored.invitations.withdraw_of(account, resources.clock.now())
        return _proposed(resources, stored, actor, found)


def _proposed(
    resources: Resources, stored: Repositories, actor: Actor, account: AccountRecord
) -> Link:
    token, invitation = new_token(), resources.clock.new_id()
    expires_at = resources.clock.ago(-VALID_FOR)
    now = resources.clock.now()
    stored.invitations.add(
        NewInvitation(
            id=invitation,
            account=account.id,
            token_hash=token_hash(token),
            proposed_by=actor.account or "",
            proposed_at=now,
            expires_at=expires_at,
        )
    )
    event = actor.event(Action.INVITATION_PROPOSED, reason=invitation, subject=account.id)
    stored.audit.record(event, now)
    return Link(token, invitation, account.id, account.display_name, expires_at)


def withdraw(resources: Resources, actor: Actor, invitation: str) -> None:
    """Take back an invitation, for an administrator.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such invitation, or it is not open.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    _withdraw(resources, actor, invitation, Action.INVITATION_WITHDRAWN)


def waiting(resources: Resources, actor: Actor) -> tuple[OpenInvitation, ...]:
    """Give the invitations that are open, the oldest first: those to confirm, and those confirmed.

    Raises:
        ForbiddenError: not for this account.
    """
    require(actor, Right.LIST_INVITATIONS)
    with resources.work.reading() as stored:
        found = stored.invitations.open(resources.clock.now())
    return tuple(open_invitation(record, actor) for record in found)


def open_invitation(record: InvitationRecord, actor: Actor) -> OpenInvitation:
    """Give an invitation as it is listed."""
    return OpenInvitation(
        id=record.id,
        account=record.account,
        account_name=record.account_name,
        display_name=record.display_name,
        role=Role(record.role),
        proposer_name=record.proposer_name,
        proposed_at=record.proposed_at,
        expires_at=record.expires_at,
        is_confirmed=record.confirmed_at is not None,
        is_new_start=record.has_factors,
        is_own=_is_own(record, actor),
    )


def confirm(resources: Resources, actor: Actor, invitation: str) -> SpokenCode:
    """Let an invitation work, and give the code to tell by phone; it is told this once.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet. Nobody confirms
            what they proposed themselves, or an invitation for themselves.
        NotFoundError: there is no such invitation, or it does not wait for this.
    """
    require(actor, Right.CONFIRM_INVITATION)
    code = spoken_code(_LENGTH_OF_CODE)
    with resources.work.writing() as stored:
        found = _found(stored, invitation)
        if _is_own(found, actor):
            raise ForbiddenError("Somebody else has to confirm this.")
        now = resources.clock.now()
        hashed = code_hash(resources, invitation, code)
        if not stored.invitations.confirm(invitation, hashed, actor.account or "", now):
            raise NotFoundError("There is no such invitation.")
        event = actor.event(Action.INVITATION_CONFIRMED, reason=found.id, subject=found.account)
        stored.audit.record(event, now)
    return SpokenCode(_grouped(code), found.display_name, found.expires_at)


def decline(resources: Resources, actor: Actor, invitation: str) -> None:
    """Take back an invitation, for the privacy officer: also one that was confirmed already.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such invitation, or it is not open.
    """
    require(actor, Right.CONFIRM_INVITATION)
    _withdraw(resources, actor, invitation, Action.INVITATION_DECLINED)


def code_hash(resources: Resources, invitation: str, code: str) -> bytes:
    """Give under what the code of an invitation (id) is stored, however it was typed.

    Eight characters can be guessed by who holds the database, so the digest is keyed, and the key
    lies elsewhere. It is bound to the invitation: a code is of no use with another link.
    """
    bare = "".join(letter for letter in code if letter.isalnum()).upper()
    key = resources.keyring.system(SystemKey.ACCOUNTS)
    return subject_digest(key, _PURPOSE, f"{invitation}:{bare}")


def _grouped(code: str) -> str:
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def _is_own(record: InvitationRecord, actor: Actor) -> bool:
    return actor.account in {record.proposed_by, record.account}


def _found(stored: Repositories, invitation: str) -> InvitationRecord:
    found = stored.invitations.find(invitation)
    if found is None:
        raise NotFoundError("There is no such invitation.")
    return found


def _withdraw(resources: Resources, actor: Actor, invitation: str, action: Action) -> None:
    with resources.work.writing() as stored:
        found = _found(stored, invitation)
        now = resources.clock.now()
        if found.expires_at <= now or not stored.invitations.withdraw(invitation, now):
            raise NotFoundError("There is no such invitation.")
        stored.audit.record(actor.event(action, reason=found.id, subject=found.account), now)
