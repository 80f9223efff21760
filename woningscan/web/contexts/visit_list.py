"""The list of visits: what comes first stands first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain.rights import State
from woningscan.web.contexts.moments import appointment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woningscan.services.visit_lines import VisitLine
    from woningscan.web.texts import Translator

OPEN_STATES = frozenset({State.PLANNED, State.VISITING})
GROUPS = ("today", "coming", "undated", "past", "done", "cancelled")
"""The headings of the list, in their order."""

_NEWEST_FIRST = frozenset({"past", "done", "cancelled"})


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit in the list."""

    id: str
    case_number: str
    when: str
    state: str
    holder: str | None
    place: str
    adviser: str | None


@dataclass(frozen=True, slots=True)
class VisitGroup:
    """Visits under one heading. `first` is the one that stands out: the next visit of today."""

    heading: str
    rows: tuple[VisitRow, ...]
    first: VisitRow | None = None


def visit_groups(lines: Iterable[VisitLine], today: str, t: Translator) -> tuple[VisitGroup, ...]:
    """Group visits by when they are; within a group the nearest comes first."""
    grouped: dict[str, list[VisitLine]] = {group: [] for group in GROUPS}
    for line in lines:
        grouped[_group(line, today)].append(line)
    for group, members in grouped.items():
        members.sort(key=_order, reverse=group in _NEWEST_FIRST)
    return tuple(
        VisitGroup(t(f"visits.{group}"), _rows_of(group, members, t))
        for group, members in grouped.items()
        if members
    )


def with_first_apart(groups: tuple[VisitGroup, ...], t: Translator) -> tuple[VisitGroup, ...]:
    """Let the first visit of today stand out, for who is about to go there."""
    if not groups or groups[0].heading != t("visits.today"):
        return groups
    first, *others = groups[0].rows
    return (VisitGroup(groups[0].heading, tuple(others), first), *groups[1:])


def visit_rows(lines: Iterable[VisitLine], t: Translator) -> tuple[VisitRow, ...]:
    """Give visits as rows, in the order in which they come."""
    return tuple(_row(line, t) for line in lines)


def _rows_of(group: str, lines: Sequence[VisitLine], t: Translator) -> tuple[VisitRow, ...]:
    """Give the rows of a group. Under today the day is said already: the time is what counts."""
    rows = visit_rows(lines, t)
    if group != "today":
        return rows
    times = (line.appointment.time for line in lines)
    return tuple(
        replace(row, when=time) if time else row for row, time in zip(rows, times, strict=True)
    )


def _order(line: VisitLine) -> tuple[str, str, str]:
    # A visit without a time stands behind those that have one.
    return line.appointment.day or "", line.appointment.time or "24:00", line.case_number


def _group(line: VisitLine, today: str) -> str:
    if line.state is State.CANCELLED:
        return "cancelled"
    if line.state not in OPEN_STATES:
        return "done"
    if line.appointment.day is None:
        return "undated"
    if line.appointment.day == today:
        return "today"
    return "coming" if line.appointment.day > today else "past"


def _row(line: VisitLine, t: Translator) -> VisitRow:
    return VisitRow(
        id=line.id,
        case_number=line.case_number,
        when=appointment_words(line.appointment, t),
        state=t(f"cause.{line.cause}") if line.cause else t(f"state.{line.state}"),
        holder=line.holder_name,
        place=", ".join(part for part in (line.address, line.town) if part),
        adviser=", ".join(each.name for each in line.advisers) or None,
    )
