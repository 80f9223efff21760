"""How long advisers can open a visit: until some time after its letter was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.domain.rights import FINISHED
from woningscan.services.rights import Right, visit_for
from woningscan.services.settings import settings_within

if TYPE_CHECKING:
    from woningscan.domain.rights import State
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Access:
    """Until when somebody can open a visit (None: no end is known yet).

    `days` is how long that is, counted from the first letter that is no draft.
    """

    until: str | None
    days: int


def access_to(resources: Resources, actor: Actor, visit_id: str) -> Access:
    """Tell until when an adviser can open a visit.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    clock = resources.clock
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, clock, Right.OPEN_VISIT, visit_id)
        present = stored.inspections.advisers([visit.id], clock.now()).get(visit.id, ())
        days = _days(resources, stored, visit)
    until = next((each.until for each in present if each.account == actor.account), None)
    return Access(until, days)


def follow(
    resources: Resources, stored: Repositories, visit: InspectionRecord, state: State
) -> None:
    """Let access follow a visit that moved to another state, inside a transaction.

    While there is work to do nobody's access ends. Once it is done again after a letter was made,
    the time runs anew: reopening and closing gives no access for ever.
    """
    if state not in FINISHED:
        stored.inspections.prolong_access(visit.id, resources.clock.now())
    elif stored.audit.has_letter(visit.id):
        stored.inspections.end_access(visit.id, end_from_now(resources, stored, visit))


def end_from_now(resources: Resources, stored: Repositories, visit: InspectionRecord) -> str:
    """Give the moment at which access ends that is counted from now."""
    return resources.clock.ahead(timedelta(days=_days(resources, stored, visit)))


def _days(resources: Resources, stored: Repositories, visit: InspectionRecord) -> int:
    questionnaire = resources.questionnaire(visit.questionnaire)
    return settings_within(stored, questionnaire.id).days_of_access
