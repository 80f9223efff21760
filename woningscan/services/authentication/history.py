"""What happened with the own account: who signed in or tried to, and what was changed.

It is read from the audit log, which holds ids; a device is named as its owner calls it now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.persistence.audit import Action, Asked
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.persistence.audit import Line
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

PAGE = 20
"""Entries on a page."""

_DONE = frozenset(
    {
        Action.INVITATION_USED,
        Action.INVITATION_REFUSED,
        Action.SIGNED_IN,
        Action.SIGN_IN_REFUSED,
        Action.SIGNED_OUT,
        Action.CONFIRMATION_REFUSED,
        Action.PASSKEY_ADDED,
        Action.PASSKEY_RENAMED,
        Action.PASSKEY_REMOVED,
        Action.PASSWORD_CHANGED,
        Action.AUTHENTICATOR_CHANGED,
        Action.PASSWORD_ROAD_CLOSED,
        Action.RECOVERY_CODES_MADE,
        Action.RECOVERY_CODE_USED,
    }
)
"""What an account does, or somebody does in its name, and what is about itself alone."""

_UNDERGONE = frozenset(
    {
        Action.ACCOUNT_ADDED,
        Action.ACCOUNT_DISABLED,
        Action.ACCOUNT_RESET,
        Action.INVITATION_PROPOSED,
        Action.INVITATION_CONFIRMED,
        Action.INVITATION_DECLINED,
        Action.INVITATION_WITHDRAWN,
        Action.INVITATION_USED,
        Action.INVITATION_REFUSED,
        Action.SESSION_ENDED,
        Action.SESSIONS_ENDED,
        Action.DEVICE_ADDED,
        Action.DEVICE_REVOKED,
        Action.DEVICE_WIPED,
    }
)
"""What is done with an account or one of its devices, by whomever."""

TOLD = _DONE | _UNDERGONE

_STANDS_OUT = frozenset(
    {
        Action.ACCOUNT_RESET,
        Action.INVITATION_REFUSED,
        Action.SIGN_IN_REFUSED,
        Action.CONFIRMATION_REFUSED,
        Action.RECOVERY_CODE_USED,
        Action.DEVICE_ADDED,
    }
)
"""What somebody should look at twice: it is how a break-in would look (ASVS 5.0 6.3.5)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `road` is by what somebody signed in, or empty.

    `device` is what the own device is called on which it happened, or that it was about; None when
    it is not known, or not one's own. `is_by_other` tells that somebody else did it, and
    `is_elsewhere` that it was on a device that the account does not know.
    """

    at: str
    action: Action
    road: str
    device: str | None
    is_by_other: bool
    is_elsewhere: bool
    stands_out: bool


@dataclass(frozen=True, slots=True)
class History:
    """One page of entries, the newest first; `page` counts from 1 to `pages`."""

    entries: tuple[Entry, ...]
    page: int
    pages: int


def own_history(
    resources: Resources, actor: Actor, page: int = 1, on_a_page: int = PAGE
) -> History:
    """Give one page of what happened with the account that asks."""
    require(actor, Right.SEE_OWN_ACCOUNT)
    account = actor.account or ""
    with resources.work.reading() as stored:
        names = {each.id: each.name for each in stored.devices.of(account)}
        asked = Asked(account, _DONE, (account, *_subjects(stored, account), *names), _UNDERGONE)
        pages = max(1, -(-stored.audit.count(asked) // on_a_page))
        shown = min(max(page, 1), pages)
        lines = stored.audit.lines(asked, (shown - 1) * on_a_page, on_a_page)
        begun_on = _begun_on(stored, account, lines)
    entries = (_entry(line, account, names, begun_on) for line in lines)
    return History(tuple(entries), shown, pages)


def refused_since_last_time(resources: Resources, actor: Actor) -> int:
    """Give how many tries to sign in were refused since the time before this one."""
    require(actor, Right.SEE_OWN_ACCOUNT)
    with resources.work.reading() as stored:
        return stored.audit.refused_since_last_time(actor.account or "", actor.session)


def _subjects(stored: Repositories, account: str) -> Iterable[str]:
    return (each.id for each in stored.invitations.of(account))


def _begun_on(stored: Repositories, account: str, lines: Iterable[Line]) -> Mapping[str, str]:
    """Give the device of each session that the lines are of, as far as that is known."""
    sessions = {line.session for line in lines if line.session and line.account == account}
    running = {each.id: each.device for each in stored.sessions.of(account)}
    return running | stored.audit.devices_of(account, sessions)


def _entry(
    line: Line, account: str, names: Mapping[str, str], begun_on: Mapping[str, str]
) -> Entry:
    told = (line.subject, line.reason, begun_on.get(line.session or ""))
    device = next((names[each] for each in told if each is not None and each in names), None)
    return Entry(
        at=line.at,
        action=line.action,
        road=line.reason if line.action is Action.SIGNED_IN else "",
        device=device,
        is_by_other=line.account != account,
        is_elsewhere=line.action is Action.SIGN_IN_REFUSED and device is None,
        stands_out=line.action in _STANDS_OUT,
    )
