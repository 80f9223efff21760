"""Who may do what, on which visit. This is the only place that says so.

Kinds of change have their own table (`domain.kinds`), which is asked here too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role, State
from woningscan.persistence.inspections import Viewer
from woningscan.services.errors import (
    ConfirmationNeededError,
    ForbiddenError,
    NotFoundError,
)

if TYPE_CHECKING:
    from woningscan.domain.kinds import Kind
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.clock import Clock


class Right(StrEnum):
    """Something that an account may do."""

    LIST_VISITS = "list-visits"
    PLAN_VISIT = "plan-visit"
    SEARCH_VISITS = "search-visits"
    MOVE_VISIT = "move-visit"
    ASK_REASSIGNMENT = "ask-reassignment"
    READ_REASSIGNMENTS = "read-reassignments"
    DECIDE_REASSIGNMENT = "decide-reassignment"
    OPEN_VISIT = "open-visit"
    RECORD_CHANGES = "record-changes"
    MAKE_LETTER = "make-letter"
    READ_ASSESSMENT = "read-assessment"
    TAKE_ASSESSMENT = "take-assessment"
    EDIT_SETTINGS = "edit-settings"
    ACTIVATE_CONTENT = "activate-content"
    READ_BROWSER_REPORTS = "read-browser-reports"
    LIST_ACCOUNTS = "list-accounts"
    MANAGE_ACCOUNTS = "manage-accounts"
    LIST_INVITATIONS = "list-invitations"
    CONFIRM_INVITATION = "confirm-invitation"
    SEE_OWN_ACCOUNT = "see-own-account"
    CHANGE_OWN_FACTORS = "change-own-factors"


_EVERYBODY = frozenset(Role)
_ROLES = {
    Right.LIST_VISITS: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.PLAN_VISIT: frozenset({Role.COORDINATOR}),
    Right.SEARCH_VISITS: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.MOVE_VISIT: frozenset({Role.COORDINATOR}),
    Right.ASK_REASSIGNMENT: frozenset({Role.COORDINATOR}),
    Right.READ_REASSIGNMENTS: frozenset({Role.PRIVACY_OFFICER}),
    Right.DECIDE_REASSIGNMENT: frozenset({Role.PRIVACY_OFFICER}),
    Right.OPEN_VISIT: frozenset({Role.ADVISER}),
    Right.RECORD_CHANGES: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.MAKE_LETTER: frozenset({Role.ADVISER}),
    Right.READ_ASSESSMENT: frozenset({Role.REVIEWER}),
    Right.TAKE_ASSESSMENT: frozenset({Role.REVIEWER}),
    Right.EDIT_SETTINGS: frozenset({Role.ADMINISTRATOR}),
    Right.ACTIVATE_CONTENT: frozenset({Role.ADMINISTRATOR}),
    Right.READ_BROWSER_REPORTS: frozenset({Role.ADMINISTRATOR}),
    Right.LIST_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Right.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Right.LIST_INVITATIONS: frozenset({Role.PRIVACY_OFFICER}),
    Right.CONFIRM_INVITATION: frozenset({Role.PRIVACY_OFFICER}),
    Right.SEE_OWN_ACCOUNT: _EVERYBODY,
    Right.CHANGE_OWN_FACTORS: _EVERYBODY,
}
"""Where a role has a right on visits, it is on those that `is_within_reach` tells."""

_CONFIRMED = frozenset(
    {
        Right.MAKE_LETTER,
        Right.TAKE_ASSESSMENT,
        Right.DECIDE_REASSIGNMENT,
        Right.MANAGE_ACCOUNTS,
        Right.CONFIRM_INVITATION,
        Right.CHANGE_OWN_FACTORS,
    }
)
"""Rights for which somebody has to have shown lately who it is: what leaves the house, what gives
access, and what changes an account."""

_ON_EVERY_VISIT = frozenset({Role.COORDINATOR, Role.PRIVACY_OFFICER})
"""Roles whose rights reach the visits of every adviser."""

FOR_THE_REVIEWER = frozenset({State.HANDED_OVER, State.ISSUED})
"""States in which the reviewer's rights reach a visit, whoever's it is."""


def is_within_reach(actor: Actor, visit: InspectionRecord) -> bool:
    """Tell whether the rights of an account, whatever they are, reach this visit."""
    if actor.role is Role.REVIEWER:
        return visit.state in FOR_THE_REVIEWER
    if actor.role in _ON_EVERY_VISIT:
        return True
    return actor.role is Role.ADVISER and visit.is_assigned


def require(actor: Actor, right: Right) -> None:
    """See that an account has a right at all.

    Raises:
        ForbiddenError: its role has not, or it was only just invited and sets up its factors.
        ConfirmationNeededError: it has to show again who it is.
    """
    if actor.role not in _ROLES[right]:
        raise ForbiddenError(f"An account of role {actor.role} may not do this ({right}).")
    if actor.is_joining and right is not Right.CHANGE_OWN_FACTORS:
        raise ForbiddenError("Choose first how you will sign in.")
    if right in _CONFIRMED and not actor.is_confirmed:
        raise ConfirmationNeededError("Show first that it is you.")


def viewer(actor: Actor, clock: Clock) -> Viewer:
    """Give for whom visits are looked up, and when."""
    return Viewer(actor.account, clock.now())


def visit_for(
    stored: Repositories, actor: Actor, clock: Clock, right: Right, visit_id: str
) -> InspectionRecord:
    """Find a visit on which an account has a right: the one way from an id to a visit.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such visit, or it is not this account's.
    """
    return within_reach(actor, right, stored.inspections.find(visit_id, viewer(actor, clock)))


def locked_visit_for(
    stored: Repositories, actor: Actor, clock: Clock, right: Right, visit_id: str
) -> InspectionRecord:
    """Find a visit as `visit_for` does, and keep others from changing it meanwhile.

    Raises:
        ForbiddenError, ConfirmationNeededError, NotFoundError: as `visit_for`.
    """
    found = stored.inspections.find_and_lock(visit_id, viewer(actor, clock))
    return within_reach(actor, right, found)


def within_reach(actor: Actor, right: Right, visit: InspectionRecord | None) -> InspectionRecord:
    """See that an account has a right on a visit that was looked up for it, and give the visit.

    Raises:
        ForbiddenError, ConfirmationNeededError, NotFoundError: as `visit_for`.
    """
    require(actor, right)
    if visit is None or not is_within_reach(actor, visit):
        raise NotFoundError("There is no such visit for you.")
    return visit


def require_kind(actor: Actor, kind: Kind, state: State) -> None:
    """See that an account may record this kind of change while a visit is in this state.

    Raises:
        ForbiddenError: not this role, or not in this state.
    """
    if not kind.accepts(actor.role, state):
        raise ForbiddenError(
            f"A {actor.role} may not record {kind.name!r} while a visit is {state}."
        )
