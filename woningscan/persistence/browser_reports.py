"""What browsers reported of pages that did what their policy forbids, counted by the day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from woningscan.persistence.account_models import BrowserReport
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(BrowserReport)
_REPORT = _TABLE.c


@dataclass(frozen=True, slots=True)
class Reported:
    """One kind of report: words of ours, and the name of the route whose page it was."""

    day: str
    kind: str
    directive: str
    blocked: str
    route: str


@dataclass(frozen=True, slots=True)
class BrowserReports:
    """Reads and writes counts of reports over one connection."""

    connection: Connection

    def count(self, reported: Reported) -> None:
        """Count one report."""
        dialect = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(_TABLE).values(asdict(reported) | {"count": 1})
        key = list(_TABLE.primary_key)
        again = {"count": _REPORT.count + 1}
        self.connection.execute(statement.on_conflict_do_update(index_elements=key, set_=again))

    def kinds_on(self, day: str) -> int:
        """Give how many kinds were reported on a day: nobody can fill the table from outside."""
        query = select(func.count()).select_from(_TABLE).where(_REPORT.day == day)
        return int(self.connection.execute(query).scalar_one())

    def since(self, day: str) -> tuple[tuple[Reported, int], ...]:
        """Give the reports since a day with how often each came, the newest day first."""
        rows = self.connection.execute(
            select(_TABLE).where(_REPORT.day >= day).order_by(_REPORT.day.desc(), *_TABLE.c)
        ).all()
        return tuple((Reported(*row[:5]), row[5]) for row in rows)
