"""The day of an adviser who cannot come: all open visits of it go to one other, as one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.appointments import WishKind
from woningscan.persistence.inspections import Viewer
from woningscan.persistence.reassignments import NewWish
from woningscan.services.double_booking import Booking, refuse_double_booking
from woningscan.services.errors import NotPossibleError
from woningscan.services.reassignments import add_wish, refuse_who_cannot
from woningscan.services.rights import Right, locked_visit_for, require
from woningscan.services.visit_lines import identified, line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.domain.appointments import Why
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.reassignments import ReassignmentRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.visit_lines import VisitLine


@dataclass(frozen=True, slots=True)
class DayWish:
    """Whose day (account id) goes to whom, and why; `accepted` are visits that may be close."""

    adviser: str
    day: str
    to: str
    reason: Why
    accepted: frozenset[str] = frozenset()


def visits_on(resources: Resources, actor: Actor, adviser: str, day: str) -> tuple[VisitLine, ...]:
    """Give what an adviser (account id) still has to do on a day.

    Raises:
        ForbiddenError: not a coordinator.
    """
    require(actor, Right.ASK_REASSIGNMENT)
    whose = Viewer(adviser, resources.clock.now())
    found = identified(resources, lambda stored: stored.inspections.on_day(whose, day))
    return tuple(line_of(visit) for visit in found)


def ask_for_day(resources: Resources, actor: Actor, wish: DayWish) -> str:
    """Ask to give all open visits of an adviser on a day to another, and give the id of the batch.

    Only this adviser's place is taken; who comes along stays. Asking the same twice is asking it
    once.

    Raises:
        NotFoundError: no adviser who could take them.
        NotPossibleError: there are no such visits, another request for one waits, or both are one.
        DoubleBookingError: the other adviser has visits around then; nothing was written.
        ForbiddenError: not a coordinator.
    """
    require(actor, Right.ASK_REASSIGNMENT)
    if wish.to == wish.adviser:
        raise NotPossibleError(("The visits are this adviser's already.",))
    bookings = [
        Booking(wish.to, visit.id, visit.appointment)
        for visit in visits_on(resources, actor, wish.adviser, wish.day)
        if wish.to not in {each.account for each in visit.advisers}
    ]
    refuse_double_booking(resources, bookings, wish.accepted)
    with resources.work.writing() as stored:
        refuse_who_cannot(stored, wish.to)
        visits = _locked(resources, stored, actor, wish)
        waiting = stored.reassignments.open_of([visit.id for visit in visits])
        _refuse_others(waiting, wish)
        asked = {each.inspection for each in waiting}
        new = [visit for visit in visits if visit.id not in asked]
        if not new and waiting:
            return waiting[0].request
        return _asked(resources, stored, actor, wish, new)


def _locked(
    resources: Resources, stored: Repositories, actor: Actor, wish: DayWish
) -> tuple[InspectionRecord, ...]:
    """Lock the visits of the day, always in the same order, and give those that still are.

    Raises:
        NotPossibleError: there are none.
    """
    whose = Viewer(wish.adviser, resources.clock.now())
    ids = {visit.id for visit in stored.inspections.on_day(whose, wish.day)}
    for each in sorted(ids):
        locked_visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, each)
    still = stored.inspections.on_day(whose, wish.day)
    if not still:
        raise NotPossibleError(("The adviser has no visits to do on that day.",))
    return tuple(visit for visit in still if visit.id in ids)


def _refuse_others(waiting: Sequence[ReassignmentRecord], wish: DayWish) -> None:
    wanted = (wish.adviser, wish.to, wish.reason)
    others = [
        each.case_number
        for each in waiting
        if (each.from_adviser, each.adviser, each.reason) != wanted
    ]
    if others:
        raise NotPossibleError(tuple(f"Another request for {each} waits." for each in others))


def _asked(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    wish: DayWish,
    visits: Sequence[InspectionRecord],
) -> str:
    batch, now = resources.clock.new_id(), resources.clock.now()
    for visit in visits:
        new = NewWish(
            id=resources.clock.new_id(),
            inspection=visit.id,
            kind=WishKind.TAKE_OVER,
            adviser=wish.to,
            reason=wish.reason,
            asked_by=actor.account or "",
            asked_at=now,
            batch=batch,
            from_adviser=wish.adviser,
        )
        add_wish(stored, actor, new)
    return batch
