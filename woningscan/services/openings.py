"""Who opened a visit, and what they did with it, told to its advisers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.persistence.audit import Action
from woningscan.services.rights import Right, visit_for

if TYPE_CHECKING:
    from woningscan.domain.appointments import WishKind
    from woningscan.domain.rights import Role
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.persistence.visit_reports import VisitReport
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

TOLD = (
    Action.VISIT_OPENED,
    Action.LETTER_MADE,
    Action.VISIT_EXPORTED,
    Action.VISIT_IMPORTED,
    Action.PHOTO_DELETED,
    Action.REASSIGNMENT_DECIDED,
    Action.ADVISER_TAKEN_OFF,
    Action.VISIT_CLOSED,
    Action.VISIT_REOPENED,
    Action.VISIT_CANCELLED,
    Action.VISIT_HANDED_OVER,
)
"""What advisers are told of: whoever saw what is in the visit, and what gave or took access."""
PAGE = 50
"""How many lines a page shows."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing that was done with a visit; without a name the system manager did it.

    `reason` is what was said at it. Of a decision about advisers, `adviser` is whom it is about
    and `kind` what was asked; `kind` is None when somebody was taken off.
    """

    at: str
    action: Action
    name: str | None
    role: Role | None
    reason: str
    subject: str | None
    adviser: str | None = None
    kind: WishKind | None = None


def openings_of(
    resources: Resources, actor: Actor, visit_id: str, page: int = 1
) -> tuple[tuple[Opening, ...], int]:
    """Give one page of what was done with a visit, newest first, and how many pages there are.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.OPEN_VISIT, visit_id)
        pages = max(1, -(-stored.visit_reports.count(visit.id, TOLD) // PAGE))
        first = (min(max(page, 1), pages) - 1) * PAGE
        found = stored.visit_reports.of(visit.id, TOLD, first, PAGE)
        about = _about(stored, visit.id)
    return tuple(_opening(report, about) for report in found), pages


def _about(stored: Repositories, visit: str) -> dict[str | None, tuple[str, WishKind | None]]:
    """Give whom a decision (by the id of its wish) or a taking off (by account) is about."""
    taken: dict[str | None, tuple[str, WishKind | None]] = {
        account.id: (account.display_name, None) for account in stored.accounts.all()
    }
    wished = {wish.id: (wish.adviser_name, wish.kind) for wish in stored.reassignments.of(visit)}
    return taken | wished


def _opening(report: VisitReport, about: dict[str | None, tuple[str, WishKind | None]]) -> Opening:
    adviser, kind = about.get(report.subject, (None, None))
    return Opening(
        at=report.at,
        action=report.action,
        name=report.name,
        role=report.role,
        reason=report.reason,
        subject=report.subject,
        adviser=adviser,
        kind=kind,
    )
