"""What adding the standard rooms, naming a room and removing it record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.inspection import standard_room_id
from woningscan.web.forms import readers
from woningscan.web.forms.slots import PostedForm, PostedSlot, form_id_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.questionnaire import StandardRoom
    from woningscan.services.visits import OpenVisit


def missing_standard(visit: OpenVisit) -> Iterator[tuple[StandardRoom, PostedSlot]]:
    """Give the standard rooms that the facts call for now and that were never there.

    A room that was removed is not missing: it is offered as a removed one. One whose adding was
    undone is. The order counts as planning counts it, so that a room stands where it would have
    stood from the beginning.
    """
    journal = visit.inspection.journal
    order = 0
    for zone in visit.inspection.questionnaire.zones:
        for room in zone.rooms:
            order += 1
            slot = ("room-added", standard_room_id(visit.id, room.key))
            if journal.value(*slot) is None and visit.route.holds(room.when):
                value: Value = {"zone": zone.id, "standard": room.key, "order": order}
                shown = tuple(head.id for head in journal.heads.get(slot, ()))
                yield room, PostedSlot(room.key, slot, value, shown)


def standard_rooms(form: Mapping[str, str], visit: OpenVisit) -> PostedForm:
    """Give the form that adds every standard room that is missing."""
    slots = tuple(slot for _, slot in missing_standard(visit))
    return PostedForm(form_id_of(form), slots, {})


def renamed(form: Mapping[str, str], room: str) -> PostedForm:
    """Give the form that names a room otherwise; an empty name gives its first one back."""
    name = readers.text(form.get("name", ""))
    slot = PostedSlot("name", ("room-named", room), name, ids_of(form.get("heads", "")))
    return PostedForm(form_id_of(form), (slot,), {})


def removed(form: Mapping[str, str], room: str) -> PostedForm:
    """Give the form that removes a room with all that it showed there, or puts it back."""
    is_back = form.get("back") == "yes"
    value: Value = None if is_back else {"saw": [*ids_of(form.get("saw", ""))]}
    slot = PostedSlot("room", ("room-removed", room), value, ids_of(form.get("heads", "")))
    return PostedForm(form_id_of(form), (slot,), {})
