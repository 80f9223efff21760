"""Saving what a rule drafted: undoing, merging, copying, confirming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.services import saving, visits
from woningscan.services.errors import OtherContentError
from woningscan.web.forms.slots import change_id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from woningscan.domain.drafts import Draft
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.visits import OpenVisit

    Drawn = Iterable[tuple[str, Draft]]


def with_form_id(form_id: str, drafts: Iterable[Draft]) -> Drawn:
    """Give each draft the id that follows from the form: sent twice it is one change."""
    return (
        (change_id_of(form_id, draft.slot, draft.value, draft.replaces), draft) for draft in drafts
    )


def save_drafts(
    resources: Resources, actor: Actor, visit_id: str, draw: Callable[[OpenVisit], Drawn]
) -> int:
    """Save what a rule drafts of the visit as it is now, and give how many changes that were.

    Of two copies of a form that arrive together the second finds what the first wrote under the
    same ids; the rule is then asked again, and has nothing left to draft.

    Raises:
        NotFoundError, ForbiddenError: not for this account, or not now.
        NotAlikeError: raised by a rule about two rooms.
    """
    try:
        return _save(resources, actor, visit_id, draw)
    except OtherContentError:
        return _save(resources, actor, visit_id, draw)


def _save(
    resources: Resources, actor: Actor, visit_id: str, draw: Callable[[OpenVisit], Drawn]
) -> int:
    drawn = draw(visits.continue_visit(resources, actor, visit_id))
    moment = resources.clock.moment()
    changes = [draft.change(id_, actor.device, moment).as_data() for id_, draft in drawn]
    if changes:
        saving.save_changes(resources, actor, visit_id, changes)
    return len(changes)
