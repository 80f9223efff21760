"""What a form says of when a visit is, and which close visits were accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.appointments import Appointment, is_day, is_time
from woningscan.web.forms import readers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAY = "visit-dated"
TIME = "planned-at"
ACCEPTED = "accepted"


def appointment_in(form: Mapping[str, str]) -> tuple[Appointment, dict[str, str]]:
    """Give the day and time of a form, and what is wrong: for each field what refuses it."""
    day, time = readers.day_of(form.get(DAY, "")), form.get(TIME, "").strip()
    return Appointment(day or None, time or None), dict(_faults(day, time))


def accepted_in(form: Mapping[str, str]) -> frozenset[str]:
    """Give the ids of the visits that the tick says may be close."""
    return frozenset(form.get(ACCEPTED, "").split())


def _faults(day: str, time: str) -> Iterator[tuple[str, str]]:
    if day and not is_day(day):
        yield DAY, "visit-dated"
    if time and not is_time(time):
        yield TIME, "planned-at"
    elif time and not day:
        yield DAY, "day-for-time"
