"""What adding, naming and removing a room record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.inspection import standard_room_id
from woningscan.web.forms import readers
from woningscan.web.forms.slots import PostedForm, PostedSlot, form_id_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.questionnaire import Questionnaire, StandardRoom
    from woningscan.services.visits import OpenVisit


def faults_of_new(form: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, str]:
    """Give what is wrong with a new room: for each field what refuses it."""
    faults = {}
    if form.get("zone") not in questionnaire.zones_by_id:
        faults["zone"] = "zone"
    if not form.get("name", "").strip():
        faults["name"] = "room-named"
    return faults


def new_room(form: Mapping[str, str], inspection: Inspection) -> PostedForm:
    """Give the form that adds a room. Its id follows from the form's, so that twice is once."""
    form_id = form_id_of(form)
    room = str(uuid5(UUID(form_id), "room"))
    zone = form["zone"]
    known = inspection.journal.value("room-added", room)
    orders = [other.order for other in inspection.rooms if other.zone.id == zone]
    value: Value = known or {
        "zone": zone,
        "name": form["name"].strip(),
        "order": max(orders, default=0) + 1,
    }
    return PostedForm(form_id, (PostedSlot("name", ("room-added", room), value, ()),), {})


def missing_standard(visit: OpenVisit) -> Iterator[tuple[StandardRoom, PostedSlot]]:
    """Give the standard rooms that the facts call for now and that were never there.

    A room that was removed is not missing: it is offered as a removed one. The order counts as
    planning counts it, so that a room stands where it would have stood from the beginning.
    """
    order = 0
    for zone in visit.inspection.questionnaire.zones:
        for room in zone.rooms:
            order += 1
            slot = ("room-added", standard_room_id(visit.id, room.key))
            if slot not in visit.inspection.journal.heads and visit.route.holds(room.when):
                value: Value = {"zone": zone.id, "standard": room.key, "order": order}
                yield room, PostedSlot(room.key, slot, value, ())


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
