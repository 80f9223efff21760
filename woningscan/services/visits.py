"""Visits: planned by a coordinator, opened, closed and reopened by their adviser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role, State
from woningscan.persistence.audit import Action
from woningscan.services import saving
from woningscan.services.journals import read_on, read_whole
from woningscan.services.recording import recorded
from woningscan.services.rights import Right, require, viewer, visit_for
from woningscan.services.visit_lines import identified, line_of

if TYPE_CHECKING:
    from woningscan.domain.appointments import Appointment
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.route import Route
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.journal_cache import ReadJournal
    from woningscan.services.resources import Resources
    from woningscan.services.visit_lines import VisitLine


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that was opened. `late` are the ids of changes that came after it was closed."""

    id: str
    case_number: str
    state: State
    changed_late: bool
    appointment: Appointment
    inspection: Inspection
    route: Route
    late: frozenset[str]


def visits_of(resources: Resources, actor: Actor) -> tuple[VisitLine, ...]:
    """List the visits of an adviser, or all of them for a coordinator; with whose home it is.

    Showing a list is not opening a visit: findings stay sealed.
    """
    require(actor, Right.LIST_VISITS)
    return tuple(
        line_of(each)
        for each in identified(resources, lambda stored: _visits_of(resources, stored, actor))
    )


def _visits_of(
    resources: Resources, stored: Repositories, actor: Actor
) -> tuple[InspectionRecord, ...]:
    whose = viewer(actor, resources.clock)
    if actor.role is Role.COORDINATOR:
        return stored.inspections.all(whose)
    return stored.inspections.assigned_to(whose)


def open_visit(
    resources: Resources,
    actor: Actor,
    visit_id: str,
    purpose: str,
    right: Right = Right.OPEN_VISIT,
) -> OpenVisit:
    """Open a visit by a right: its whole chain is verified, and the opening is reported.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    with resources.work.writing() as stored:
        visit = visit_for(stored, actor, resources.clock, right, visit_id)
        _report_opening(resources, stored, actor, visit, purpose)
    return _opened(visit, read_whole(resources, visit))


def continue_visit(
    resources: Resources, actor: Actor, visit_id: str, right: Right = Right.OPEN_VISIT
) -> OpenVisit:
    """Go on in a visit by a right: only what was appended since is read and verified.

    The first time in a session counts as an opening and is reported.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, right, visit_id)
        was_opened = stored.audit.has_opened(actor.session, visit.id)
    if not was_opened:
        return open_visit(resources, actor, visit_id, "continued", right)
    return _opened(visit, read_on(resources, visit))


def _opened(visit: InspectionRecord, read: ReadJournal) -> OpenVisit:
    return OpenVisit(
        id=visit.id,
        case_number=visit.case_number,
        state=visit.state,
        changed_late=visit.changed_late,
        appointment=visit.appointment,
        inspection=read.inspection,
        route=read.route,
        late=read.late,
    )


def _report_opening(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    visit: InspectionRecord,
    purpose: str,
) -> None:
    event = actor.event(
        Action.VISIT_OPENED,
        reason=purpose,
        inspection=visit.id,
    )
    stored.audit.record(event, resources.clock.now())


def close_visit(resources: Resources, actor: Actor, visit_id: str) -> None:
    """Close a visit; open items may remain, disagreements may not.

    Raises:
        NotPossibleError: two devices disagree somewhere.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    change = recorded(resources.clock, actor, ("closed",), None)
    saving.save_changes(resources, actor, visit_id, [change.as_data()])


def reopen_visit(resources: Resources, actor: Actor, visit_id: str, reason: str) -> None:
    """Reopen a closed visit, with the reason; issued letters stay as they are.

    Raises:
        RefusedError: no reason was given.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    change = recorded(resources.clock, actor, ("reopened",), reason)
    saving.save_changes(resources, actor, visit_id, [change.as_data()])
