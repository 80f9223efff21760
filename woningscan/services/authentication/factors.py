"""The own factors: by which roads an account can sign in, and changing them.

There are two roads: a passkey; and a password together with an authenticator. Every change ends the
other sessions of the account (ASVS 5.0 7.4.3), and the last road is never taken away.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.persistence.audit import Action
from woningscan.services.authentication import sessions
from woningscan.services.authentication.names import checked_name
from woningscan.services.errors import NotFoundError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

"""Characters in the name of a passkey."""


class LastRoadError(ServiceError):
    """It is the only way in that is left; another has to be made first."""


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    """A passkey as its owner sees it. `device` is where it was made, as far as that is known."""

    id: str
    name: str
    device: str | None
    created_at: str
    last_used: str | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account signs in with. `codes_left` counts unused recovery codes."""

    passkeys: tuple[OwnPasskey, ...]
    has_password: bool
    has_authenticator: bool
    codes_left: int

    @property
    def has_password_road(self) -> bool:
        """Tell whether password and authenticator stand both: neither counts alone."""
        return self.has_password and self.has_authenticator

    @property
    def has_a_road(self) -> bool:
        """Tell whether somebody can sign in with them."""
        return bool(self.passkeys) or self.has_password_road

    def without_passkey(self, passkey: str) -> Factors:
        """Give what would be left without one of the passkeys (id)."""
        return replace(self, passkeys=tuple(one for one in self.passkeys if one.id != passkey))

    def without_device(self, device: str) -> Factors:
        """Give what would be left without the passkeys that were made on a device (id)."""
        return replace(self, passkeys=tuple(one for one in self.passkeys if one.device != device))

    def require_a_road(self) -> None:
        """See that somebody can sign in with them.

        Raises:
            LastRoadError: nobody could.
        """
        if not self.has_a_road:
            raise LastRoadError("It is the only way in that is left.")


@dataclass(frozen=True, slots=True)
class Changing:
    """A transaction that changes the factors of an account, which nobody else changes meanwhile."""

    resources: Resources
    actor: Actor
    stored: Repositories
    account: AccountRecord

    @property
    def factors(self) -> Factors:
        """Give the factors as they stand at this moment."""
        account = self.stored.accounts.find(self.account.id)
        return factors_of(self.stored, account or self.account)

    def report(self, action: Action, subject: str | None = None) -> None:
        """Tell the audit log."""
        event = self.actor.event(action, subject=subject)
        self.stored.audit.record(event, self.resources.clock.now())


def factors_of(stored: Repositories, account: AccountRecord) -> Factors:
    """Give the factors of an account inside a transaction."""
    return Factors(
        passkeys=tuple(
            OwnPasskey(each.id, each.name, each.device, each.created_at, each.last_used)
            for each in stored.passkeys.of(account.id)
        ),
        has_password=account.password_hash is not None,
        has_authenticator=account.has_totp,
        codes_left=stored.recovery_codes.left(account.id),
    )


def own_factors(resources: Resources, actor: Actor) -> Factors:
    """Give the factors of the account that asks; also while it is choosing its first.

    Raises:
        NotFoundError: the actor has no account.
    """
    require(actor, Right.CHANGE_OWN_FACTORS if actor.is_joining else Right.SEE_OWN_ACCOUNT)
    with resources.work.reading() as stored:
        account = stored.accounts.find(actor.account or "")
        if account is None:
            raise NotFoundError("There is no such account.")
        return factors_of(stored, account)


@contextmanager
def changing(resources: Resources, actor: Actor) -> Iterator[Changing]:
    """Change the own factors in one transaction, and end the other sessions with it.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: the actor has no account.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    with resources.work.writing() as stored:
        account = stored.accounts.find_and_lock(actor.account or "")
        if account is None:
            raise NotFoundError("There is no such account.")
        yield Changing(resources, actor, stored, account)
        sessions.end_others(resources, stored, actor)


def own_passkey(resources: Resources, actor: Actor, passkey: str) -> OwnPasskey:
    """Find one of the own passkeys by its id.

    Raises:
        NotFoundError: it is not one of them.
    """
    for each in own_factors(resources, actor).passkeys:
        if each.id == passkey:
            return each
    raise NotFoundError("There is no such passkey.")


def rename_passkey(resources: Resources, actor: Actor, passkey: str, name: str) -> None:
    """Give one of the own passkeys another name, by which it is known in lists; no session ends.

    Raises:
        BadNameError: the name cannot be used.
        NotFoundError: it is not one of them.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    checked = checked_name(name)
    with resources.work.writing() as stored:
        if not stored.passkeys.rename(actor.account or "", passkey, checked):
            raise NotFoundError("There is no such passkey.")
        event = actor.event(Action.PASSKEY_RENAMED, subject=passkey)
        stored.audit.record(event, resources.clock.now())


def remove_passkey(resources: Resources, actor: Actor, passkey: str) -> None:
    """Remove one of the own passkeys.

    Raises:
        LastRoadError: nobody could sign in any more.
        NotFoundError: it is not one of them.
    """
    with changing(resources, actor) as change:
        factors = change.factors
        if passkey not in {each.id for each in factors.passkeys}:
            raise NotFoundError("There is no such passkey.")
        factors.without_passkey(passkey).require_a_road()
        change.stored.passkeys.remove(change.account.id, passkey)
        change.report(Action.PASSKEY_REMOVED, subject=passkey)
