"""Judging changes: whether they are acceptable, and what they do to a visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain import kinds
from woningscan.domain.appointments import Appointment
from woningscan.domain.changes import MalformedChangeError, canonical, receive
from woningscan.domain.kinds import KINDS, MOST_CHANGES, UnknownContentError
from woningscan.domain.rights import LATE_STATES, Role, State
from woningscan.domain.searching import searched_lines
from woningscan.domain.shapes import BadValueError
from woningscan.persistence.journals import Entry
from woningscan.services.errors import Fault, RefusedError
from woningscan.services.rights import require_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from woningscan.domain.changes import Change, Sent
    from woningscan.domain.kinds import Kind
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.actors import Actor


SETTLED = frozenset({State.CLOSED, State.HANDED_OVER})
"""States that a visit comes into only while no two devices disagree."""


@dataclass(frozen=True, slots=True)
class Course:
    """What accepted changes do: how each is kept, and the state that they leave the visit in.

    `moved` gives, by the id of a change that moved the visit, the state that it led to. `events`
    counts the changes that are events, also those that moved nothing. `days` are the days that
    they state for the visit, and `searched` the lines of its identity that it is found by. An
    `appointment` is one that was made with its time.
    """

    entries: tuple[Entry, ...]
    state: State
    moved: Mapping[str, State] = field(default_factory=dict)
    events: int = 0
    days: tuple[str | None, ...] = ()
    searched: tuple[tuple[str, str], ...] = ()
    appointment: Appointment | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether one of them came after the visit was closed."""
        return any(entry.late for entry in self.entries)

    def appointment_after(self, before: Appointment) -> Appointment:
        """Give when the visit is, after these changes; a time belongs to its day."""
        if self.appointment is not None:
            return self.appointment
        if not self.days or self.days[-1] == before.day:
            return before
        return Appointment(self.days[-1])

    @property
    def settles(self) -> bool:
        """Tell whether one of them closed the visit or handed it over, whatever came after that."""
        return not SETTLED.isdisjoint(self.moved.values())


def received(raw: Sequence[object]) -> list[Sent]:
    """Read changes as they travelled.

    Raises:
        RefusedError: with every malformed one, or because they are too many.
    """
    if len(raw) > MOST_CHANGES:
        raise too_many()
    sent, faults = [], []
    for index, data in enumerate(raw):
        try:
            sent.append(receive(data))
        except MalformedChangeError as error:
            faults.append(Fault(index, str(error)))
    if faults:
        raise RefusedError(tuple(faults))
    return sent


def checked(
    changes: Iterable[Change], questionnaire: Questionnaire, stored: Collection[str] = ()
) -> None:
    """Hold changes against the table of kinds and the questionnaire.

    Those that are stored already were accepted once, by rules that may have become stricter.

    Raises:
        RefusedError: with every one that does not fit.
    """
    faults = []
    for index, change in enumerate(changes):
        try:
            if change.id not in stored:
                kinds.check(change, questionnaire)
        except (UnknownContentError, BadValueError) as error:
            faults.append(Fault(index, str(error)))
    if faults:
        raise RefusedError(tuple(faults))


def course(
    actor: Actor, state: State, sent: Sequence[Sent], questionnaire: Questionnaire
) -> Course:
    """Follow new changes one by one, each in the state that the one before it led to.

    So a tablet can send in one go what it recorded before closing, the closing, and what it
    recorded after opening again.

    Raises:
        ForbiddenError: a kind that this role may not record in the state it meets.
    """
    entries, moved, events = [], {}, 0
    for change, content in sent:
        kind = KINDS[change.kind]
        require_kind(actor, kind, state)
        is_late = state in LATE_STATES and not kind.is_event
        compartment = kinds.compartment(change, questionnaire)
        entries.append(Entry(change.id, content, compartment, late=is_late))
        events += kind.is_event
        after = _state_after(kind, state, actor)
        if after is not state:
            moved[change.id] = after
        state = after
    changes = [each.change for each in sent]
    searched = tuple(searched_lines(changes))
    return Course(tuple(entries), state, moved, events, _days(changes), searched)


def up_to_settling(actor: Actor, state: State, changes: Sequence[Change]) -> Sequence[Change]:
    """Give the changes up to the last one that closes a visit or hands it over; none if none does.

    A closing of a visit that is closed already closes nothing.
    """
    counted = 0
    for place, change in enumerate(changes, 1):
        kind = KINDS.get(change.kind)
        if kind is not None:
            after = _state_after(kind, state, actor)
            counted = place if after in SETTLED and after is not state else counted
            state = after
    return changes[:counted]


def beginning(changes: Sequence[Change], state: State, questionnaire: Questionnaire) -> Course:
    """Give the course of the changes that a visit comes into being with."""
    return Course(
        tuple(
            Entry(
                change.id,
                canonical(change).encode(),
                kinds.compartment(change, questionnaire),
                late=False,
            )
            for change in changes
        ),
        state,
        days=_days(changes),
        searched=tuple(searched_lines(changes)),
    )


def too_many() -> RefusedError:
    """Give the refusal of a journal, or of a request, that is too long."""
    return RefusedError((Fault(0, f"A visit holds at most {MOST_CHANGES} changes."),))


def _days(changes: Iterable[Change]) -> tuple[str | None, ...]:
    days = (change.value for change in changes if change.kind == "visit-dated")
    return tuple(day if isinstance(day, str) else None for day in days)


def _state_after(kind: Kind, state: State, actor: Actor) -> State:
    """Give the state that a change leads to. The adviser's first one begins a planned visit.

    Closing what was closed already, on another tablet, moves nothing: what was handed over or
    issued since stays so.
    """
    if kind.leads_to is State.CLOSED and state in LATE_STATES:
        return state
    if kind.leads_to is not None:
        return kind.leads_to
    if state is State.PLANNED and actor.role is Role.ADVISER:
        return State.VISITING
    return state
