"""Saving what a form means. All forms pass here, and from here the one service that saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.services import saving, visits
from woningscan.services.errors import OtherContentError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woningscan.domain.changes import Change
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.web.forms.slots import PostedForm


class FormRefusedError(ValueError):
    """Some fields hold what cannot be recorded; nothing was written.

    `faults` gives, for the name of each such field, the kind of change that refused it.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults by the name of their field."""
        super().__init__(f"{len(faults)} fields were refused.")
        self.faults = faults


def save_form(resources: Resources, actor: Actor, visit_id: str, posted: PostedForm) -> int:
    """Save what a form changed, and give how many changes that were.

    Two copies of a form that arrive together make the same changes at another moment; the one
    that comes second then finds what the first wrote, and has nothing left to write.

    Raises:
        FormRefusedError: a field holds what cannot be recorded.
    """
    changes = _changes(resources, actor, visit_id, posted)
    try:
        return _save(resources, actor, visit_id, changes)
    except OtherContentError:
        changes = _changes(resources, actor, visit_id, posted)
        return _save(resources, actor, visit_id, changes)
    except RefusedError as refused:
        names = {slot.slot: slot.name for slot in posted.slots}
        raise FormRefusedError(
            {
                names[changes[fault.index].slot_key]: changes[fault.index].kind
                for fault in refused.faults
            }
        ) from refused


def _changes(
    resources: Resources, actor: Actor, visit_id: str, posted: PostedForm
) -> tuple[Change, ...]:
    opened = visits.continue_visit(resources, actor, visit_id)
    return posted.changes(opened.inspection.journal, actor.device, resources.clock.moment())


def _save(resources: Resources, actor: Actor, visit_id: str, changes: Sequence[Change]) -> int:
    if changes:
        saving.save_changes(resources, actor, visit_id, [change.as_data() for change in changes])
    return len(changes)
