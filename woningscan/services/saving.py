"""Saving changes: the one way into a journal, for the tablet, the plain form and an import.

One transaction and one commit for everything that a save causes. The journal is not read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain.kinds import KINDS, MOST_CHANGES, ROOM_FOR_EVENTS
from woningscan.persistence.audit import Action
from woningscan.persistence.inspections import HeadMovedError
from woningscan.persistence.journals import Stamp
from woningscan.services import access
from woningscan.services.authentication import sessions
from woningscan.services.errors import NotPossibleError, OtherContentError
from woningscan.services.journals import open_keys, read_on
from woningscan.services.judging import (
    SETTLED,
    checked,
    course,
    received,
    too_many,
    up_to_settling,
)
from woningscan.services.rights import Right, locked_visit_for, visit_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woningscan.crypto.chain import Chain, ChainHead
    from woningscan.domain.changes import Change, Sent
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.journals import Known
    from woningscan.persistence.keyring import InspectionKeys
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.judging import Course
    from woningscan.services.resources import Resources

_REPORTED = {
    "closed": Action.VISIT_CLOSED,
    "handed-over": Action.VISIT_HANDED_OVER,
    "reopened": Action.VISIT_REOPENED,
    "cancelled": Action.VISIT_CANCELLED,
    "replanned": Action.VISIT_REPLANNED,
}


_SETTLING = {kind.name for kind in KINDS.values() if kind.leads_to in SETTLED}


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

    A change that is stored already is acknowledged again and does nothing else.

    Raises:
        RefusedError: at least one is malformed, unknown or over a limit.
        OtherContentError: an id is stored already with other content.
        NotFoundError: no such visit for this account.
        ForbiddenError: a kind that this account may not record now.
        NotPossibleError: they close the visit or hand it over, and devices disagree somewhere.
    """
    sent = received(raw)
    while True:
        decided_at = _fold_to_settle(resources, actor, visit_id, [each.change for each in sent])
        try:
            return _save(resources, actor, visit_id, sent, decided_at)
        except HeadMovedError:
            # Another device appended after the fold that let the visit close: look again.
            continue


def _fold_to_settle(
    resources: Resources, actor: Actor, visit_id: str, changes: Sequence[Change]
) -> ChainHead | None:
    """Fold the journal when the changes close the visit or hand it over, and give its head then.

    These alone look at the journal; every other save gives None here and reads nothing. What stands
    behind them comes late, so it does not count.
    """
    if all(change.kind not in _SETTLING for change in changes):
        return None
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.RECORD_CHANGES, visit_id)
        known = stored.journals.known(visit.id, [change.id for change in changes])
    new = {change.id: change for change in changes if change.id not in known}
    counted = up_to_settling(actor, visit.state, tuple(new.values()))
    if not counted:
        return None
    checked(changes, resources.questionnaire(visit.questionnaire), known)
    inspection = read_on(resources, visit).inspection
    closed = replace(inspection, journal=inspection.journal.with_changes(counted))
    if closed.conflicts:
        slots = (" ".join(conflict.slot) for conflict in closed.conflicts)
        raise NotPossibleError(tuple(f"Choose between the versions of {slot}." for slot in slots))
    return visit.chain


def _save(
    resources: Resources,
    actor: Actor,
    visit_id: str,
    sent: Sequence[Sent],
    decided_at: ChainHead | None,
) -> Receipt:
    """Do all that a save causes in one transaction, under the lock of the visit's row."""
    changes = [each.change for each in sent]
    with resources.work.writing() as stored:
        visit = locked_visit_for(stored, actor, resources.clock, Right.RECORD_CHANGES, visit_id)
        if decided_at is not None and visit.chain != decided_at:
            raise HeadMovedError(visit.id)
        keys = open_keys(resources, visit)
        known = stored.journals.known(visit.id, [change.id for change in changes])
        new = _new(sent, known, keys.chain())
        questionnaire = resources.questionnaire(visit.questionnaire)
        checked(changes, questionnaire, known)
        followed = course(actor, visit.state, new, questionnaire)
        if followed.settles and decided_at is None:
            # It was closed when this save looked whether it had to fold, and is reopened now.
            raise HeadMovedError(visit.id)
        append(stored, visit, keys, followed, stamp(resources, actor))
        sessions.note_use(resources, stored, actor)
        moved = [each.change for each in new if each.change.id in followed.moved]
        report(resources, stored, actor, visit, moved)
        if moved:
            access.follow(resources, stored, visit, followed.state)
    return _receipt(visit, changes, new, known)


def _receipt(
    visit: InspectionRecord,
    changes: Sequence[Change],
    new: Sequence[Sent],
    known: Mapping[str, Known],
) -> Receipt:
    numbers = {each.change.id: visit.chain.count + place for place, each in enumerate(new, 1)}
    numbers |= {change_id: stored_before.sequence for change_id, stored_before in known.items()}
    return Receipt(tuple(Accepted(change.id, numbers[change.id]) for change in changes))


def report(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    visit: InspectionRecord,
    moved: Sequence[Change],
) -> None:
    """Tell the audit log what moved the visit to another state."""
    for change in moved:
        if action := _REPORTED.get(change.kind):
            event = actor.event(
                action,
                inspection=visit.id,
                subject=change.id,
            )
            stored.audit.record(event, resources.clock.now())


def stamp(resources: Resources, actor: Actor) -> Stamp:
    """Give what the server adds to the changes that it receives."""
    return Stamp(actor.account, actor.device, resources.clock.now())


def append(
    stored: Repositories,
    visit: InspectionRecord,
    keys: InspectionKeys,
    followed: Course,
    stamped: Stamp,
) -> None:
    """Append judged changes inside a transaction that holds the visit's lock.

    The visit's row follows: its state, its day, and what it is found by.

    Raises:
        RefusedError: the journal would grow beyond its limit.
    """
    if not followed.entries:
        return
    count, added = visit.chain.count, len(followed.entries)
    ordinary = added - followed.events
    is_full = ordinary > 0 and count + ordinary > MOST_CHANGES
    if is_full or count + added > MOST_CHANGES + ROOM_FOR_EVENTS:
        raise too_many()
    head = stored.journals.append(visit.id, keys, visit.chain, followed.entries, stamped)
    after = replace(
        visit,
        chain=head,
        state=followed.state,
        changed_late=visit.changed_late or followed.is_late,
        appointment=followed.appointment_after(visit.appointment),
    )
    stored.inspections.advance(visit, after)
    if followed.searched:
        stored.search.add(visit.id, followed.searched)


def _new(sent: Sequence[Sent], known: Mapping[str, Known], chain: Chain) -> list[Sent]:
    """Give the changes that are not stored yet, each once.

    Raises:
        OtherContentError: an id stands for two contents, here or with what is stored.
    """
    new: dict[str, Sent] = {}
    clashing = []
    for each in sent:
        change_id = each.change.id
        if change_id in known:
            is_other = chain.digest(each.content) != known[change_id].digest
        else:
            is_other = new.setdefault(change_id, each).content != each.content
        if is_other:
            clashing.append(change_id)
    if clashing:
        raise OtherContentError(tuple(dict.fromkeys(clashing)))
    return list(new.values())
