"""What choosing a side of a disagreement records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.web.forms.slots import PostedForm, PostedSlot, form_id_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection

KEEP_ROOM = "keep"
REMOVE_ROOM = "remove"


def chosen_form(form: Mapping[str, str], inspection: Inspection) -> PostedForm | None:
    """Give the form that replaces all sides by the chosen one; None when it names no side.

    A removed room with more in it than its removal saw is kept, or removed with all that is in it.
    """
    slot = tuple(form.get("slot", "").split())
    choice = form.get("choice", "")
    shown = ids_of(form.get("heads", ""))
    if slot[:1] == ("room-removed",) and choice in {KEEP_ROOM, REMOVE_ROOM}:
        seen: Value = {"saw": [*ids_of(form.get("saw", ""))]}
        value = seen if choice == REMOVE_ROOM else None
        kept_or_removed = PostedSlot("", slot, value, shown, is_decided=True)
        return PostedForm(form_id_of(form), (kept_or_removed,), {})
    chosen = inspection.journal.changes.get(choice)
    if chosen is None or chosen.slot_key != slot:
        return None
    return PostedForm(
        form_id_of(form), (PostedSlot("", slot, chosen.value, shown, is_decided=True),), {}
    )
