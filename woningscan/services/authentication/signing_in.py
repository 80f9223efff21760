"""Signing in with a password and a code: the second road, for who has no passkey at hand.

Whatever was wrong, and whether or not there is such an account, the answer, what is written and the
time that it takes are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.crypto import totp
from woningscan.crypto.passwords import Verdict
from woningscan.persistence.audit import Action, Event
from woningscan.services.accounts import is_name
from woningscan.services.authentication import limits, recovery, sessions
from woningscan.services.authentication.sign_in_queue import OWN_QUEUE, QUEUE
from woningscan.services.errors import SignInRefusedError, TooManyTriesError

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.limits import Limit
    from woningscan.services.authentication.sessions import SignedIn
    from woningscan.services.authentication.sign_in_queue import SignInQueue
    from woningscan.services.resources import Resources

_LONGEST_PASSWORD = 128
_TOO_MANY = "Too many tries; wait a quarter of an hour."


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a password, and the code of an authenticator or a recovery code."""

    password: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be, as far as there is such an account, on which known device (id).

    `limits` are those that the try counts for, and `queue` is where whoever it is waits in turn.
    """

    account: AccountRecord | None
    device: str | None
    limits: tuple[Limit, ...]
    queue: SignInQueue


def sign_in(resources: Resources, browser: Browser, name: str, typed: Typed) -> SignedIn:
    """Begin a session.

    Raises:
        SignInBusyError: many others are signing in; this try was not counted.
        SignInRefusedError: name, password or code is wrong, or the account is disabled.
        TooManyTriesError: too many tries lately, from this browser or for this name.
    """
    with _claimed(resources, browser, name).queue.turn():
        claim = _counted(resources, browser, name)
        verdict = checked_password(resources, claim.account, typed.password)
        with resources.work.writing() as stored:
            account = _unchanged(stored, claim.account)
            road = _road(resources, stored, account, verdict, typed)
            if account is not None and road is not None:
                signed_in = sessions.begin(resources, stored, account, browser)
                limits.forgive(stored, claim.limits)
                event = signed_in.event(road)
                stored.audit.record(event, resources.clock.now())
                return signed_in
            _report_refusal(resources, stored, claim)
    raise SignInRefusedError("Name, password or code is not right.")


def _claimed(resources: Resources, browser: Browser, name: str) -> Claim:
    """Tell who may be meant; who has no try left is told so without taking a place of others.

    Raises:
        TooManyTriesError: one more would be too many.
    """
    with resources.work.reading() as stored:
        claim = _claim(stored, browser, name)
        if limits.are_spent(stored, resources.clock, claim.limits):
            raise TooManyTriesError(_TOO_MANY)
    return claim


def _counted(resources: Resources, browser: Browser, name: str) -> Claim:
    """Find who may be meant, and count the try."""
    with resources.work.writing() as stored:
        claim = _claim(stored, browser, name)
        within = limits.count(stored, resources.clock, claim.limits)
    if not within:
        raise TooManyTriesError(_TOO_MANY)
    return claim


def _claim(stored: Repositories, browser: Browser, name: str) -> Claim:
    account = stored.accounts.named(name) if is_name(name) else None
    device = stored.devices.find(account.id, browser.hash) if account else None
    usable = None if account is None or account.disabled else account
    if device is not None and device.revoked_at is None:
        own = limits.on_own_device(device.account, device.id)
        return Claim(usable, device.id, own, OWN_QUEUE)
    return Claim(usable, None, limits.of_stranger(browser, name), QUEUE)


def checked_password(resources: Resources, account: AccountRecord | None, password: str) -> Verdict:
    """Check a password; without an account, or one without a password, that takes as long."""
    has_none = account is None or account.password_hash is None
    if has_none or len(password) > _LONGEST_PASSWORD:
        return resources.passwords.verify_unknown_account(password[:_LONGEST_PASSWORD])
    assert account is not None  # noqa: S101 - told above, in a way that mypy does not follow
    return resources.passwords.verify(password, account.password_hash or "")


def _unchanged(stored: Repositories, account: AccountRecord | None) -> AccountRecord | None:
    """Find an account again, under a lock; none when its password changed while it was checked."""
    now = stored.accounts.find_and_lock(account.id if account else "")
    if now is None or account is None or now.disabled:
        return None
    return now if now.password_hash == account.password_hash else None


def _road(
    resources: Resources,
    stored: Repositories,
    account: AccountRecord | None,
    verdict: Verdict,
    typed: Typed,
) -> str | None:
    """Tell by which road somebody gets in, if at all; a code is used up, a hash made anew."""
    if account is None or verdict is Verdict.WRONG:
        return None
    road = used_code(resources, stored, account, typed.code)
    if road is not None and verdict is Verdict.OUTDATED:
        stored.accounts.set_password_hash(account.id, resources.passwords.hash(typed.password))
    return road


def used_code(
    resources: Resources, stored: Repositories, account: AccountRecord, code: str
) -> str | None:
    """Use up a code of the authenticator, or a recovery code; tell which road it was, if any."""
    typed = "".join(code.split())
    if recovery.is_code(typed):
        return recovery.use(resources, stored, account, typed)
    secret = stored.accounts.totp_secret(account.id)
    step = totp.matched_step(secret, typed, resources.clock.current()) if secret else None
    if step is None or not stored.accounts.use_totp_step(account.id, step):
        return None
    return "password"


def _report_refusal(resources: Resources, stored: Repositories, claim: Claim) -> None:
    """Write it down, also for a name that nobody has: both take as long."""
    event = Event(
        Action.SIGN_IN_REFUSED,
        account=claim.account.id if claim.account else None,
        subject=claim.device,
    )
    stored.audit.record(event, resources.clock.now())
