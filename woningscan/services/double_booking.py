"""Whether an adviser can come: another visit of the same day may be too close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.persistence.inspections import Viewer
from woningscan.services.errors import ServiceError
from woningscan.services.visit_lines import identified, line_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from woningscan.domain.appointments import Appointment
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.resources import Resources
    from woningscan.services.visit_lines import VisitLine


@dataclass(frozen=True, slots=True)
class Booking:
    """That an adviser (account id) would be at a visit (id) then."""

    adviser: str
    visit: str
    appointment: Appointment


class DoubleBookingError(ServiceError):
    """An adviser has other visits around that time; nothing was written. It can be wanted."""

    def __init__(self, others: tuple[VisitLine, ...]) -> None:
        """Keep the other visits, the earliest first."""
        super().__init__(f"{len(others)} visits of the adviser are too close.")
        self.others = others


def refuse_double_booking(
    resources: Resources, bookings: Collection[Booking], accepted: Collection[str]
) -> None:
    """See that no adviser has another visit close to one of these bookings.

    `accepted` are the ids of visits that may be close. They are told of all bookings at once, so
    that they can be accepted at once. This warns, and locks nothing: two people who plan at the
    same moment are not told of each other.

    Raises:
        DoubleBookingError: with the visits that are.
    """
    now = resources.clock.now()

    def close(stored: Repositories) -> tuple[InspectionRecord, ...]:
        found = (
            visit
            for booking in bookings
            if booking.appointment.day is not None
            for visit in stored.inspections.on_day(
                Viewer(booking.adviser, now), booking.appointment.day
            )
            if visit.id != booking.visit and visit.appointment.is_close_to(booking.appointment)
        )
        return tuple({visit.id: visit for visit in found}.values())

    others = tuple(line_of(each) for each in identified(resources, close))
    if {other.id for other in others} - set(accepted):
        raise DoubleBookingError(others)
