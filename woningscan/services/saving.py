"""Saving changes: the one way into a journal, for the tablet, the plain form and an import.

One transaction and one commit for everything that a save causes. The journal is not read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain import kinds
from woningscan.domain.changes import MalformedChangeError, canonical, parse
from woningscan.domain.kinds import KINDS, UnknownContentError
from woningscan.domain.rights import LATE_STATES, State
from woningscan.domain.values import BadValueError
from woningscan.persistence.audit import Action, Event
from woningscan.persistence.inspections import HeadMovedError
from woningscan.persistence.journals import Stamp
from woningscan.services.errors import Fault, NotPossibleError, OtherContentError, RefusedError
from woningscan.services.journals import open_keys, read_on
from woningscan.services.rights import Right, require_kind, require_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woningscan.crypto.chain import Chain, ChainHead
    from woningscan.domain.changes import Change
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.journals import Known
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

MOST_CHANGES = 20_000
MOST_PHOTOS = 300
"""The most changes and photos of one inspection."""

_REPORTED = {"closed": Action.VISIT_CLOSED, "reopened": Action.VISIT_REOPENED}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that is durable now, and its number in the journal."""

    id: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a save answers: every change it was given, also those that were stored before."""

    accepted: tuple[Accepted, ...]


def save_changes(
    resources: Resources, actor: Actor, visit_id: str, raw: Sequence[object]
) -> Receipt:
    """Store changes of one visit; when this returns they are durable.

    Raises:
        RefusedError: at least one is malformed, unknown or over a limit.
        OtherContentError: an id is stored already with other content.
        NotFoundError: no such visit for this account.
        ForbiddenError: a kind that this account may not record now.
        NotPossibleError: they close the visit, and devices disagree somewhere.
    """
    changes = parsed(raw)
    while True:
        decided_at = _fold_to_close(resources, actor, visit_id, changes)
        try:
            return _save(resources, actor, visit_id, changes, decided_at)
        except HeadMovedError:
            # Another device appended after the fold that let the visit close: look again.
            continue


def _fold_to_close(
    resources: Resources, actor: Actor, visit_id: str, changes: Sequence[Change]
) -> ChainHead | None:
    """Fold the journal when the changes close the visit, and give the head that it was read to.

    Closing alone looks at the journal; every other save gives None here and reads nothing.
    """
    if not any(
        KINDS[change.kind].leads_to is State.CLOSED for change in changes if change.kind in KINDS
    ):
        return None
    with resources.work.reading() as stored:
        found = stored.inspections.find(visit_id, actor.account)
    visit = require_on(actor, Right.OPEN_VISIT, found)
    inspection = read_on(resources, visit).inspection
    closing = replace(inspection, journal=inspection.journal.with_changes(changes))
    if closing.conflicts:
        raise NotPossibleError(
            tuple(
                f"Choose between the versions of {' '.join(each.slot)}."
                for each in closing.conflicts
            )
        )
    return visit.chain


def _save(
    resources: Resources,
    actor: Actor,
    visit_id: str,
    changes: Sequence[Change],
    decided_at: ChainHead | None,
) -> Receipt:
    """Do all that a save causes in one transaction, under the lock of the visit's row."""
    with resources.work.writing() as stored:
        found = stored.inspections.find_and_lock(visit_id, actor.account)
        visit = require_on(actor, Right.OPEN_VISIT, found)
        if decided_at is not None and visit.chain != decided_at:
            raise HeadMovedError(visit.id)
        checked(changes, resources.questionnaire(visit.questionnaire))
        for kind in {change.kind for change in changes}:
            require_kind(actor, KINDS[kind], visit)
        moved = replace(visit, state=state_after(visit.state, changes))
        stamp = stamped(resources, actor, visit.state)
        receipt = append(resources, stored, moved, changes, stamp)
        stored.sessions.touch(actor.device, resources.clock.now())
        _report(resources, stored, actor, visit, changes)
    return receipt


