"""How much each adviser has to do, in three numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from woningscan.domain.rights import State
from woningscan.web.contexts.visit_list import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woningscan.services.visit_lines import VisitLine

COMING = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Workload:
    """What an adviser (account id) has to do.

    `coming` counts what is planned from today, for four weeks; `under_way` what was begun; `past`
    what is open though its day is over, begun or not.
    """

    account: str
    name: str
    coming: int
    under_way: int
    past: int


def workloads(
    lines: Iterable[VisitLine], advisers: Iterable[tuple[str, str]], today: str
) -> tuple[Workload, ...]:
    """Give the work of each adviser, by name; also of one who has left and still has visits."""
    names = dict(advisers)
    visits: dict[str, list[VisitLine]] = {account: [] for account in names}
    for line in lines:
        for adviser in line.advisers if line.state in OPEN_STATES else ():
            names.setdefault(adviser.account, adviser.name)
            visits.setdefault(adviser.account, []).append(line)
    rows = (_workload(account, names[account], own, today) for account, own in visits.items())
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.account)))


def _workload(account: str, name: str, own: Sequence[VisitLine], today: str) -> Workload:
    until = (date.fromisoformat(today) + COMING).isoformat()
    days = [(line.state, line.appointment.day) for line in own]
    return Workload(
        account=account,
        name=name,
        coming=sum(
            state is State.PLANNED and day is not None and today <= day < until
            for state, day in days
        ),
        under_way=sum(state is State.VISITING for state, _ in days),
        past=sum(day is not None and day < today for _, day in days),
    )
