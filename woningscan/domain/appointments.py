"""Appointments: a day and a time at a home, when two are too close for one adviser, who goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

APART = 3 * 60
"""Minutes from one appointment to the next that leave an adviser time for the visit and the way."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


class Why(StrEnum):
    """Why a visit goes to another adviser. A free text would tell of people, in clear."""

    ILLNESS = "illness"
    LEAVE = "leave"
    WORKLOAD = "workload"
    CLOSENESS = "closeness"
    """The adviser knows the office holder."""
    OTHER = "other"


class WishKind(StrEnum):
    """Whether an adviser takes a visit over from who has it, or joins them."""

    TAKE_OVER = "take-over"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Appointment:
    """When a visit is: a day such as 2026-05-12, and a time such as 14:30 by the clock at the home.

    Either may not be known yet; there is no time without a day.
    """

    day: str | None = None
    time: str | None = None

    def is_close_to(self, other: Appointment) -> bool:
        """Tell whether one adviser can hardly do both: on one day, with less than three hours.

        Without a time it can be any time of that day.
        """
        if self.day is None or self.day != other.day:
            return False
        if self.time is None or other.time is None:
            return True
        return abs(_minutes(self.time) - _minutes(other.time)) < APART


def is_day(text: str) -> bool:
    """Tell whether this is a day that exists, written as 2026-05-12."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_time(text: str) -> bool:
    """Tell whether this is a time of day, written as 14:30."""
    return _TIME.fullmatch(text) is not None


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