def _report(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    visit: InspectionRecord,
    changes: Iterable[Change],
) -> None:
    """Tell the audit log what moved the visit to another state."""
    for change in changes:
        if action := _REPORTED.get(change.kind):
            event = Event(
                action,
                account=actor.account,
                session=actor.device,
                request=actor.request,
                inspection=visit.id,
                subject=change.id,
            )
            stored.audit.record(event, resources.clock.now())


def stamped(resources: Resources, actor: Actor, state: State) -> Stamp:
    """Give what the server adds to changes that reach a visit in this state."""
    return Stamp(actor.account, actor.device, resources.clock.now(), late=state in LATE_STATES)


def append(
    resources: Resources,
    stored: Repositories,
    visit: InspectionRecord,
    changes: Sequence[Change],
    stamp: Stamp,
) -> Receipt:
    """Append checked changes inside a transaction that holds the visit's lock.

    `visit` is the record as the changes leave it, but for its chain.

    Raises:
        OtherContentError: an id is stored already with other content.
        RefusedError: the journal would grow beyond its limit.
    """
    keys = open_keys(resources, visit)
    known = stored.journals.known(visit.id, [change.id for change in changes])
    new = _new(changes, known, keys.chain())
    if visit.chain.count + len(new) > MOST_CHANGES:
        raise RefusedError((Fault(0, f"A visit holds at most {MOST_CHANGES} changes."),))
    if new:
        questionnaire = resources.questionnaire(visit.questionnaire)
        compartments = [(change, kinds.compartment(change, questionnaire)) for change in new]
        head = stored.journals.append(visit.id, keys, visit.chain, compartments, stamp)
        late = visit.changed_late or stamp.late
        stored.inspections.advance(visit, replace(visit, chain=head, changed_late=late))
    numbers = {change.id: visit.chain.count + place for place, change in enumerate(new, 1)}
    numbers |= {change_id: stored_before.sequence for change_id, stored_before in known.items()}
    return Receipt(tuple(Accepted(change.id, numbers[change.id]) for change in changes))


def parsed(raw: Iterable[object]) -> list[Change]:
    """Read changes as they travelled.

    Raises:
        RefusedError: with every malformed one.
    """
    changes, faults = [], []
    for index, data in enumerate(raw):
        try:
            changes.append(parse(data))
        except MalformedChangeError as error:
            faults.append(Fault(index, str(error)))
    if faults:
        raise RefusedError(tuple(faults))
    return changes


def checked(changes: Iterable[Change], questionnaire: Questionnaire) -> None:
    """Hold changes against the table of kinds and the questionnaire.

    Raises:
        RefusedError: with every one that does not fit.
    """
    faults = []
    for index, change in enumerate(changes):
        try:
            kinds.check(change, questionnaire)
        except (UnknownContentError, BadValueError) as error:
            faults.append(Fault(index, str(error)))
    if faults:
        raise RefusedError(tuple(faults))


def _new(changes: Sequence[Change], known: Mapping[str, Known], chain: Chain) -> list[Change]:
    """Give the changes that are not stored yet, each once.

    Raises:
        OtherContentError: an id stands for two contents, here or with what is stored.
    """
    new: dict[str, Change] = {}
    clashing = []
    for change in changes:
        if change.id in known:
            if chain.digest(canonical(change).encode()) != known[change.id].digest:
                clashing.append(change.id)
        elif canonical(new.setdefault(change.id, change)) != canonical(change):
            clashing.append(change.id)
    if clashing:
        raise OtherContentError(tuple(dict.fromkeys(clashing)))
    return list(new.values())


def state_after(state: State, changes: Iterable[Change]) -> State:
    """Give the state that accepted changes lead to: the first one begins a planned visit."""
    for change in changes:
        leads_to = KINDS[change.kind].leads_to
        if leads_to is not None:
            state = leads_to
        elif state is State.PLANNED:
            state = State.VISITING
    return state
