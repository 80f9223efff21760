"""Who may do what, on which visit. This is the only place that says so.

Kinds of change have their own table (`domain.kinds`), which is asked here too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role
from woningscan.services.errors import ForbiddenError, NotFoundError

if TYPE_CHECKING:
    from woningscan.domain.kinds import Kind
    from woningscan.domain.rights import State
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.services.actors import Actor


class Right(StrEnum):
    """Something that an account may do."""

    LIST_VISITS = "list-visits"
    PLAN_VISIT = "plan-visit"
    SEARCH_VISITS = "search-visits"
    MOVE_VISIT = "move-visit"
    ASK_REASSIGNMENT = "ask-reassignment"
    DECIDE_REASSIGNMENT = "decide-reassignment"
    OPEN_VISIT = "open-visit"
    RECORD_CHANGES = "record-changes"
    MAKE_LETTER = "make-letter"
    EDIT_SETTINGS = "edit-settings"
    ACTIVATE_CONTENT = "activate-content"


_ROLES = {
    Right.LIST_VISITS: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.PLAN_VISIT: frozenset({Role.COORDINATOR}),
    Right.SEARCH_VISITS: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.MOVE_VISIT: frozenset({Role.COORDINATOR}),
    Right.ASK_REASSIGNMENT: frozenset({Role.COORDINATOR}),
    Right.DECIDE_REASSIGNMENT: frozenset({Role.PRIVACY_OFFICER}),
    Right.OPEN_VISIT: frozenset({Role.ADVISER}),
    Right.RECORD_CHANGES: frozenset({Role.ADVISER, Role.COORDINATOR}),
    Right.MAKE_LETTER: frozenset({Role.ADVISER}),
    Right.EDIT_SETTINGS: frozenset({Role.ADMINISTRATOR}),
    Right.ACTIVATE_CONTENT: frozenset({Role.ADMINISTRATOR}),
}
"""Where a role has a right on visits, it is on the visits assigned to the account."""

_ON_EVERY_VISIT = frozenset({Role.COORDINATOR, Role.PRIVACY_OFFICER})
"""Roles whose rights reach the visits of every adviser."""


def is_within_reach(actor: Actor, visit: InspectionRecord) -> bool:
    """Tell whether the rights of an account, whatever they are, reach this visit."""
    return visit.is_assigned or actor.role in _ON_EVERY_VISIT


def require(actor: Actor, right: Right) -> None:
    """See that a role has a right at all.

    Raises:
        ForbiddenError: it has not.
    """
    if actor.role not in _ROLES[right]:
        raise ForbiddenError(f"An account of role {actor.role} may not do this ({right}).")


def require_on(actor: Actor, right: Right, visit: InspectionRecord | None) -> InspectionRecord:
    """See that an account has a right on this visit, and give the visit.

    Raises:
        ForbiddenError: its role has not the right.
        NotFoundError: there is no such visit, or it is another adviser's.
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
