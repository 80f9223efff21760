"""All accounts, for an administrator: who there is, who can get in, and keeping somebody out.

Keeping out is for the administrator alone, and at once: the next request is refused. Letting
somebody in takes two people (`invitations`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role
from woningscan.persistence.audit import Action
from woningscan.services.authentication import devices, sessions
from woningscan.services.authentication.factors import factors_of
from woningscan.services.authentication.invitations import open_invitation
from woningscan.services.errors import NotFoundError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.sessions import SessionLine
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.authentication.devices import DeviceLine
    from woningscan.services.authentication.factors import Factors
    from woningscan.services.authentication.invitations import OpenInvitation
    from woningscan.services.resources import Resources

NEVER_WITHOUT = frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER})
"""Roles without which nobody could be let in any more."""


class LastOfRoleError(ServiceError):
    """Without this account nobody could do what its role is for."""


class AccountState(StrEnum):
    """Whether somebody can sign in."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"
    NO_WAY_IN = "no-way-in"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as it is listed. `last_seen` is None while nobody ever signed in.

    `is_invited` tells that an invitation stands open, whatever the state is.
    """

    id: str
    name: str
    display_name: str
    role: Role
    state: AccountState
    is_invited: bool
    devices: int
    last_seen: str | None
    is_asking: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account with all that an administrator may know of it: never what was done with it."""

    line: AccountLine
    factors: Factors
    devices: tuple[DeviceLine, ...]
    sessions: tuple[SessionLine, ...]
    invitation: OpenInvitation | None


def all_accounts(resources: Resources, actor: Actor) -> tuple[AccountLine, ...]:
    """Give every account, by the name that it is shown by.

    Raises:
        ForbiddenError: not for this account.
    """
    require(actor, Right.LIST_ACCOUNTS)
    with resources.work.reading() as stored:
        records = stored.accounts.all()
        holders, uses = stored.passkeys.holders(), stored.devices.uses()
        invited = {each.account for each in stored.invitations.open(resources.clock.now())}
    lines = []
    for record in records:
        has_road = record.id in holders or _has_password_road(record)
        use = uses.get(record.id)
        lines.append(
            AccountLine(
                id=record.id,
                name=record.name,
                display_name=record.display_name,
                role=record.role,
                state=_state(record, has_road=has_road, is_invited=record.id in invited),
                is_invited=record.id in invited,
                devices=use.devices if use else 0,
                last_seen=use.last_seen if use else None,
                is_asking=record.id == actor.account,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.display_name.casefold(), line.name)))


def account_page(resources: Resources, actor: Actor, account: str) -> AccountPage:
    """Give one account.

    Raises:
        ForbiddenError: not for this account.
        NotFoundError: there is no such account.
    """
    line = _line(resources, actor, account)
    now, since = resources.clock.now(), resources.clock.ago(sessions.ABSOLUTE_LIMIT)
    with resources.work.reading() as stored:
        record = _found(stored.accounts.find(account))
        factors = factors_of(stored, record)
        of_account = [each for each in stored.invitations.open(now) if each.account == account]
        running = stored.sessions.of(account)
        known = devices.lines(stored.devices.of(account), actor)
    return AccountPage(
        line=line,
        factors=factors,
        devices=known,
        sessions=tuple(each for each in running if each.created_at >= since),
        invitation=open_invitation(of_account[-1], actor) if of_account else None,
    )


def _line(resources: Resources, actor: Actor, account: str) -> AccountLine:
    for line in all_accounts(resources, actor):
        if line.id == account:
            return line
    raise NotFoundError("There is no such account.")


def disable(resources: Resources, actor: Actor, account: str) -> None:
    """Let an account sign in no more, end its sessions, and take back its invitations.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such account, or it is disabled already.
        LastOfRoleError: nobody else of its role can sign in, and there has to be somebody.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    with resources.work.writing() as stored:
        found = _found(stored.accounts.find(account))
        # Of two who disable each other at once, the second sees what the first did.
        of_role = {each.id: each for each in stored.accounts.lock_role(found.role)}
        if of_role[account].disabled:
            raise NotFoundError("The account is disabled already.")
        if found.role in NEVER_WITHOUT and _is_last(stored, of_role, account):
            raise LastOfRoleError("Nobody else of this role can sign in.")
        now = resources.clock.now()
        stored.accounts.disable(account)
        stored.sessions.remove_of(account)
        stored.invitations.withdraw_of(account, now)
        stored.audit.record(actor.event(Action.ACCOUNT_DISABLED, subject=account), now)


def end_sessions(resources: Resources, actor: Actor, account: str) -> int:
    """End every session of an account; give how many.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such account.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    with resources.work.writing() as stored:
        _found(stored.accounts.find(account))
        ended = stored.sessions.remove_of(account)
        event = actor.event(Action.SESSIONS_ENDED, subject=account)
        stored.audit.record(event, resources.clock.now())
    return ended


def _found(account: AccountRecord | None) -> AccountRecord:
    if account is None:
        raise NotFoundError("There is no such account.")
    return account


def _has_password_road(account: AccountRecord) -> bool:
    return account.password_hash is not None and account.has_totp


def _state(account: AccountRecord, *, has_road: bool, is_invited: bool) -> AccountState:
    if account.disabled:
        return AccountState.DISABLED
    if has_road:
        return AccountState.ACTIVE
    return AccountState.INVITED if is_invited else AccountState.NO_WAY_IN


def _is_last(stored: Repositories, of_role: dict[str, AccountRecord], account: str) -> bool:
    """Tell whether an account can sign in, and nobody else of its role can."""
    usable = {
        each.id
        for each in of_role.values()
        if not each.disabled and factors_of(stored, each).has_a_road
    }
    return usable == {account}
