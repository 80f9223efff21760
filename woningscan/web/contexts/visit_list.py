"""The list of visits: what comes first stands first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.rights import State
from woningscan.web.contexts.moments import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.visits import VisitLine
    from woningscan.web.texts import Translator

OPEN_STATES = frozenset({State.PLANNED, State.VISITING})
GROUPS = ("today", "coming", "undated", "past", "done")
"""The headings of the list, in their order."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit in the list."""

    id: str
    case_number: str
    day: str
    state: str
    holder: str | None
    adviser: str | None


@dataclass(frozen=True, slots=True)
class VisitGroup:
    """Visits under one heading."""

    heading: str
    rows: tuple[VisitRow, ...]


def visit_groups(lines: Iterable[VisitLine], today: str, t: Translator) -> tuple[VisitGroup, ...]:
    """Group visits by when they are; within a group the nearest day comes first."""
    grouped: dict[str, list[VisitLine]] = {group: [] for group in GROUPS}
    for line in lines:
        grouped[_group(line, today)].append(line)
    for group, members in grouped.items():
        members.sort(key=lambda line: (line.planned_on or "", line.case_number))
        if group in {"past", "done"}:
            members.reverse()
    return tuple(
        VisitGroup(t(f"visits.{group}"), tuple(_row(line, t) for line in members))
        for group, members in grouped.items()
        if members
    )


def _group(line: VisitLine, today: str) -> str:
    if line.state not in OPEN_STATES:
        return "done"
    if line.planned_on is None:
        return "undated"
    if line.planned_on == today:
        return "today"
    return "coming" if line.planned_on > today else "past"


def _row(line: VisitLine, t: Translator) -> VisitRow:
    return VisitRow(
        id=line.id,
        case_number=line.case_number,
        day=day_words(line.planned_on, t),
        state=t(f"state.{line.state}"),
        holder=line.holder_name,
        adviser=line.adviser_name,
    )
