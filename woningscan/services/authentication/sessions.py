"""Sessions: begun when somebody signs in, looked up at every request, ended by whoever they are of.

A session is a row; the browser holds a random token of which only the hash is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.crypto.tokens import new_token, token_hash
from woningscan.domain.rights import Role
from woningscan.persistence.audit import Action, Event
from woningscan.persistence.devices import DeviceRecord
from woningscan.persistence.sessions import NewSession
from woningscan.services.actors import Actor
from woningscan.services.errors import NotFoundError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.sessions import SessionLine, SessionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.resources import Resources

ABSOLUTE_LIMIT = timedelta(hours=8)
IDLE_LIMIT = timedelta(minutes=30)
IDLE_LIMIT_OF_ADMINISTRATOR = timedelta(minutes=15)
LIMIT_OF_JOINING = timedelta(minutes=30)
CONFIRMED_FOR = timedelta(minutes=10)
"""How long it counts that somebody showed with two factors who it is."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the browser, and who it is."""

    token: str = field(repr=False)
    actor: Actor

    def event(self, road: str) -> Event:
        """Give what the audit log is told: by which road, and on which device.

        The device is told here for ever: a session's own row goes when the session ends.
        """
        return self.actor.event(Action.SIGNED_IN, reason=road, subject=self.actor.device)


def begin(
    resources: Resources,
    stored: Repositories,
    account: AccountRecord,
    browser: Browser,
    *,
    is_joining: bool = False,
) -> SignedIn:
    """Begin a session inside a transaction; a browser that is new to the account becomes a device.

    That somebody signed in is for the caller to report, who knows by which road.
    """
    now = resources.clock.now()
    device = _device(resources, stored, account, browser)
    token, session = new_token(), resources.clock.new_id()
    stored.sessions.add(
        NewSession(token_hash(token), session, account.id, device.id, now, is_joining)
    )
    actor = Actor(
        account.id,
        account.name,
        account.display_name,
        account.role,
        session=session,
        device=device.id,
        seen_at=now,
        is_confirmed=True,
        is_joining=is_joining,
    )
    return SignedIn(token, actor)


def _device(
    resources: Resources, stored: Repositories, account: AccountRecord, browser: Browser
) -> DeviceRecord:
    now = resources.clock.now()
    known = stored.devices.find(account.id, browser.hash)
    if known is not None:
        stored.devices.touch(known.id, now)
        return known
    device = DeviceRecord(
        id=resources.clock.new_id(),
        account=account.id,
        browser_hash=browser.hash,
        name=browser.name,
        created_at=now,
        last_seen=now,
    )
    stored.devices.add(device)
    event = Event(Action.DEVICE_ADDED, account=account.id, subject=device.id)
    stored.audit.record(event, now)
    return device


def actor_of(resources: Resources, token: str) -> Actor | None:
    """Give who a session's token stands for; None when it is unknown or has expired.

    That the session is in use is noted at most once a minute.
    """
    actor = actor_about_to_save(resources, token)
    if actor is not None and actor.is_to_be_noted(resources.clock):
        with resources.work.writing() as stored:
            note_use(resources, stored, actor)
    return actor


def actor_about_to_save(resources: Resources, token: str) -> Actor | None:
    """Give who a session's token stands for, without noting that the session is in use.

    Saving notes it in its own transaction, so that a save is one commit.
    """
    with resources.work.reading() as stored:
        session = stored.sessions.find(token_hash(token))
    if session is None or session.account.disabled or _has_expired(resources, session):
        return None
    account = session.account
    is_confirmed = session.confirmed_at >= resources.clock.ago(CONFIRMED_FOR)
    return Actor(
        account.id,
        account.name,
        account.display_name,
        account.role,
        session=session.id,
        device=session.device,
        seen_at=session.last_seen,
        is_confirmed=is_confirmed or session.is_joining,
        is_joining=session.is_joining,
    )


def note_use(resources: Resources, stored: Repositories, actor: Actor) -> None:
    """Note, at most once a minute, that a session and its device are in use."""
    if actor.is_to_be_noted(resources.clock):
        now = resources.clock.now()
        stored.sessions.touch(actor.session, now)
        stored.devices.touch(actor.device, now)


def _has_expired(resources: Resources, session: SessionRecord) -> bool:
    is_administrator = session.account.role is Role.ADMINISTRATOR
    idle = IDLE_LIMIT_OF_ADMINISTRATOR if is_administrator else IDLE_LIMIT
    longest = LIMIT_OF_JOINING if session.is_joining else ABSOLUTE_LIMIT
    clock = resources.clock
    return session.last_seen < clock.ago(idle) or session.created_at < clock.ago(longest)


def sign_out(resources: Resources, token: str) -> None:
    """End a session; an unknown token is no error."""
    with resources.work.writing() as stored:
        session = stored.sessions.find(token_hash(token))
        if session is None:
            return
        stored.sessions.remove(token_hash(token))
        event = Event(Action.SIGNED_OUT, account=session.account.id, session=session.id)
        stored.audit.record(event, resources.clock.now())


def own_sessions(resources: Resources, actor: Actor) -> tuple[SessionLine, ...]:
    """Give the sessions of the account that asks, as far as they still count."""
    require(actor, Right.SEE_OWN_ACCOUNT)
    with resources.work.reading() as stored:
        lines = stored.sessions.of(actor.account or "")
    since = resources.clock.ago(ABSOLUTE_LIMIT)
    return tuple(line for line in lines if line.created_at >= since)


def end_own_session(resources: Resources, actor: Actor, session: str) -> None:
    """End one of the own sessions.

    Raises:
        NotFoundError: it is not one of them, or it has ended.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    with resources.work.writing() as stored:
        if not stored.sessions.remove_one(actor.account or "", session):
            raise NotFoundError("There is no such session.")
        event = actor.event(Action.SESSION_ENDED, subject=actor.account)
        stored.audit.record(event, resources.clock.now())


def end_own_other_sessions(resources: Resources, actor: Actor) -> int:
    """End all of the own sessions but the one that asks; give how many."""
    require(actor, Right.SEE_OWN_ACCOUNT)
    with resources.work.writing() as stored:
        return end_others(resources, stored, actor)


def end_others(resources: Resources, stored: Repositories, actor: Actor) -> int:
    """End, inside a transaction, all sessions of an account but the one that asks."""
    ended = stored.sessions.remove_of(actor.account or "", but=actor.session)
    if ended:
        event = actor.event(Action.SESSIONS_ENDED, subject=actor.account)
        stored.audit.record(event, resources.clock.now())
    return ended
