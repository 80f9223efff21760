"""How days and moments read on the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from woningscan.domain.wording import written_day

if TYPE_CHECKING:
    from woningscan.services.clock import Clock
    from woningscan.web.texts import Translator

OFFICE_ZONE = ZoneInfo("Europe/Amsterdam")
"""Lists and moments of saving follow the clock of the office; letters print a day only."""


def today(clock: Clock) -> str:
    """Give the day it is at the office, as 2026-05-12."""
    return clock.current().astimezone(OFFICE_ZONE).date().isoformat()


def day_words(day: str | None, t: Translator) -> str:
    """Write a day in words, or say that there is none yet."""
    return written_day(day, t.language) if day else t("day.none")


def moment_words(at: str, t: Translator) -> str:
    """Write the moment of a change: 2026-05-12T09:30:00Z as 12 mei 2026, 11:30."""
    local = datetime.fromisoformat(at).astimezone(OFFICE_ZONE)
    return f"{written_day(local.date().isoformat(), t.language)}, {local:%H:%M}"
