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
from woningscan.services.authentication.sign_in_queue import QUEUE
from woningscan.services.errors import SignInRefusedError, TooManyTriesError

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.devices import DeviceRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.sessions import SignedIn
    from woningscan.services.resources import Resources

_LONGEST_PASSWORD = 128


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a password, and the code of an authenticator or a recovery code."""

    password: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be, as far as there is such an account, and what the try counted for."""

    account: AccountRecord | None
    device: DeviceRecord | None
    counted: limits.Subject


def sign_in(resources: Resources, browser: Browser, name: str, typed: Typed) -> SignedIn:
    """Begin a session.

    Raises:
        SignInBusyError: many others are signing in; this try was not counted.
        SignInRefusedError: name, password or code is wrong, or the account is disabled.
        TooManyTriesError: too many tries lately, from this browser or for this name.
    """
    with QUEUE.turn():
        claim = _counted(resources, browser, name)
        verdict = checked_password(resources, claim.account, typed.password)
        with resources.work.writing() as stored:
            account = _unchanged(stored, claim.account)
            road = _road(resources, stored, account, verdict, typed)
            if account is not None and road is not None:
                signed_in = sessions.begin(resources, stored, account, browser)
                stored.tries.forget(claim.counted)
                event = signed_in.event(road)
                stored.audit.record(event, resources.clock.now())
                return signed_in
            _report_refusal(resources, stored, claim)
    raise SignInRefusedError("Name, password or code is not right.")


def _counted(resources: Resources, browser: Browser, name: str) -> Claim:
    """Find who may be meant, and count the try."""
    with resources.work.writing() as stored:
        account = stored.accounts.named(name) if is_name(name) else None
        device = stored.devices.find(account.id, browser.hash) if account else None
        if device is not None and device.revoked_at is None:
            counted = limits.of_own_devices(device.account)
            within = limits.count_on_own_devices(stored, resources.clock, device.account)
        else:
            counted = limits.of_name(name)
            within = limits.count_of_stranger(stored, resources.clock, name, browser)
    if not within:
        raise TooManyTriesError("Too many tries; wait a quarter of an hour.")
    return Claim(None if account is None or account.disabled else account, device, counted)


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
        subject=claim.device.id if claim.device else None,
    )
    stored.audit.record(event, resources.clock.now())
