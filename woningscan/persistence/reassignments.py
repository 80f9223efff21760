"""Wishes to give a visit to another adviser, and what the privacy officer decided."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, insert, select, update

from woningscan.domain.appointments import Why
from woningscan.persistence.account_models import Account
from woningscan.persistence.models import Inspection, Reassignment, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_TABLE = table_of(Reassignment)
_WISH = _TABLE.c
_INSPECTIONS = table_of(Inspection)
_ACCOUNTS = table_of(Account)
_ADVISER = _ACCOUNTS.alias("adviser")
_ASKER = _ACCOUNTS.alias("asker")
_SEEN: Select[Any] = (
    select(
        *_WISH,
        _INSPECTIONS.c.case_number,
        _ADVISER.c.display_name.label("adviser_name"),
        _ASKER.c.display_name.label("asker_name"),
    )
    .join_from(_TABLE, _INSPECTIONS, _INSPECTIONS.c.id == _WISH.inspection)
    .join(_ADVISER, _ADVISER.c.id == _WISH.adviser)
    .join(_ASKER, _ASKER.c.id == _WISH.asked_by)
    .order_by(_WISH.asked_at, _WISH.id)
)


class WishKind(StrEnum):
    """Whether an adviser takes a visit over from who has it, or joins them."""

    TAKE_OVER = "take-over"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class NewWish:
    """A wish to give a visit to an adviser, by whom and when it was asked (both account ids)."""

    id: str
    inspection: str
    kind: WishKind
    adviser: str
    reason: Why
    asked_by: str
    asked_at: str
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class ReassignmentRecord:
    """A wish to give a visit to an adviser (account id). `confirmed` is None while it is open."""

    id: str
    inspection: str
    case_number: str
    kind: WishKind
    batch: str | None
    adviser: str
    adviser_name: str
    reason: Why
    asker_name: str
    asked_at: str
    decided_at: str | None
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Reassignments:
    """Reads and writes wishes over one connection."""

    connection: Connection

    def add(self, wish: NewWish) -> None:
        """Add a wish, which waits for a decision."""
        self.connection.execute(insert(_TABLE).values(asdict(wish)))

    def find(self, wish: str) -> ReassignmentRecord | None:
        """Find a wish."""
        row = self.connection.execute(_SEEN.where(_WISH.id == wish)).one_or_none()
        return None if row is None else _record(row)

    def of(self, inspection: str) -> tuple[ReassignmentRecord, ...]:
        """Give the wishes about one visit, the newest last."""
        rows = self.connection.execute(_SEEN.where(_WISH.inspection == inspection)).all()
        return tuple(_record(row) for row in rows)

    def open(self) -> tuple[ReassignmentRecord, ...]:
        """Give every wish that waits for a decision, the oldest first."""
        rows = self.connection.execute(
            _SEEN.where(_WISH.confirmed.is_(None), _WISH.withdrawn_at.is_(None))
        ).all()
        return tuple(_record(row) for row in rows)

    def decide(self, wish: str, decider: str, now: str, *, confirmed: bool) -> None:
        """Write down what was decided about an open wish."""
        self.connection.execute(
            update(_TABLE)
            .where(_WISH.id == wish, _WISH.confirmed.is_(None))
            .values(decided_by=decider, decided_at=now, confirmed=confirmed)
        )


def _record(row: Row[Any]) -> ReassignmentRecord:
    return ReassignmentRecord(
        id=row.id,
        inspection=row.inspection,
        case_number=row.case_number,
        kind=WishKind(row.kind),
        batch=row.batch,
        adviser=row.adviser,
        adviser_name=row.adviser_name,
        reason=Why(row.reason),
        asker_name=row.asker_name,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        confirmed=row.confirmed,
    )
