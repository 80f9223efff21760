"""How days and moments read on the screen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from woningscan.domain.wording import written_day

if TYPE_CHECKING:
    from woningscan.domain.appointments import Appointment
    from woningscan.domain.inspection import Inspection
    from woningscan.services.clock import Clock
    from woningscan.web.texts import Translator

OFFICE_ZONE = ZoneInfo("Europe/Amsterdam")
"""Lists follow the clock of the office; letters print a day only."""


def zone_of(inspection: Inspection) -> ZoneInfo:
    """Give the clock at the place; that of the office while two devices disagree where that is."""
    for fact in inspection.questionnaire.facts:
        for value in fact.values:
            if value.time_zone and set(inspection.facts(fact.id)) == {value.id}:
                return ZoneInfo(value.time_zone)
    return OFFICE_ZONE


def today(clock: Clock) -> str:
    """Give the day it is at the office, as 2026-05-12."""
    return clock.current().astimezone(OFFICE_ZONE).date().isoformat()


def day_words(day: str | None, t: Translator) -> str:
    """Write a day in words, or say that there is none yet."""
    return written_day(day, t.language) if day else t("day.none")


def appointment_words(appointment: Appointment, t: Translator) -> str:
    """Write an appointment with the day of the week: dinsdag 12 mei 2026, 14:30."""
    if appointment.day is None:
        return t("day.none")
    weekday = t(f"weekday.{date.fromisoformat(appointment.day).isoweekday()}")
    words = f"{weekday} {written_day(appointment.day, t.language)}"
    return f"{words}, {appointment.time}" if appointment.time else words


def moment_words(at: str, zone: ZoneInfo, t: Translator) -> str:
    """Write the moment of a change: 2026-05-12T09:30:00Z as 12 mei 2026, 11:30."""
    local = _on_the_clock(datetime.fromisoformat(at), zone)
    return f"{written_day(local.date().isoformat(), t.language)}, {local:%H:%M}"


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """Give a moment by the clock of a place.

    A tablet whose own clock is wrong may say the first or the last day that there is. Where no
    clock shows it, it stays as it was said: the page has to come, for on it the sides are chosen.
    """
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment
