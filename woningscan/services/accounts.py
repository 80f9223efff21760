"""Accounts, as the system manager keeps them from the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.crypto import totp
from woningscan.crypto.passwords import generate_password
from woningscan.domain import shapes
from woningscan.persistence.accounts import AccountRecord, NameTakenError
from woningscan.persistence.audit import Action, Event
from woningscan.services.actors import Actor, on_command_line
from woningscan.services.errors import NotFoundError, ServiceError

if TYPE_CHECKING:
    from woningscan.domain.rights import Role
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.resources import Resources

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?")


class BadAccountError(ServiceError):
    """The account cannot be made like this."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Both factors of an account, shown once."""

    name: str
    password: str = field(repr=False)
    otpauth: str = field(repr=False)


def is_name(name: str) -> bool:
    """Tell whether an account can have this name; no other text is ever looked up."""
    return _NAME.fullmatch(name) is not None


def is_display_name(name: str) -> bool:
    """Tell whether an account can be shown by this name."""
    try:
        shapes.line(name, shapes.LONGEST_NAME)
    except shapes.BadValueError:
        return False
    return True


def add_account(resources: Resources, name: str, display_name: str, role: Role) -> Credentials:
    """Add an account with a password and a second factor made for it.

    Raises:
        BadAccountError: a name cannot be used, or is in use.
    """
    if not is_name(name):
        raise BadAccountError(
            f"{name!r}: a name has 1 to 40 lower-case letters, digits, dots and hyphens."
        )
    if not is_display_name(display_name):
        raise BadAccountError(
            f"{display_name!r}: a display name is one line of 1 to 80 characters."
        )
    password, secret = generate_password(), totp.new_secret()
    account = AccountRecord(
        id=resources.clock.new_id(),
        name=name,
        display_name=display_name,
        role=role,
        disabled=False,
    )
    password_hash = resources.passwords.hash(password)
    now = resources.clock.now()
    with resources.work.writing() as stored:
        try:
            stored.accounts.add(account, now)
        except NameTakenError as error:
            raise BadAccountError(str(error)) from None
        stored.accounts.set_password_hash(account.id, password_hash)
        stored.accounts.set_totp_secret(account.id, secret)
        stored.audit.record(_event(Action.ACCOUNT_ADDED, account), now)
    return Credentials(name, password, totp.provisioning_uri(secret, name))


def disable_account(resources: Resources, name: str) -> None:
    """Let an account sign in no more, and end its sessions.

    Raises:
        NotFoundError: no such account.
    """
    with resources.work.writing() as stored:
        account = _named(stored, name)
        stored.accounts.disable(account.id)
        stored.sessions.remove_of(account.id)
        stored.invitations.withdraw_of(account.id, resources.clock.now())
        stored.audit.record(_event(Action.ACCOUNT_DISABLED, account), resources.clock.now())


def reset_account(resources: Resources, name: str) -> Credentials:
    """Give an account a new password and second factor in place of all factors that it had.

    Its sessions end.

    Raises:
        NotFoundError: no such account.
    """
    password, secret = generate_password(), totp.new_secret()
    with resources.work.writing() as stored:
        account = _named(stored, name)
        stored.passkeys.remove_of(account.id)
        stored.recovery_codes.replace(account.id, ())
        stored.accounts.set_password_hash(account.id, resources.passwords.hash(password))
        stored.accounts.set_totp_secret(account.id, secret)
        stored.sessions.remove_of(account.id)
        stored.invitations.withdraw_of(account.id, resources.clock.now())
        stored.audit.record(_event(Action.ACCOUNT_RESET, account), resources.clock.now())
    return Credentials(name, password, totp.provisioning_uri(secret, name))


def acting_as(resources: Resources, name: str) -> Actor:
    """Give the actor for a command that the system manager runs in an account's name.

    Raises:
        NotFoundError: no such account, or it is disabled.
    """
    with resources.work.reading() as stored:
        account = _named(stored, name)
    if account.disabled:
        raise NotFoundError(f"The account {name!r} is disabled.")
    return on_command_line(account, resources.clock.new_id())


def current_code(resources: Resources, name: str) -> str:
    """Give the six digits of an account's second factor that are valid now; for a demo only.

    Raises:
        NotFoundError: no such account, or it has no authenticator.
    """
    with resources.work.reading() as stored:
        secret = stored.accounts.totp_secret(_named(stored, name).id)
    if secret is None:
        raise NotFoundError(f"The account {name!r} has no authenticator.")
    return totp.code_at(secret, resources.clock.current())


def _event(action: Action, account: AccountRecord) -> Event:
    """Give what the log is told of a command of the system manager, who has no account."""
    return Event(action, account=None, subject=account.id)


def _named(stored: Repositories, name: str) -> AccountRecord:
    account = stored.accounts.named(name) if is_name(name) else None
    if account is None:
        raise NotFoundError(f"There is no account {name!r}.")
    return account
