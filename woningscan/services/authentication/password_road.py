"""The second road: a password together with an authenticator, and recovery codes for the latter.

The authenticator comes first and the password after it, so that a password never stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from woningscan.crypto import totp
from woningscan.persistence.audit import Action
from woningscan.services.authentication import recovery
from woningscan.services.authentication.factors import changing
from woningscan.services.authentication.password_rules import faults_of
from woningscan.services.authentication.sign_in_queue import OWN_QUEUE
from woningscan.services.errors import NotFoundError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.services.actors import Actor
    from woningscan.services.authentication.password_rules import PasswordFault
    from woningscan.services.resources import Resources


class PasswordRefusedError(ServiceError):
    """The password may not be chosen; `faults` say why."""

    def __init__(self, faults: tuple[PasswordFault, ...]) -> None:
        """Keep each fault apart."""
        super().__init__(", ".join(faults))
        self.faults = faults


class AuthenticatorFirstError(ServiceError):
    """A password counts only together with an authenticator, which has to be set up first."""


class CodeRefusedError(ServiceError):
    """The code is not one of the authenticator that was shown."""


class NoPasswordRoadError(ServiceError):
    """There is no password with an authenticator that this could be for."""


@dataclass(frozen=True, slots=True)
class OfferedSecret:
    """A secret for an authenticator: to scan (`otpauth`), and to type over (base32)."""

    otpauth: str = field(repr=False)
    text: str = field(repr=False)


def offer_authenticator(resources: Resources, actor: Actor) -> OfferedSecret:
    """Make a secret for an authenticator; it counts once a code of it was given.

    Each is shown at one try only: what was shown before, and is not in use, counts no more.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    secret = totp.new_secret()
    with resources.work.writing() as stored:
        stored.accounts.offer_totp_secret(actor.account or "", secret)
    return _offered(secret, actor)


def offered_authenticator(resources: Resources, actor: Actor) -> OfferedSecret:
    """Give the secret that was offered and does not count yet, for another try at its code.

    Raises:
        NotFoundError: none was, or it counts already.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    with resources.work.reading() as stored:
        secret = stored.accounts.new_totp_secret(actor.account or "")
    if secret is None:
        raise NotFoundError("No authenticator was offered.")
    return _offered(secret, actor)


def _offered(secret: bytes, actor: Actor) -> OfferedSecret:
    return OfferedSecret(totp.provisioning_uri(secret, actor.name), totp.secret_as_text(secret))


def accept_authenticator(resources: Resources, actor: Actor, code: str) -> None:
    """Let the authenticator count that was offered, since it gave this code.

    The code is used up with it: nobody signs in with it after.

    Raises:
        CodeRefusedError: it is not a code of this moment.
        NotFoundError: no authenticator was offered, or it counts already.
    """
    with changing(resources, actor) as change:
        secret = change.stored.accounts.new_totp_secret(change.account.id)
        if secret is None:
            raise NotFoundError("No authenticator was offered.")
        step = totp.matched_step(secret, "".join(code.split()), resources.clock.current())
        if step is None:
            raise CodeRefusedError("It is not a code of this moment.")
        change.stored.accounts.set_totp_secret(change.account.id, secret, step)
        change.report(Action.AUTHENTICATOR_CHANGED)


def choose_password(resources: Resources, actor: Actor, password: str) -> None:
    """Let a password count from now on.

    Raises:
        PasswordRefusedError: it is too short, on a list, or easily guessed.
        AuthenticatorFirstError: there is no authenticator to go with it.
        SignInBusyError: many passwords are being worked out at this moment.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    with OWN_QUEUE.turn():
        faults = faults_of(password, (actor.name, actor.display_name))
        if faults:
            raise PasswordRefusedError(faults)
        password_hash = resources.passwords.hash(password)
    with changing(resources, actor) as change:
        if not change.factors.has_authenticator:
            raise AuthenticatorFirstError("Set up the authenticator first.")
        change.stored.accounts.set_password_hash(change.account.id, password_hash)
        change.report(Action.PASSWORD_CHANGED)


def make_recovery_codes(resources: Resources, actor: Actor) -> tuple[str, ...]:
    """Make ten recovery codes, which are shown this once; the ones of before count no more.

    Raises:
        NoPasswordRoadError: there is no authenticator that they could stand in for.
    """
    with changing(resources, actor) as change:
        if not change.factors.has_password_road:
            raise NoPasswordRoadError("Recovery codes go with a password and an authenticator.")
        codes = recovery.new_codes()
        hashes = [recovery.hashed(code) for code in codes]
        change.stored.recovery_codes.replace(change.account.id, hashes)
        change.report(Action.RECOVERY_CODES_MADE)
        return codes


def close_password_road(resources: Resources, actor: Actor) -> None:
    """Take away password, authenticator and recovery codes.

    Raises:
        LastRoadError: there is no passkey, and nobody could sign in any more.
        NoPasswordRoadError: there is neither a password nor an authenticator.
    """
    with changing(resources, actor) as change:
        factors = change.factors
        if not (factors.has_password or factors.has_authenticator):
            raise NoPasswordRoadError("There is nothing to close.")
        replace(factors, has_password=False, has_authenticator=False).require_a_road()
        change.stored.accounts.remove_password_and_totp(change.account.id)
        change.stored.recovery_codes.replace(change.account.id, ())
        change.report(Action.PASSWORD_ROAD_CLOSED)
