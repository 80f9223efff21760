"""Giving a visit to another adviser: the coordinator asks, the privacy officer decides.

Two people, because whoever is given a visit can read where somebody lives and how the home is weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role, State
from woningscan.persistence.audit import Action
from woningscan.persistence.reassignments import NewWish, WishKind
from woningscan.services.errors import ForbiddenError, NotFoundError, NotPossibleError
from woningscan.services.rights import Right, locked_visit_for, require, visit_for

if TYPE_CHECKING:
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
class Wish:
    """A wish as who asked sees it; `confirmed` is None while it waits."""

    to_name: str
    asker_name: str
    asked_at: str
    decided_at: str | None
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish that waits for a decision. No name and no address of who is visited.

    `is_under_way` tells that the present adviser has begun, and may hold what is not sent yet.
    """

    id: str
    case_number: str
    from_names: tuple[str, ...]
    to_name: str
    reason: Why
    asker_name: str
    asked_at: str
    is_under_way: bool


def ask_reassignment(
    resources: Resources, actor: Actor, visit_id: str, adviser: str, reason: Why
) -> str:
    """Ask to give a visit to another adviser (account id), and give the id of the wish.

    Asking the same twice is asking it once.

    Raises:
        NotFoundError: no such visit, or no adviser who could take it.
        NotPossibleError: another wish waits, or the visit is this adviser's already.
        ForbiddenError: not a coordinator, or the visit was destroyed.
    """
    with resources.work.writing() as stored:
        visit = locked_visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, visit_id)
        if visit.state is State.SHREDDED:
            raise ForbiddenError("The visit was destroyed.")
        _refuse_who_cannot(stored, adviser)
        now = resources.clock.now()
        present = stored.inspections.advisers([visit.id], now).get(visit.id, ())
        if adviser in {each.account for each in present}:
            raise NotPossibleError(("The visit is for this adviser already.",))
        waiting = [wish for wish in stored.reassignments.of(visit.id) if wish.confirmed is None]
        if waiting:
            return _repeated(waiting[0], adviser, reason)
        wish = NewWish(
            resources.clock.new_id(),
            visit.id,
            WishKind.TAKE_OVER,
            adviser,
            reason,
            actor.account or "",
            now,
        )
        stored.reassignments.add(wish)
        asked = Action.REASSIGNMENT_ASKED
        event = actor.event(asked, reason=reason, inspection=visit.id, subject=wish.id)
        stored.audit.record(event, now)
    return wish.id


def reassignments_of(resources: Resources, actor: Actor, visit_id: str) -> tuple[Wish, ...]:
    """Give the wishes about one visit, the newest last.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, visit_id)
        wishes = stored.reassignments.of(visit.id)
    return tuple(
        Wish(wish.adviser_name, wish.asker_name, wish.asked_at, wish.decided_at, wish.confirmed)
        for wish in wishes
    )


def open_wishes(resources: Resources, actor: Actor) -> tuple[OpenWish, ...]:
    """Give the wishes that wait for the privacy officer, the oldest first.

    Raises:
        ForbiddenError: not a privacy officer.
    """
    require(actor, Right.DECIDE_REASSIGNMENT)
    with resources.work.reading() as stored:
        wishes = stored.reassignments.open()
        ids = [wish.inspection for wish in wishes]
        present = stored.inspections.advisers(ids, resources.clock.now())
        visits = {visit.id: visit for visit in stored.inspections.among(ids)}
    return tuple(
        OpenWish(
            id=wish.id,
            case_number=wish.case_number,
            from_names=tuple(adviser.name for adviser in present.get(wish.inspection, ())),
            to_name=wish.adviser_name,
            reason=wish.reason,
            asker_name=wish.asker_name,
            asked_at=wish.asked_at,
            is_under_way=visits[wish.inspection].state is State.VISITING,
        )
        for wish in wishes
    )


def decide_reassignment(
    resources: Resources, actor: Actor, wish_id: str, decision: Decision
) -> None:
    """Confirm or decline a wish; only when it is confirmed does the visit go to the other adviser.

    Raises:
        ForbiddenError: not a privacy officer.
        NotFoundError: no such wish.
        NotPossibleError: it was decided otherwise already, or the adviser cannot take it any more.
    """
    require(actor, Right.DECIDE_REASSIGNMENT)
    is_confirmed = decision is Decision.CONFIRM
    with resources.work.writing() as stored:
        visit = _locked(resources, stored, actor, wish_id)
        wish = _found(stored, wish_id)
        if wish.confirmed is not None:
            if wish.confirmed is not is_confirmed:
                raise NotPossibleError(("The request was decided already.",))
            return
        now = resources.clock.now()
        stored.reassignments.decide(wish_id, actor.account or "", now, confirmed=is_confirmed)
        if is_confirmed:
            _refuse_who_cannot(stored, wish.adviser)
            stored.inspections.reassign(visit.id, wish.adviser, now)
        stored.audit.record(
            actor.event(
                Action.REASSIGNMENT_DECIDED, reason=decision, inspection=visit.id, subject=wish_id
            ),
            now,
        )


def _locked(
    resources: Resources, stored: Repositories, actor: Actor, wish_id: str
) -> InspectionRecord:
    """Lock the visit that a wish is about: two decisions come one after the other."""
    visit_id = _found(stored, wish_id).inspection
    return locked_visit_for(stored, actor, resources.clock, Right.DECIDE_REASSIGNMENT, visit_id)


def _found(stored: Repositories, wish_id: str) -> ReassignmentRecord:
    wish = stored.reassignments.find(wish_id)
    if wish is None:
        raise NotFoundError("There is no such request.")
    return wish


def _repeated(waiting: ReassignmentRecord, adviser: str, reason: Why) -> str:
    if (waiting.adviser, waiting.reason) != (adviser, reason):
        raise NotPossibleError(("Another request for this visit waits for a decision.",))
    return waiting.id


def _refuse_who_cannot(stored: Repositories, adviser: str) -> None:
    able = (
        account.id
        for account in stored.accounts.all()
        if account.role is Role.ADVISER and not account.disabled
    )
    if adviser not in able:
        raise NotFoundError("There is no such adviser.")
