"""What the audit log tells of one visit: who did what with it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from woningscan.domain.rights import Role
from woningscan.persistence.account_models import Account
from woningscan.persistence.audit import Action
from woningscan.persistence.models import Audit, table_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_TABLE = table_of(Audit)
_AUDIT = _TABLE.c
_ACCOUNTS = table_of(Account)


@dataclass(frozen=True, slots=True)
class VisitReport:
    """One thing that was reported of a visit; without a name the system manager did it."""

    at: str
    action: Action
    reason: str
    subject: str | None
    name: str | None
    role: Role | None


@dataclass(frozen=True, slots=True)
class VisitReports:
    """Reads the audit log by visit, over one connection."""

    connection: Connection

    def of(
        self, inspection: str, actions: Collection[Action], first: int, most: int
    ) -> tuple[VisitReport, ...]:
        """Give some of what was reported of a visit, the newest first, from the `first` (0) on."""
        rows = self.connection.execute(
            select(*_AUDIT, _ACCOUNTS.c.display_name, _ACCOUNTS.c.role)
            .select_from(_TABLE.outerjoin(_ACCOUNTS, _ACCOUNTS.c.id == _AUDIT.account))
            .where(_AUDIT.inspection == inspection, _AUDIT.action.in_(actions))
            .order_by(_AUDIT.sequence.desc())
            .offset(first)
            .limit(most)
        )
        return tuple(
            VisitReport(
                at=row.at,
                action=Action(row.action),
                reason=row.reason,
                subject=row.subject,
                name=row.display_name,
                role=Role(row.role) if row.role else None,
            )
            for row in rows
        )

    def count(self, inspection: str, actions: Collection[Action]) -> int:
        """Count what was reported of a visit."""
        query = select(func.count()).where(
            _AUDIT.inspection == inspection, _AUDIT.action.in_(actions)
        )
        return int(self.connection.execute(query).scalar_one())

    def last(self, action: Action, inspections: Collection[str]) -> dict[str, str]:
        """Give when something was last reported of each of these visits, by the visit's id."""
        rows = self.connection.execute(
            select(_AUDIT.inspection, func.max(_AUDIT.at))
            .where(_AUDIT.inspection.in_(inspections), _AUDIT.action == action)
            .group_by(_AUDIT.inspection)
        )
        return dict(map(tuple, rows))
