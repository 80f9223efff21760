"""The form of another look: the forms of several rooms in one, each field with its room's id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from woningscan.web.forms import readers, slots
from woningscan.web.forms.room_form import room_fields
from woningscan.web.forms.slots import Field, PostedForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.inspection import Inspection, Room
    from woningscan.web.forms.slots import PostedSlot

_BUTTONS = frozenset({"clear", "confirm", "choose", "reckon"})
"""Buttons of an item: their value names it, so the room stands in the value."""


def with_room(room: str, item: str) -> str:
    """Give the id under which an item stands on a page of several rooms."""
    return f"{room}.{item}"


def of_room(fields: Mapping[str, str], room: str) -> dict[str, str]:
    """Give the fields of one room as its own form would have them."""
    mark = with_room(room, "")
    found = {name.replace(mark, "", 1): text for name, text in fields.items() if mark in name}
    pressed = {
        name: text.replace(mark, "", 1)
        for name, text in fields.items()
        if name in _BUTTONS and mark in text
    }
    return {**found, **pressed}


def read(form: Mapping[str, str], look: str, inspection: Inspection) -> PostedForm:
    """Read the form of a look; a field that it did not show is left out.

    Raises:
        BadRequest: its id or a head is not a UUID, so that it is no form of ours.
    """
    day = slots.read(form, [Field(f"looked-again.{look}", ("looked-again", look), readers.day)])
    found = (*day.slots, *_slots_of_rooms(form, inspection))
    return PostedForm(day.id, found, dict(form))


def _slots_of_rooms(form: Mapping[str, str], inspection: Inspection) -> Iterable[PostedSlot]:
    for room in inspection.rooms:
        own = of_room(form, room.id)
        if own:
            yield from _slots_of(
                own | {slots.FORM_ID: form.get(slots.FORM_ID, "")}, room, inspection
            )


def _slots_of(form: Mapping[str, str], room: Room, inspection: Inspection) -> Iterable[PostedSlot]:
    posted = slots.read(form, room_fields(form, room, inspection.journal))
    for slot in posted.slots:
        kind, _, item = slot.name.partition(".")
        yield replace(slot, name=f"{kind}.{with_room(room.id, item)}")
