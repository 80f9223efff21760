"""Inspections: where each stands, whose it is, and its wrapped keys. Nothing of their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, case, exists, insert, or_, select, update

from woningscan.crypto.chain import ChainHead
from woningscan.domain.appointments import Appointment
from woningscan.domain.rights import State
from woningscan.persistence.account_models import Account
from woningscan.persistence.adding import AddingOnce
from woningscan.persistence.keyring import WrappedKeys
from woningscan.persistence.models import Assignment, Inspection, table_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row, Update

_INSPECTIONS = table_of(Inspection)
_ASSIGNMENTS = table_of(Assignment)
_ACCOUNTS = table_of(Account)
_INSPECTION = _INSPECTIONS.c
_ASSIGNMENT = _ASSIGNMENTS.c
_ACCOUNT = _ACCOUNTS.c

# Statements of every request are made once: making one takes as long as running it.
_HAS_ACCESS = or_(_ASSIGNMENT.until.is_(None), _ASSIGNMENT.until > bindparam("at"))
_IS_ASSIGNED = exists().where(
    _ASSIGNMENT.inspection == _INSPECTION.id,
    _ASSIGNMENT.account == bindparam("account"),
    _HAS_ACCESS,
)
_SEEN: Select[Any] = select(*_INSPECTION, _IS_ASSIGNED.label("is_assigned"))
_FIND = _SEEN.where(_INSPECTION.id == bindparam("inspection"))
_LOCK = select(_INSPECTION.id).where(_INSPECTION.id == bindparam("inspection")).with_for_update()
_IS_OPEN = _INSPECTION.state.in_([State.PLANNED, State.VISITING])
# Planned and begun visits by their day, then the rest, newest first. Both databases are told where
# a visit without a day belongs, because by themselves they differ.
_LISTED = _SEEN.order_by(
    case((_IS_OPEN, 0), else_=1),
    case((_IS_OPEN, _INSPECTION.planned_on)).asc().nulls_last(),
    _INSPECTION.planned_on.desc().nulls_last(),
    _INSPECTION.planned_at.asc().nulls_last(),
    _INSPECTION.case_number,
)
_ADDING = AddingOnce(_INSPECTIONS, "id")
_ADVANCE = (
    update(_INSPECTIONS)
    .where(_INSPECTION.id == bindparam("inspection"), _INSPECTION.sequence == bindparam("before"))
    .values({name: bindparam(name) for name in ("sequence", "head", "state", "changed_late")})
)
# Apart, because hardly any change is about the appointment.
_ADVANCE_AND_MOVE = _ADVANCE.values(
    {name: bindparam(name) for name in ("planned_on", "planned_at")}
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """For which account (id) inspections are looked up, and when: an adviser's access can end."""

    account: str | None
    at: str

    @property
    def asked(self) -> dict[str, str | None]:
        """Give what the statements ask for."""
        return {"account": self.account, "at": self.at}


NOBODY = Viewer(None, "")
"""Looks up an inspection without asking whose it is."""


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """One inspection. `is_assigned` tells of the viewer it was looked up for."""

    id: str
    case_number: str
    questionnaire: str
    state: State
    appointment: Appointment
    changed_late: bool
    keys: WrappedKeys
    chain: ChainHead
    is_assigned: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """An adviser of an inspection, and when the access ends if that is known."""

    account: str
    name: str
    until: str | None = None


class InspectionExistsError(Exception):
    """There is an inspection of this id already: the same thing was asked twice."""


