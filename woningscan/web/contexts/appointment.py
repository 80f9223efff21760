"""The page of one appointment: what the coordinator sees of a visit, and its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.inspection import Inspection
from woningscan.domain.rights import State
from woningscan.web.contexts.facts import LineField, line_fields
from woningscan.web.contexts.moments import appointment_words
from woningscan.web.forms.appointment_form import DAY, TIME

if TYPE_CHECKING:
    from woningscan.domain.appointments import Appointment
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.visit_lines import IdentifiedVisit
    from woningscan.web.contexts.room import Typed
    from woningscan.web.texts import Translator

DONE = (
    *("planned", "moved", "cancelled", "no-show", "planned-again", "identity"),
    *("asked", "withdrawn", "taken-off"),
)
"""What the page can say was done just now."""


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """What is planned, in words."""

    id: str
    case_number: str
    state: str
    holder: str | None
    when: str
    adviser: str | None
    address: str
    organisation: str | None
    contact: str | None
    phone: str | None
    cancelled: str | None
    reason: str | None
    is_planned: bool
    is_cancelled: bool


def appointment_page(visit: IdentifiedVisit, t: Translator) -> AppointmentPage:
    """Give what the page of an appointment shows."""
    record, advisers, cancellation = visit.record, visit.advisers, visit.cancellation
    town = " ".join(filter(None, (visit.line("holder-postcode"), visit.line("holder-town"))))
    return AppointmentPage(
        id=record.id,
        case_number=record.case_number,
        state=t(f"state.{record.state}"),
        holder=visit.line("holder-name"),
        when=appointment_words(record.appointment, t),
        adviser=", ".join(each.name for each in advisers) or None,
        address=", ".join(filter(None, (visit.line("holder-address"), town))),
        organisation=visit.line("holder-organisation"),
        contact=visit.line("contact-name"),
        phone=visit.line("contact-phone"),
        cancelled=t(f"cause.{cancellation.cause}") if cancellation else None,
        reason=cancellation.reason if cancellation else None,
        is_planned=record.state is State.PLANNED,
        is_cancelled=record.state is State.CANCELLED,
    )


def appointment_fields(
    now: Appointment | None, typed: Typed, t: Translator
) -> tuple[LineField, LineField]:
    """Give the fields for the day and the time; without an appointment they are empty."""
    shown = {DAY: now.day, TIME: now.time} if now and not typed.fields else {}
    day, time = (
        LineField(
            name=name,
            label=label,
            value=shown.get(name) or typed.fields.get(name, ""),
            heads="",
            fault=typed.faults.get(name),
        )
        for name, label in ((DAY, t("facts.day")), (TIME, t("plan.time")))
    )
    return day, time


def identity_fields(
    visit: IdentifiedVisit, questionnaire: Questionnaire, typed: Typed, t: Translator
) -> tuple[LineField, ...]:
    """Give the lines that the coordinator may change while a visit is planned."""
    inspection = Inspection(questionnaire, visit.identity)
    return tuple(
        field
        for field in line_fields(inspection, typed, t)
        if field.name != "identity-stated.adviser-name"
    )
