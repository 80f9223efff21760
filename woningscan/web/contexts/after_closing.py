"""What can be done with a closed visit: handing it over, and until when it can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.composing import assessing_reader
from woningscan.domain.rights import FINISHED, State
from woningscan.web.contexts import overview
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from woningscan.services.access import Access
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Whether a visit can be handed over to the reviewer; `missing` are facts that it needs."""

    can: bool
    is_done: bool
    missing: tuple[str, ...]


def handing_over(visit: OpenVisit, t: Translator) -> HandingOver | None:
    """Tell whether a visit can be handed over; None while there is nothing to tell of it."""
    is_done = visit.state is State.HANDED_OVER
    if visit.state not in {State.CLOSED, State.HANDED_OVER}:
        return None
    if assessing_reader(visit.inspection.questionnaire) is None:
        return None
    missing = overview.missing_facts(visit, t)
    can = not is_done and not missing and not visit.inspection.conflicts
    return HandingOver(can, is_done, missing)


def access_words(visit: OpenVisit, access: Access, t: Translator) -> str | None:
    """Say until when the adviser can open a visit that is finished."""
    if visit.state not in FINISHED:
        return None
    if access.until is None:
        return t("access.from-letter", count=access.days)
    return t("access.until", at=moment_words(access.until, OFFICE_ZONE, t))
