"""Signing in: a password and a time-based code; sessions are rows, the browser holds a token."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.crypto import totp
from woningscan.crypto.passwords import Verdict
from woningscan.crypto.tokens import new_token, token_hash
from woningscan.domain.rights import Role
from woningscan.persistence.audit import Action, Event
from woningscan.services.accounts import is_name
from woningscan.services.actors import Actor, actor_in_session
from woningscan.services.errors import SignInRefusedError, TooManyTriesError
from woningscan.services.sign_in_queue import QUEUE

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord, SessionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.resources import Resources

MOST_TRIES = 10
TRIES_SPAN = timedelta(minutes=15)
ABSOLUTE_LIMIT = timedelta(hours=8)
IDLE_LIMIT = timedelta(minutes=30)
IDLE_LIMIT_OF_ADMINISTRATOR = timedelta(minutes=15)
TOUCH_AFTER = timedelta(minutes=1)
_LONGEST_PASSWORD = 128
_REFUSED = "Name, password or code is not right."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the browser, and who it is."""

    token: str = field(repr=False)
    actor: Actor


def sign_in(resources: Resources, name: str, password: str, code: str) -> SignedIn:
    """Begin a session.

    Counting a try comes before checking it, in a transaction of its own, so that neither a crash
    nor parallel tries are free. An unknown name costs as much time as a known one.

    Raises:
        SignInBusyError: many others are signing in; this try was not counted.
        SignInRefusedError: name, password or code is wrong, or the account is disabled.
        TooManyTriesError: too many tries for this account lately.
    """
    with QUEUE.turn():
        return _sign_in(resources, name, password, code)


def _sign_in(resources: Resources, name: str, password: str, code: str) -> SignedIn:
    account = _counted(resources, name)
    if account is None or len(password) > _LONGEST_PASSWORD:
        resources.passwords.verify_unknown_account(password[:_LONGEST_PASSWORD])
        raise SignInRefusedError(_REFUSED)
    verdict = resources.passwords.verify(password, account.password_hash)
    renewed = resources.passwords.hash(password) if verdict is Verdict.OUTDATED else None
    token, device = new_token(), resources.clock.new_id()
    with resources.work.writing() as stored:
        accepted = verdict is not Verdict.WRONG and _code_is_right(resources, stored, account, code)
        if accepted:
            if renewed is not None:
                stored.accounts.set_password_hash(account.id, renewed)
            now = resources.clock.now()
            stored.sessions.add(token_hash(token), account.id, device, now)
        action = Action.SIGNED_IN if accepted else Action.SIGN_IN_REFUSED
        event = Event(action, account=account.id, session=device if accepted else None)
        stored.audit.record(event, resources.clock.now())
    if not accepted:
        raise SignInRefusedError(_REFUSED)
    return SignedIn(token, actor_in_session(account, device))


def _counted(resources: Resources, name: str) -> AccountRecord | None:
    """Find an account that may try, and count the try."""
    if not is_name(name):
        return None
    with resources.work.writing() as stored:
        account = stored.accounts.named(name)
        if account is None or account.disabled:
            return None
        since = resources.clock.ago(TRIES_SPAN)
        within = stored.accounts.count_try(account.id, since, MOST_TRIES, resources.clock.now())
    if not within:
        raise TooManyTriesError("Too many tries; wait a quarter of an hour.")
    return account


def _code_is_right(
    resources: Resources, stored: Repositories, account: AccountRecord, code: str
) -> bool:
    """Check the second factor and use up its time step, so that a code works once."""
    secret = stored.accounts.totp_secret(account.id)
    step = totp.matched_step(secret, code.replace(" ", ""), resources.clock.current())
    return step is not None and stored.accounts.use_totp_step(account.id, step)


def actor_of(resources: Resources, token: str) -> Actor | None:
    """Give who a session's token stands for; None when it is unknown or has expired.

    That the session is in use is noted at most once a minute.
    """
    actor = actor_about_to_save(resources, token)
    if actor is not None and is_to_be_noted(resources, actor):
        with resources.work.writing() as stored:
            stored.sessions.touch(actor.device, resources.clock.now())
    return actor


def actor_about_to_save(resources: Resources, token: str) -> Actor | None:
    """Give who a session's token stands for, without noting that the session is in use.

    Saving notes it in its own transaction, so that a save is one commit.
    """
    session = _session(resources, token)
    if session is None:
        return None
    return actor_in_session(session.account, session.device, session.last_seen)


def is_to_be_noted(resources: Resources, actor: Actor) -> bool:
    """Tell whether it is so long ago that a session was noted to be in use."""
    return actor.seen_at is None or actor.seen_at < resources.clock.ago(TOUCH_AFTER)


def _session(resources: Resources, token: str) -> SessionRecord | None:
    with resources.work.reading() as stored:
        session = stored.sessions.find(token_hash(token))
    if session is None or session.account.disabled or _has_expired(resources, session):
        return None
    return session


def _has_expired(resources: Resources, session: SessionRecord) -> bool:
    is_administrator = session.account.role is Role.ADMINISTRATOR
    idle = IDLE_LIMIT_OF_ADMINISTRATOR if is_administrator else IDLE_LIMIT
    return session.last_seen < resources.clock.ago(idle) or session.created_at < (
        resources.clock.ago(ABSOLUTE_LIMIT)
    )


def sign_out(resources: Resources, token: str) -> None:
    """End a session; an unknown token is no error."""
    with resources.work.writing() as stored:
        session = stored.sessions.find(token_hash(token))
        if session is None:
            return
        stored.sessions.remove(token_hash(token))
        event = Event(Action.SIGNED_OUT, account=session.account.id, session=session.device)
        stored.audit.record(event, resources.clock.now())
