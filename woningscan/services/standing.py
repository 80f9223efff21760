"""A visit as it stood when it was looked at, and appending to it if nothing came in between.

For what has to read the journal before it writes: look, decide, then append in a transaction that
refuses when the head has moved, and look again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain.changes import Sent, canonical
from woningscan.persistence.inspections import HeadMovedError
from woningscan.services import saving
from woningscan.services.authentication import sessions
from woningscan.services.journals import open_keys, read_on
from woningscan.services.judging import course
from woningscan.services.recording import recorded
from woningscan.services.rights import Right, locked_visit_for, visit_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.keyring import InspectionKeys
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Stand:
    """A visit with its keys opened and its journal read; what follows from it holds to its head."""

    visit: InspectionRecord
    keys: InspectionKeys
    inspection: Inspection


def find(resources: Resources, actor: Actor, visit_id: str) -> InspectionRecord:
    """Find a visit that this account may open.

    Raises:
        NotFoundError, ForbiddenError: it may not.
    """
    with resources.work.reading() as stored:
        return visit_for(stored, actor, resources.clock, Right.OPEN_VISIT, visit_id)


def look(resources: Resources, actor: Actor, visit_id: str) -> Stand:
    """Look at a visit as it stands now.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = find(resources, actor, visit_id)
    return Stand(visit, open_keys(resources, visit), read_on(resources, visit).inspection)


def append(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    stand: Stand,
    changes: Sequence[Sent],
) -> None:
    """Lock the visit and append changes to it, inside a transaction.

    Raises:
        HeadMovedError: something was recorded since it was looked at; nothing is written.
        NotFoundError, ForbiddenError: not for this account, or not now.
        RefusedError: the journal would grow beyond its limit.
    """
    visit = locked_visit_for(stored, actor, resources.clock, Right.RECORD_CHANGES, stand.visit.id)
    if visit.chain != stand.visit.chain:
        raise HeadMovedError(visit.id)
    followed = course(actor, visit.state, changes, stand.inspection.questionnaire)
    saving.append(stored, visit, stand.keys, followed, saving.stamp(resources, actor))
    sessions.note_use(resources, stored, actor)


def sent(
    resources: Resources,
    actor: Actor,
    slot: tuple[str, ...],
    value: Value,
    **parts: str | tuple[str, ...],
) -> Sent:
    """Make a change of now as if it had been sent; `parts` are its id, or what it replaces."""
    made = replace(recorded(resources.clock, actor, slot, value), **parts)  # type: ignore[arg-type]
    return Sent(made, canonical(made).encode())
