"""Finding visits by what somebody reads out: a case number, a name, a postcode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.searching import SEARCHED, as_case_number, searched_form
from woningscan.services.rights import Right, is_within_reach, require, viewer
from woningscan.services.visit_lines import identified, line_of

if TYPE_CHECKING:
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.visit_lines import IdentifiedVisit, VisitLine


def search(resources: Resources, actor: Actor, text: str) -> tuple[VisitLine, ...]:
    """Find visits by their exact case number, name or postcode; case, spaces, dashes apart.

    A coordinator searches all visits, an adviser the own ones. Like a list, this opens no visit.

    Raises:
        ForbiddenError: neither of them.
    """
    require(actor, Right.SEARCH_VISITS)
    if not searched_form(text):
        return ()
    found = identified(resources, lambda stored: _candidates(resources, stored, actor, text))
    return tuple(line_of(visit) for visit in found if _is_meant(visit, text))


def _candidates(
    resources: Resources, stored: Repositories, actor: Actor, text: str
) -> tuple[InspectionRecord, ...]:
    ids = stored.search.candidates((field, text) for field in SEARCHED)
    case_number = as_case_number(text)
    if case_number is not None:
        numbered = stored.inspections.find_by_case(case_number)
        ids |= {numbered.id} if numbered else set()
    visits = stored.inspections.among(ids, viewer(actor, resources.clock))
    return tuple(visit for visit in visits if is_within_reach(actor, visit))


def _is_meant(visit: IdentifiedVisit, text: str) -> bool:
    """Compare with what a visit bears now: the index is short, and remembers earlier values."""
    if visit.record.case_number == as_case_number(text):
        return True
    asked = searched_form(text)
    return any(searched_form(line) == asked for field in SEARCHED for line in visit.lines(field))
