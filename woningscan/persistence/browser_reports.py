"""What browsers reported of pages that did what their policy forbids, counted by the day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from woningscan.persistence.account_models import BrowserReport
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(BrowserReport)
_REPORT = _TABLE.c
_TURN = 0x7265706F7274
"""The number of the lock of PostgreSQL under which reports are counted; any other would do."""


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

    def wait_in_turn(self) -> None:
        """Let nobody else count until this transaction ends, so that limits hold to the last one.

        On SQLite whoever writes is alone anyhow.
        """
        if self.connection.dialect.name != "sqlite":
            self.connection.execute(select(func.pg_advisory_xact_lock(_TURN)))

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

    def reports_on(self, day: str) -> int:
        """Give how many reports were counted on a day."""
        query = select(func.coalesce(func.sum(_REPORT.count), 0)).where(_REPORT.day == day)
        return int(self.connection.execute(query).scalar_one())

    def is_known(self, reported: Reported) -> bool:
        """Tell whether this kind was reported on its day already."""
        same = (_REPORT[name] == value for name, value in asdict(reported).items())
        query = select(_REPORT.count).where(*same)
        return self.connection.execute(query).scalar_one_or_none() is not None

    def forget_before(self, day: str) -> None:
        """Remove the counts of all days before a day."""
        self.connection.execute(delete(_TABLE).where(_REPORT.day < day))

    def since(self, day: str) -> tuple[tuple[Reported, int], ...]:
        """Give the reports since a day with how often each came, the newest day first."""
        rows = self.connection.execute(
            select(_TABLE).where(_REPORT.day >= day).order_by(_REPORT.day.desc(), *_TABLE.c)
        ).all()
        return tuple((Reported(*row[:5]), row[5]) for row in rows)
