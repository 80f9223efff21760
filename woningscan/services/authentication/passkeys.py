"""Passkeys: made by whoever has signed in or joins, and used to sign in without a name.

Every question to a browser holds a challenge that counts once, for five minutes, for that purpose
and in that browser or session alone. A disabled account and an unknown passkey are refused alike.
Only a try that fails counts: a passkey cannot be guessed, and nobody is kept out by strangers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.crypto import passkeys as protocol
from woningscan.crypto.challenges import holds_until, new_challenge
from woningscan.crypto.fields import SystemKey
from woningscan.crypto.passkeys import Holder, Known, PasskeyRefusedError, Site
from woningscan.crypto.tokens import token_hash
from woningscan.persistence.audit import Action, Event
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services.authentication import limits, sessions
from woningscan.services.authentication.names import BadNameError, checked_name
from woningscan.services.errors import ServiceError, SignInRefusedError, TooManyTriesError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.crypto.passkeys import Options
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.sessions import SignedIn
    from woningscan.services.resources import Resources

CEREMONY_LIMIT = timedelta(minutes=5)
"""How long somebody has to answer."""


class Purpose(StrEnum):
    """What a challenge is for; it counts for nothing else."""

    SIGN_IN = "sign-in"
    CONFIRM = "confirm"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked for what: the hash of the token, or of the session, that a challenge is of."""

    purpose: Purpose
    holder: bytes

    @property
    def as_text(self) -> str:
        """Give what a challenge is bound to."""
        return f"{self.purpose}.{self.holder.hex()}"


class PasskeyNotAddedError(ServiceError):
    """The passkey cannot be added: what the browser answered does not count, or no longer."""


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a browser sent of a passkey that it made.

    `name` is what somebody calls it; without one it is called after the device. `has_prf` tells
    whether the browser says that it can make a key of its own from it.
    """

    answer: str = field(repr=False)
    name: str = ""
    has_prf: bool = False


def sign_in_options(resources: Resources, browser: Browser, site: Site) -> Options:
    """Give what a browser is asked to sign somebody in; it names no account and no passkey."""
    challenge = _begun(resources, Asked(Purpose.SIGN_IN, browser.hash))
    return protocol.authentication_options(site, challenge, prf_salt(resources))


def registration_options(resources: Resources, actor: Actor, site: Site) -> Options:
    """Give what a browser is asked to make a passkey for the account that asks.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    challenge = _begun(resources, of_session(Purpose.REGISTER, actor))
    with resources.work.reading() as stored:
        known = stored.passkeys.of(actor.account or "")
    holder = Holder(actor.account or "", actor.name, actor.display_name)
    credentials = tuple(passkey.credential for passkey in known)
    return protocol.registration_options(site, holder, challenge, prf_salt(resources), credentials)


def confirmation_options(resources: Resources, actor: Actor, site: Site) -> Options:
    """Give what a browser is asked to show that it is still the person who signed in."""
    challenge = _begun(resources, of_session(Purpose.CONFIRM, actor))
    with resources.work.reading() as stored:
        known = stored.passkeys.of(actor.account or "")
    credentials = tuple(passkey.credential for passkey in known)
    return protocol.authentication_options(site, challenge, prf_salt(resources), credentials)


def sign_in_with_passkey(
    resources: Resources, browser: Browser, site: Site, answer: str
) -> SignedIn:
    """Begin a session for whoever a passkey belongs to.

    Raises:
        SignInRefusedError: the answer does not count, or the account is disabled.
        TooManyTriesError: the same, and there were too many such tries lately.
    """
    asked = Asked(Purpose.SIGN_IN, browser.hash)
    with resources.work.writing() as stored:
        account = account_shown(resources, stored, asked, site, answer)
        if account is not None:
            signed_in = sessions.begin(resources, stored, account, browser)
            stored.audit.record(signed_in.event("passkey"), resources.clock.now())
            return signed_in
        # Beyond the limit nothing is written down: nobody fills the log from outside.
        within = limits.count(stored, resources.clock, limits.of_address(browser))
        if within:
            event = Event(Action.SIGN_IN_REFUSED, account=None, reason="passkey")
            stored.audit.record(event, resources.clock.now())
    raise refusal(within=within)