@dataclass(frozen=True, slots=True)
class Inspections:
    """Reads and writes inspections over one connection."""

    connection: Connection

    def add(self, record: InspectionRecord, now: str) -> None:
        """Add an inspection whose journal is still empty.

        Raises:
            InspectionExistsError: there is one of this id; another transaction may have been first.
        """
        values = {
            "id": record.id,
            "case_number": record.case_number,
            "questionnaire": record.questionnaire,
            "state": record.state,
            "planned_on": record.appointment.day,
            "planned_at": record.appointment.time,
            "created_at": now,
            "epoch": record.keys.epoch,
            "findings_key": record.keys.findings,
            "identity_key": record.keys.identity,
            "sequence": record.chain.count,
            "head": record.chain.head,
        }
        if not _ADDING.one(self.connection, values):
            raise InspectionExistsError(record.id)

    def assign(self, inspection: str, account: str, now: str, until: str | None = None) -> None:
        """Give an inspection to an adviser who never had it."""
        given = {"inspection": inspection, "account": account, "since": now, "until": until}
        self.connection.execute(insert(_ASSIGNMENTS).values(given))

    def join(self, inspection: str, account: str, now: str, until: str | None) -> None:
        """Give an inspection to one adviser more, who may have had it before, until a moment.

        Of two times, the earlier is then known from the wishes and the audit log alone.
        """
        again = update(_ASSIGNMENTS).where(
            _ASSIGNMENT.inspection == inspection, _ASSIGNMENT.account == account
        )
        if self.connection.execute(again.values(since=now, until=until)).rowcount == 0:
            self.assign(inspection, account, now, until)

    def take_off_all(self, inspection: str, now: str) -> None:
        """Take an inspection from all who have it."""
        self.connection.execute(_of_who_has(inspection).values(until=now), {"at": now})

    def take_off(self, inspection: str, account: str, now: str) -> bool:
        """Take an inspection from one adviser; tell whether it was theirs."""
        theirs = _of_who_has(inspection).where(_ASSIGNMENT.account == account)
        return self.connection.execute(theirs.values(until=now), {"at": now}).rowcount == 1

    def end_access(self, inspection: str, until: str) -> None:
        """Let the access of every adviser end at a moment, unless an end is known already."""
        self.connection.execute(
            update(_ASSIGNMENTS)
            .where(_ASSIGNMENT.inspection == inspection, _ASSIGNMENT.until.is_(None))
            .values(until=until)
        )

    def prolong_access(self, inspection: str, now: str) -> None:
        """Let who has access keep it, with no end known."""
        self.connection.execute(_of_who_has(inspection).values(until=None), {"at": now})

    def find(self, inspection: str, viewer: Viewer = NOBODY) -> InspectionRecord | None:
        """Find an inspection, as seen by a viewer."""
        asked = viewer.asked | {"inspection": inspection}
        return _record_or_none(self.connection.execute(_FIND, asked).one_or_none())

    def find_and_lock(self, inspection: str, viewer: Viewer = NOBODY) -> InspectionRecord | None:
        """Find an inspection and keep others from changing it until the transaction ends."""
        if self.connection.dialect.name != "sqlite":
            # What a statement that waited for the row sees of other tables is older than the row.
            self.connection.execute(_LOCK, {"inspection": inspection})
        return self.find(inspection, viewer)

    def find_by_case(self, case_number: str, viewer: Viewer = NOBODY) -> InspectionRecord | None:
        """Find an inspection by its case number."""
        query = _SEEN.where(_INSPECTION.case_number == case_number)
        return _record_or_none(self.connection.execute(query, viewer.asked).one_or_none())

    def assigned_to(self, viewer: Viewer) -> tuple[InspectionRecord, ...]:
        """Give the inspections that are a viewer's now, the next visit first."""
        return self._listed(_LISTED.where(_IS_ASSIGNED), viewer)

    def all(self, viewer: Viewer = NOBODY) -> tuple[InspectionRecord, ...]:
        """Give every inspection, the next visit first."""
        return self._listed(_LISTED, viewer)

    def among(
        self, inspections: Collection[str], viewer: Viewer = NOBODY
    ) -> tuple[InspectionRecord, ...]:
        """Give those of these inspections that there are, as seen by a viewer."""
        return self._listed(_LISTED.where(_INSPECTION.id.in_(inspections)), viewer)

    def in_states(self, states: Collection[State], viewer: Viewer) -> tuple[InspectionRecord, ...]:
        """Give the inspections that stand in one of these states, as seen by a viewer."""
        return self._listed(_LISTED.where(_INSPECTION.state.in_(states)), viewer)

    def on_day(self, viewer: Viewer, day: str) -> tuple[InspectionRecord, ...]:
        """Give what an adviser still has to do on a day."""
        query = _LISTED.where(_IS_ASSIGNED, _IS_OPEN, _INSPECTION.planned_on == day)
        return self._listed(query, viewer)

    def advisers(self, inspections: Collection[str], at: str) -> dict[str, tuple[Assigned, ...]]:
        """Give the advisers of each inspection that has any, who had it first first."""
        rows = self.connection.execute(
            select(_ASSIGNMENT.inspection, _ACCOUNT.id, _ACCOUNT.display_name, _ASSIGNMENT.until)
            .join(_ACCOUNTS, _ACCOUNT.id == _ASSIGNMENT.account)
            .where(_ASSIGNMENT.inspection.in_(inspections), _HAS_ACCESS)
            .order_by(_ASSIGNMENT.since, _ACCOUNT.display_name),
            {"at": at},
        ).all()
        found: dict[str, tuple[Assigned, ...]] = {}
        for row in rows:
            before = found.get(row.inspection, ())
            found[row.inspection] = (*before, Assigned(row.id, row.display_name, row.until))
        return found

    def _listed(self, query: Select[Any], viewer: Viewer) -> tuple[InspectionRecord, ...]:
        return tuple(_record(row) for row in self.connection.execute(query, viewer.asked))

    def existing(self, inspections: Collection[str]) -> frozenset[str]:
        """Give those of these ids that have a row."""
        query = select(_INSPECTION.id).where(_INSPECTION.id.in_(inspections))
        return frozenset(self.connection.execute(query).scalars())

    def epochs(self) -> frozenset[str]:
        """Give the months of expiry whose keys are needed; a shredded inspection needs none."""
        query = select(_INSPECTION.epoch).where(_INSPECTION.state != State.SHREDDED).distinct()
        return frozenset(self.connection.execute(query).scalars())

    def is_case_number_free(self, case_number: str) -> bool:
        """Tell whether no inspection has this case number."""
        query = select(exists().where(_INSPECTION.case_number == case_number))
        return not self.connection.execute(query).scalar_one()

    def advance(self, before: InspectionRecord, after: InspectionRecord) -> None:
        """Write where an inspection stands now.

        The head is compared in the same statement: whatever the lock, no link is ever lost.

        Raises:
            HeadMovedError: another transaction appended in between.
        """
        values: dict[str, object] = {
            "inspection": before.id,
            "before": before.chain.count,
            "sequence": after.chain.count,
            "head": after.chain.head,
            "state": after.state,
            "changed_late": after.changed_late,
        }
        statement = _ADVANCE
        if after.appointment != before.appointment:
            statement = _ADVANCE_AND_MOVE
            values |= {"planned_on": after.appointment.day, "planned_at": after.appointment.time}
        written = self.connection.execute(statement, values)
        if written.rowcount != 1:
            raise HeadMovedError(before.id)


class HeadMovedError(Exception):
    """The journal grew between reading it and writing what was decided from it."""


def _of_who_has(inspection: str) -> Update:
    """Begin a change of the assignments of who has access to an inspection at a moment `at`."""
    return update(_ASSIGNMENTS).where(_ASSIGNMENT.inspection == inspection, _HAS_ACCESS)


def _record_or_none(row: Row[Any] | None) -> InspectionRecord | None:
    return None if row is None else _record(row)


def _record(row: Row[Any]) -> InspectionRecord:
    return InspectionRecord(
        id=row.id,
        case_number=row.case_number,
        questionnaire=row.questionnaire,
        state=State(row.state),
        appointment=Appointment(row.planned_on, row.planned_at),
        changed_late=row.changed_late,
        keys=WrappedKeys(row.epoch, row.findings_key, row.identity_key),
        chain=ChainHead(row.sequence, row.head),
        is_assigned=bool(row.is_assigned),
    )
