"""What a coordinator does with a planned visit: move it, call it off, plan it again.

A coordinator sees when and where a visit is, and never what was found there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain.changes import Sent, canonical
from woningscan.domain.rights import State
from woningscan.persistence.audit import Action
from woningscan.persistence.inspections import HeadMovedError
from woningscan.services import saving
from woningscan.services.double_booking import Booking, refuse_double_booking
from woningscan.services.journals import open_keys, read_on
from woningscan.services.judging import checked, course
from woningscan.services.recording import recorded
from woningscan.services.rights import Right, locked_visit_for, visit_for
from woningscan.services.visit_lines import identified

if TYPE_CHECKING:
    from collections.abc import Collection

    from woningscan.domain.appointments import Appointment
    from woningscan.domain.changes import SlotKey, Value
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.services.actors import Actor
    from woningscan.services.judging import Course
    from woningscan.services.resources import Resources
    from woningscan.services.visit_lines import IdentifiedVisit


def appointment_of(resources: Resources, actor: Actor, visit_id: str) -> IdentifiedVisit:
    """Give when a visit is, by whom, and whose home it is.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.MOVE_VISIT, visit_id)
    return identified(resources, lambda _stored: (visit,))[0]


def move(
    resources: Resources,
    actor: Actor,
    visit_id: str,
    to: Appointment,
    accepted: Collection[str] = (),
) -> None:
    """Move a planned visit to another day or time; `accepted` are visits that may be close.

    Raises:
        DoubleBookingError: the adviser has another visit around then.
        NotFoundError, ForbiddenError: not for this account, or the visit is not planned any more.
    """
    _Making(resources, actor, to, accepted).make(visit_id)


def plan_again(
    resources: Resources,
    actor: Actor,
    visit_id: str,
    to: Appointment,
    accepted: Collection[str] = (),
) -> None:
    """Plan a visit that was called off, or where nobody was, once more.

    Raises:
        DoubleBookingError: the adviser has another visit around then.
        NotFoundError, ForbiddenError: not for this account, or the visit was not called off.
    """
    _Making(resources, actor, to, accepted, first=("replanned",)).make(visit_id)


def call_off(resources: Resources, actor: Actor, visit_id: str, reason: str) -> None:
    """Say that a visit does not go on, and why. Saying it twice is saying it once.

    Raises:
        RefusedError: no reason was given.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    _cancel(resources, actor, visit_id, {"cause": "cancelled", "reason": reason})


def tell_no_show(resources: Resources, actor: Actor, visit_id: str, note: str = "") -> None:
    """Say that nobody was there; the coordinator and the adviser may. A note is not needed.

    Raises:
        RefusedError: the note is too long.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    value: dict[str, Value] = {"cause": "no-show"}
    if note:
        value["reason"] = note
    _cancel(resources, actor, visit_id, value)


def _cancel(resources: Resources, actor: Actor, visit_id: str, value: Value) -> None:
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.RECORD_CHANGES, visit_id)
    if visit.state is not State.CANCELLED:
        change = recorded(resources.clock, actor, ("cancelled",), value)
        saving.save_changes(resources, actor, visit_id, [change.as_data()])


@dataclass(frozen=True, slots=True)
class _Making:
    """The making of an appointment, with what is recorded first."""

    resources: Resources
    actor: Actor
    to: Appointment
    accepted: Collection[str]
    first: SlotKey = ()

    def make(self, visit_id: str) -> None:
        """Check, then write; again when somebody recorded something in between."""
        clock = self.resources.clock
        while True:
            with self.resources.work.reading() as stored:
                visit = visit_for(stored, self.actor, clock, Right.MOVE_VISIT, visit_id)
                advisers = stored.inspections.advisers([visit_id], clock.now()).get(visit_id, ())
            if visit.state is State.PLANNED and visit.appointment == self.to:
                return
            sent = self._sent(visit)
            self._course(visit, sent)
            bookings = [Booking(each.account, visit.id, self.to) for each in advisers]
            refuse_double_booking(self.resources, bookings, self.accepted)
            try:
                self._write(visit, sent)
            except HeadMovedError:
                continue
            return

    def _sent(self, visit: InspectionRecord) -> tuple[Sent, ...]:
        """Give what is recorded. The new day names what it replaces: devices do not disagree.

        For that the journal is read; nothing of it is shown.
        """
        clock = self.resources.clock
        heads = read_on(self.resources, visit).inspection.journal.heads.get(("visit-dated",), ())
        dated = recorded(clock, self.actor, ("visit-dated",), self.to.day)
        changes = [replace(dated, replaces=tuple(sorted(head.id for head in heads)))]
        if self.first:
            changes.insert(0, recorded(clock, self.actor, self.first, None))
        checked(changes, self.resources.questionnaire(visit.questionnaire))
        return tuple(Sent(change, canonical(change).encode()) for change in changes)

    def _course(self, visit: InspectionRecord, sent: tuple[Sent, ...]) -> Course:
        questionnaire = self.resources.questionnaire(visit.questionnaire)
        return replace(course(self.actor, visit.state, sent, questionnaire), appointment=self.to)

    def _write(self, visit: InspectionRecord, sent: tuple[Sent, ...]) -> None:
        """Write the changes and the row in one transaction, if the journal is as it was read."""
        resources, actor = self.resources, self.actor
        with resources.work.writing() as stored:
            locked = locked_visit_for(stored, actor, resources.clock, Right.MOVE_VISIT, visit.id)
            if locked.chain != visit.chain:
                raise HeadMovedError(visit.id)
            followed, keys = self._course(locked, sent), open_keys(resources, locked)
            saving.append(stored, locked, keys, followed, saving.stamp(resources, actor))
            moved = [each.change for each in sent if each.change.id in followed.moved]
            saving.report(resources, stored, actor, locked, moved)
            event = actor.event(
                Action.VISIT_MOVED,
                inspection=visit.id,
                subject=sent[-1].change.id,
            )
            stored.audit.record(event, resources.clock.now())