def refusal(*, within: bool) -> SignInRefusedError | TooManyTriesError:
    """Give the error for a passkey that does not count, within the limits of tries or not."""
    if within:
        return SignInRefusedError("This passkey is not right.")
    return TooManyTriesError("Too many tries; wait a quarter of an hour.")


def account_shown(
    resources: Resources, stored: Repositories, asked: Asked, site: Site, answer: str
) -> AccountRecord | None:
    """Tell, inside a transaction, whose passkey gave this answer; None when it does not count.

    The challenge is used up, whatever comes of it.
    """
    now = resources.clock.now()
    try:
        claim = protocol.claim_of(answer)
        passkey = stored.passkeys.find(claim.credential)
        is_asked = _used(resources, stored, asked, claim.challenge)
        if passkey is None or not is_asked:
            return None
        known = Known(passkey.account, passkey.credential, passkey.public_key, passkey.sign_count)
        count = protocol.verified_authentication(site, claim.challenge, known, answer)
    except PasskeyRefusedError:
        return None
    account = stored.accounts.find(passkey.account)
    if account is None or account.disabled or not stored.passkeys.use(passkey, count, now):
        return None
    return account


def register_passkey(
    resources: Resources, actor: Actor, site: Site, new: NewPasskey
) -> PasskeyRecord:
    """Add a passkey to the account that asks, made on the device that it asks from.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        PasskeyNotAddedError: the answer does not count, the passkey is known already, or it cannot
            be called this.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    with resources.work.writing() as stored:
        passkey = _made(resources, stored, actor, site, new)
        if passkey is not None:
            stored.passkeys.add(passkey)
            event = actor.event(Action.PASSKEY_ADDED, subject=passkey.id)
            stored.audit.record(event, resources.clock.now())
            # A factor that is new ends what went on elsewhere (ASVS 5.0 7.4.3).
            sessions.end_others(resources, stored, actor)
            return passkey
    raise PasskeyNotAddedError("This passkey was not added.")


def _made(
    resources: Resources, stored: Repositories, actor: Actor, site: Site, new: NewPasskey
) -> PasskeyRecord | None:
    now, account = resources.clock.now(), actor.account or ""
    try:
        challenge = protocol.claim_of(new.answer).challenge
        if not _used(resources, stored, of_session(Purpose.REGISTER, actor), challenge):
            return None
        made = protocol.verified_registration(site, challenge, new.answer)
    except PasskeyRefusedError:
        return None
    device = stored.devices.of_account(account, actor.device)
    try:
        name = checked_name(new.name.strip() or (device.name if device else "?"))
    except BadNameError:
        return None
    if stored.passkeys.find(made.credential) is not None:
        return None
    return PasskeyRecord(
        id=resources.clock.new_id(),
        account=account,
        credential=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        has_prf=new.has_prf,
        is_synced=made.is_synced,
        device=device.id if device else None,
        created_at=now,
    )


def prf_salt(resources: Resources) -> bytes:
    """Give the 32 bytes from which passkeys make a secret: the same ones in this installation.

    With other bytes a passkey makes another secret, and what a tablet keeps under the first one
    opens no more.
    """
    return resources.keyring.system(SystemKey.ACCOUNTS).sub_key("passkey", "prf")


def of_session(purpose: Purpose, actor: Actor) -> Asked:
    """Give who is asked within a session."""
    return Asked(purpose, token_hash(actor.session))


def _begun(resources: Resources, asked: Asked) -> str:
    """Make a challenge; it need not be kept, for it tells by itself whose it is."""
    until = resources.clock.current() + CEREMONY_LIMIT
    key = resources.keyring.system(SystemKey.ACCOUNTS)
    return new_challenge(key, asked.as_text, int(until.timestamp()))


def _used(resources: Resources, stored: Repositories, asked: Asked, challenge: str) -> bool:
    """Use up a challenge inside a transaction; tell whether it held, and was not answered yet."""
    key, clock = resources.keyring.system(SystemKey.ACCOUNTS), resources.clock
    until = holds_until(key, asked.as_text, challenge)
    if until is None or until <= clock.current().timestamp():
        return False
    return stored.ceremonies.use(token_hash(challenge), clock.ahead(CEREMONY_LIMIT))
