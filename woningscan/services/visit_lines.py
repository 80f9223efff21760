"""Visits as they stand in a list, and what is opened for it: whose home it is, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.crypto.envelope import UnsealableError
from woningscan.domain.cancelling import last_cancellation
from woningscan.domain.journal import EMPTY, fold
from woningscan.domain.rights import State
from woningscan.persistence.journals import open_identity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from woningscan.crypto.keys import DataKey
    from woningscan.domain.appointments import Appointment
    from woningscan.domain.cancelling import Cancellation
    from woningscan.domain.journal import Journal
    from woningscan.persistence.inspections import Assigned, InspectionRecord
    from woningscan.persistence.journals import AnyRow
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as it stands in a list. `cause` says of a cancelled one which of `CANCELLATIONS`."""

    id: str
    case_number: str
    state: State
    appointment: Appointment
    holder_name: str | None
    address: str | None
    town: str | None
    advisers: tuple[Assigned, ...]
    cause: str | None


@dataclass(frozen=True, slots=True)
class IdentifiedVisit:
    """A visit with its advisers and the part of its journal that says whose home it is."""

    record: InspectionRecord
    advisers: tuple[Assigned, ...]
    identity: Journal
    cancellation: Cancellation | None

    def line(self, name: str) -> str | None:
        """Give a line of the identity, such as `holder-name`."""
        value = self.identity.value("identity-stated", name)
        return value if isinstance(value, str) else None

    def lines(self, name: str) -> tuple[str, ...]:
        """Give every side of a line of the identity, should devices disagree."""
        values = self.identity.values("identity-stated", name)
        return tuple(value for value in values if isinstance(value, str))


def identified(
    resources: Resources, find: Callable[[Repositories], Sequence[InspectionRecord]]
) -> tuple[IdentifiedVisit, ...]:
    """Open whose homes these are; findings stay sealed. Showing a list is not opening a visit.

    One visit that was destroyed or damaged does not spoil the list.
    """
    with resources.work.reading() as stored:
        visits = find(stored)
        ids = [visit.id for visit in visits]
        advisers = stored.inspections.advisers(ids, resources.clock.now())
        rows = stored.journals.identity_rows(ids)
    keys = resources.keyring.open_identities({visit.id: visit.keys for visit in visits})
    return tuple(
        _opened(visit, advisers.get(visit.id, ()), rows.get(visit.id, ()), keys.get(visit.id))
        for visit in visits
    )


def line_of(visit: IdentifiedVisit) -> VisitLine:
    """Give what a list shows of a visit."""
    return VisitLine(
        id=visit.record.id,
        case_number=visit.record.case_number,
        state=visit.record.state,
        appointment=visit.record.appointment,
        holder_name=visit.line("holder-name"),
        address=visit.line("holder-address"),
        town=visit.line("holder-town"),
        advisers=visit.advisers,
        cause=visit.cancellation.cause if visit.cancellation else None,
    )


def _opened(
    visit: InspectionRecord,
    advisers: tuple[Assigned, ...],
    rows: Sequence[AnyRow],
    key: DataKey | None,
) -> IdentifiedVisit:
    if not rows or key is None:
        return IdentifiedVisit(visit, advisers, EMPTY, None)
    try:
        changes = open_identity(rows, key)
    except UnsealableError:
        return IdentifiedVisit(visit, advisers, EMPTY, None)
    cancellation = last_cancellation(changes) if visit.state is State.CANCELLED else None
    return IdentifiedVisit(visit, advisers, fold(changes), cancellation)
