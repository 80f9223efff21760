"""Showing again who it is (step-up), before something that leaves the house or gives access.

It is asked of a session that is open already, so a wrong try counts for the own devices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.crypto.passwords import Verdict
from woningscan.persistence.audit import Action
from woningscan.services.authentication import limits, passkeys, signing_in
from woningscan.services.authentication.passkeys import Purpose
from woningscan.services.authentication.sign_in_queue import OWN_QUEUE
from woningscan.services.errors import SignInRefusedError, TooManyTriesError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.crypto.passkeys import Site
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.limits import Limit
    from woningscan.services.authentication.signing_in import Typed
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Roads:
    """How the account that asks can show who it is."""

    by_passkey: bool
    by_password: bool


def roads(resources: Resources, actor: Actor) -> Roads:
    """Tell how the account that asks can show who it is."""
    with resources.work.reading() as stored:
        account = stored.accounts.find(actor.account or "")
        by_passkey = stored.passkeys.has_any(actor.account or "")
    return Roads(by_passkey, account is not None and account.password_hash is not None)


def confirm_with_passkey(
    resources: Resources, actor: Actor, browser: Browser, site: Site, answer: str
) -> None:
    """Let it count that somebody showed who it is, with a passkey of the own account.

    Raises:
        SignInRefusedError: the answer does not count, or the passkey is of another account.
        TooManyTriesError: the same, and there were too many such tries lately.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    asked = passkeys.of_session(Purpose.CONFIRM, actor)
    with resources.work.writing() as stored:
        shown = passkeys.account_shown(resources, stored, asked, site, answer)
        if shown is not None and shown.id == actor.account:
            _confirm(resources, stored, actor, "passkey")
            return
        _report_refusal(resources, stored, actor, "passkey")
        within = limits.count(stored, resources.clock, limits.of_address(browser))
    raise passkeys.refusal(within=within)


def confirm_with_password(resources: Resources, actor: Actor, typed: Typed) -> None:
    """Let it count that somebody showed who it is, with a password and a code.

    Raises:
        SignInBusyError: many others are signing in; this try was not counted.
        SignInRefusedError: password or code is wrong.
        TooManyTriesError: too many tries lately on the own devices.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    with OWN_QUEUE.turn():
        account = _counted(resources, actor)
        verdict = signing_in.checked_password(resources, account, typed.password)
        with resources.work.writing() as stored:
            is_right = account is not None and verdict is not Verdict.WRONG
            road = (
                signing_in.used_code(resources, stored, account, typed.code)
                if account is not None and is_right
                else None
            )
            if road is not None:
                limits.forgive(stored, _limits(actor))
                _confirm(resources, stored, actor, road)
                return
            _report_refusal(resources, stored, actor, "password")
    raise SignInRefusedError("Password or code is not right.")


def _counted(resources: Resources, actor: Actor) -> AccountRecord | None:
    """Count the try, and find the account again: what is known of it may be minutes old."""
    with resources.work.writing() as stored:
        within = limits.count(stored, resources.clock, _limits(actor))
        account = stored.accounts.find(actor.account or "")
    if not within:
        raise TooManyTriesError("Too many tries; wait a quarter of an hour.")
    return None if account is None or account.disabled else account


def _limits(actor: Actor) -> tuple[Limit, ...]:
    return limits.on_own_device(actor.account or "", actor.device)


def _confirm(resources: Resources, stored: Repositories, actor: Actor, road: str) -> None:
    now = resources.clock.now()
    stored.sessions.confirm(actor.session, now)
    stored.audit.record(actor.event(Action.CONFIRMED, reason=road), now)


def _report_refusal(resources: Resources, stored: Repositories, actor: Actor, road: str) -> None:
    event = actor.event(Action.CONFIRMATION_REFUSED, reason=road)
    stored.audit.record(event, resources.clock.now())
