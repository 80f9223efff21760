"""The form in which a coordinator changes whose home it is and who makes the appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.services import saving
from woningscan.services.appointments import appointment_of
from woningscan.services.errors import OtherContentError, RefusedError
from woningscan.web.forms import readers
from woningscan.web.forms.plan_form import PLANNED_LINES
from woningscan.web.forms.saving import FormRefusedError
from woningscan.web.forms.slots import Field, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

NAME = "identity-stated.holder-name"


def save_identity(
    resources: Resources, actor: Actor, visit_id: str, form: Mapping[str, str]
) -> None:
    """Record the lines that the form changed.

    Two copies that arrive together make the same changes at another moment: the second looks again.

    Raises:
        FormRefusedError: a line cannot be recorded, or there is no name left; nothing was written.
        ForbiddenError: the visit is not planned any more.
        BadRequest: it is no form of ours.
    """
    try:
        _save(resources, actor, visit_id, form)
    except OtherContentError:
        _save(resources, actor, visit_id, form)


def _save(resources: Resources, actor: Actor, visit_id: str, form: Mapping[str, str]) -> None:
    posted = read(
        form,
        [
            Field(f"identity-stated.{line}", ("identity-stated", line), readers.text)
            for line in PLANNED_LINES
        ],
    )
    if any(slot.name == NAME and slot.value is None for slot in posted.slots):
        raise FormRefusedError({NAME: "holder-name"})
    journal = appointment_of(resources, actor, visit_id).identity
    changes = posted.changes(journal, actor.device, resources.clock.now())
    if not changes:
        return
    try:
        saving.save_changes(resources, actor, visit_id, [change.as_data() for change in changes])
    except RefusedError as refused:
        raise FormRefusedError(
            {
                ".".join(changes[fault.index].slot_key): changes[fault.index].kind
                for fault in refused.faults
            }
        ) from refused
