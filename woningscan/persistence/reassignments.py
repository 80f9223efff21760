"""Wishes to give a visit to another or a second adviser, and what was decided about them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, insert, or_, select, update

from woningscan.domain.appointments import Why, WishKind
from woningscan.persistence.account_models import Account
from woningscan.persistence.models import Inspection, Reassignment, table_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

_TABLE = table_of(Reassignment)
_WISH = _TABLE.c
_INSPECTIONS = table_of(Inspection)
_ACCOUNTS = table_of(Account)
_ADVISER = _ACCOUNTS.alias("adviser")
_ASKER = _ACCOUNTS.alias("asker")
_LEAVER = _ACCOUNTS.alias("leaver")
_SEEN: Select[Any] = (
    select(
        *_WISH,
        _INSPECTIONS.c.case_number,
        _ADVISER.c.display_name.label("adviser_name"),
        _ASKER.c.display_name.label("asker_name"),
        _LEAVER.c.display_name.label("leaver_name"),
    )
    .join_from(_TABLE, _INSPECTIONS, _INSPECTIONS.c.id == _WISH.inspection)
    .join(_ADVISER, _ADVISER.c.id == _WISH.adviser)
    .join(_ASKER, _ASKER.c.id == _WISH.asked_by)
    .outerjoin(_LEAVER, _LEAVER.c.id == _WISH.from_adviser)
    .order_by(_WISH.asked_at, _INSPECTIONS.c.case_number, _WISH.id)
)
_IS_OPEN = and_(_WISH.confirmed.is_(None), _WISH.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True)
class NewWish:
    """A wish to give a visit to an adviser, by whom and when it was asked (both account ids).

    `from_adviser` (account id) is whose place is taken; None: of all who have it, or nobody's.
    """

    id: str
    inspection: str
    kind: WishKind
    adviser: str
    reason: Why
    asked_by: str
    asked_at: str
    batch: str | None = None
    from_adviser: str | None = None


@dataclass(frozen=True, slots=True)
class ReassignmentRecord:
    """A wish to give a visit to an adviser (account id). `confirmed` is None while none decided."""

    id: str
    inspection: str
    case_number: str
    kind: WishKind
    batch: str | None
    adviser: str
    adviser_name: str
    from_adviser: str | None
    leaver_name: str | None
    reason: Why
    asker_name: str
    asked_at: str
    decided_at: str | None
    confirmed: bool | None
    withdrawn_at: str | None

    @property
    def is_open(self) -> bool:
        """Tell whether it waits: it was neither decided nor withdrawn."""
        return self.confirmed is None and self.withdrawn_at is None

    @property
    def request(self) -> str:
        """Give the id under which it is decided: that of its batch, if it has one."""
        return self.batch or self.id


@dataclass(frozen=True, slots=True)
class Reassignments:
    """Reads and writes wishes over one connection."""

    connection: Connection

    def add(self, wish: NewWish) -> None:
        """Add a wish, which waits for a decision."""
        self.connection.execute(insert(_TABLE).values(asdict(wish)))

    def of_request(self, request: str) -> tuple[ReassignmentRecord, ...]:
        """Give the wishes that are decided under one id: a batch, or one that stands alone."""
        return self._found(
            _SEEN.where(
                or_(_WISH.batch == request, and_(_WISH.id == request, _WISH.batch.is_(None)))
            )
        )

    def of(self, inspection: str) -> tuple[ReassignmentRecord, ...]:
        """Give the wishes about one visit, the newest last."""
        return self._found(_SEEN.where(_WISH.inspection == inspection))

    def open(self) -> tuple[ReassignmentRecord, ...]:
        """Give every wish that waits for a decision, the oldest first."""
        return self._found(_SEEN.where(_IS_OPEN))

    def open_of(self, inspections: Collection[str]) -> tuple[ReassignmentRecord, ...]:
        """Give the wishes about these visits that wait for a decision."""
        return self._found(_SEEN.where(_IS_OPEN, _WISH.inspection.in_(inspections)))

    def decide(self, wish: str, decider: str, now: str, *, confirmed: bool) -> None:
        """Write down what was decided about an open wish."""
        self.connection.execute(
            update(_TABLE)
            .where(_WISH.id == wish, _IS_OPEN)
            .values(decided_by=decider, decided_at=now, confirmed=confirmed)
        )

    def withdraw(self, wish: str, now: str) -> None:
        """Write down that an open wish is wanted no more."""
        self.connection.execute(
            update(_TABLE).where(_WISH.id == wish, _IS_OPEN).values(withdrawn_at=now)
        )

    def _found(self, query: Select[Any]) -> tuple[ReassignmentRecord, ...]:
        return tuple(_record(row) for row in self.connection.execute(query))


def _record(row: Row[Any]) -> ReassignmentRecord:
    return ReassignmentRecord(
        id=row.id,
        inspection=row.inspection,
        case_number=row.case_number,
        kind=WishKind(row.kind),
        batch=row.batch,
        adviser=row.adviser,
        adviser_name=row.adviser_name,
        from_adviser=row.from_adviser,
        leaver_name=row.leaver_name,
        reason=Why(row.reason),
        asker_name=row.asker_name,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        confirmed=row.confirmed,
        withdrawn_at=row.withdrawn_at,
    )
