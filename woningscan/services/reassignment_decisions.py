"""What the privacy officer decides: whether another adviser gets a visit, or several at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from woningscan.domain.appointments import WishKind
from woningscan.domain.rights import FINISHED, State
from woningscan.persistence.audit import Action
from woningscan.services.access import end_from_now
from woningscan.services.errors import NotFoundError, NotPossibleError, ServiceError
from woningscan.services.reassignments import refuse_who_cannot
from woningscan.services.rights import Right, locked_visit_for, require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woningscan.domain.appointments import Why
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.reassignments import ReassignmentRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


class Decision(StrEnum):
    """What the privacy officer may say."""

    CONFIRM = "confirm"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class WishedVisit:
    """A visit that somebody is to get, and who has it now. No name and no address of a home.

    `is_under_way` tells that it was begun, and that who has it may hold what is not sent yet.
    """

    case_number: str
    from_names: tuple[str, ...]
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What waits for one decision: one visit, or all of a batch. `leaver_name` is whose place."""

    id: str
    kind: WishKind
    to_name: str
    leaver_name: str | None
    reason: Why
    asker_name: str
    asked_at: str
    visits: tuple[WishedVisit, ...]


class ChangedHandsError(ServiceError):
    """Visits of a request are not whose they were when it was asked; nothing was written."""

    def __init__(self, case_numbers: Sequence[str]) -> None:
        """Keep the case numbers of the visits."""
        super().__init__(f"Changed hands meanwhile: {', '.join(case_numbers)}.")
        self.case_numbers = tuple(case_numbers)


def open_requests(resources: Resources, actor: Actor) -> tuple[OpenRequest, ...]:
    """Give what waits for the privacy officer, the oldest first.

    Raises:
        ForbiddenError: not a privacy officer.
    """
    require(actor, Right.READ_REASSIGNMENTS)
    with resources.work.reading() as stored:
        wishes = stored.reassignments.open()
        ids = [wish.inspection for wish in wishes]
        present = stored.inspections.advisers(ids, resources.clock.now())
        under_way = {
            visit.id for visit in stored.inspections.among(ids) if visit.state is State.VISITING
        }
    wished = {
        wish.id: WishedVisit(
            wish.case_number,
            tuple(adviser.name for adviser in present.get(wish.inspection, ())),
            wish.inspection in under_way,
        )
        for wish in wishes
    }
    # A batch was asked in one moment, but another request may have come in that same second.
    in_order = sorted(wishes, key=lambda wish: (wish.asked_at, wish.request))
    grouped = (tuple(group) for _, group in groupby(in_order, key=lambda wish: wish.request))
    return tuple(_request(group, wished) for group in grouped)


def _request(
    wishes: Sequence[ReassignmentRecord], wished: Mapping[str, WishedVisit]
) -> OpenRequest:
    first = wishes[0]
    return OpenRequest(
        id=first.request,
        kind=first.kind,
        to_name=first.adviser_name,
        leaver_name=first.leaver_name,
        reason=first.reason,
        asker_name=first.asker_name,
        asked_at=first.asked_at,
        visits=tuple(wished[wish.id] for wish in wishes),
    )


def decide_reassignment(
    resources: Resources, actor: Actor, request: str, decision: Decision
) -> None:
    """Confirm or decline a wish, or all of a batch at once; only then do visits change hands.

    Raises:
        ForbiddenError, ConfirmationNeededError: not a privacy officer, or not yet.
        NotFoundError: no such request, or the adviser cannot take it any more.
        NotPossibleError: it was decided otherwise already, or withdrawn.
        ChangedHandsError: a visit is no longer of the adviser whose place is taken.
    """
    require(actor, Right.DECIDE_REASSIGNMENT)
    is_confirmed, now = decision is Decision.CONFIRM, resources.clock.now()
    with resources.work.writing() as stored:
        visits = _locked(resources, stored, actor, request)
        wishes = stored.reassignments.of_request(request)
        if not all(wish.is_open for wish in wishes):
            if any(wish.confirmed is not is_confirmed for wish in wishes):
                raise NotPossibleError(("The request was decided or withdrawn already.",))
            return
        if is_confirmed:
            _give(resources, stored, wishes, visits)
        for wish in wishes:
            stored.reassignments.decide(wish.id, actor.account or "", now, confirmed=is_confirmed)
            event = actor.event(
                Action.REASSIGNMENT_DECIDED,
                reason=decision,
                inspection=wish.inspection,
                subject=wish.id,
            )
            stored.audit.record(event, now)


def _locked(
    resources: Resources, stored: Repositories, actor: Actor, request: str
) -> dict[str, InspectionRecord]:
    """Lock the visits of a request, always in the same order: two decisions follow each other."""
    ids = {wish.inspection for wish in stored.reassignments.of_request(request)}
    if not ids:
        raise NotFoundError("There is no such request.")
    right = Right.DECIDE_REASSIGNMENT
    return {
        each: locked_visit_for(stored, actor, resources.clock, right, each) for each in sorted(ids)
    }


def _give(
    resources: Resources,
    stored: Repositories,
    wishes: Sequence[ReassignmentRecord],
    visits: Mapping[str, InspectionRecord],
) -> None:
    now, changed = resources.clock.now(), []
    for wish in wishes:
        refuse_who_cannot(stored, wish.adviser)
        visit = visits[wish.inspection]
        if wish.from_adviser is not None:
            if not stored.inspections.take_off(visit.id, wish.from_adviser, now):
                changed.append(wish.case_number)
        elif wish.kind is WishKind.TAKE_OVER:
            stored.inspections.take_off_all(visit.id, now)
        # What is finished is given for a while: there is no work to do that could begin it anew.
        until = end_from_now(resources, stored, visit) if visit.state in FINISHED else None
        stored.inspections.join(visit.id, wish.adviser, now, until)
    if changed:
        raise ChangedHandsError(changed)
