"""Whether an adviser can come: another visit of the same day may be too close."""

from __future__ import annotations

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


class DoubleBookingError(ServiceError):
    """The adviser has other visits around that time; nothing was written. It can be wanted."""

    def __init__(self, others: tuple[VisitLine, ...]) -> None:
        """Keep the other visits, the earliest first."""
        super().__init__(f"{len(others)} visits of the adviser are too close.")
        self.others = others


def refuse_double_booking(
    resources: Resources,
    adviser: str,
    wished: Appointment,
    accepted: Collection[str],
    but: str,
) -> None:
    """See that no other visit of an adviser (account id) is close to a wished appointment.

    `accepted` are the ids of visits that may be close, `but` is the visit itself. This warns, and
    locks nothing: two people who plan at the same moment are not told of each other.

    Raises:
        DoubleBookingError: with the visits that are.
    """
    if wished.day is None:
        return
    day, whose = wished.day, Viewer(adviser, resources.clock.now())

    def close(stored: Repositories) -> tuple[InspectionRecord, ...]:
        return tuple(
            visit
            for visit in stored.inspections.on_day(whose, day)
            if visit.id != but and visit.appointment.is_close_to(wished)
        )

    others = tuple(line_of(each) for each in identified(resources, close))
    if {other.id for other in others} - set(accepted):
        raise DoubleBookingError(others)
