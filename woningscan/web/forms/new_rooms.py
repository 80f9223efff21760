"""Adding rooms: the names that are proposed for each zone, and what a form or one tap records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.inspection import standard_room_id
from woningscan.web.forms.slots import PostedForm, PostedSlot, form_id_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.language import Language
    from woningscan.domain.questionnaire import (
        Questionnaire,
        Zone,
    )
    from woningscan.services.visits import OpenVisit

_NUMBERED = re.compile(r"(.*\S)\s+\d{1,3}")
_LONGEST_STEM = 70
MOST_STANDARD = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A room that one tap adds: what its button sends, and the name that it gets."""

    zone: str
    pressed: str
    name: str


@dataclass(frozen=True, slots=True)
class Added:
    """A room that was added just now: its zone and its name."""

    zone: str
    name: str


def faults_of_new(form: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, str]:
    """Give what is wrong with a new room: for each field what refuses it."""
    faults = {}
    if form.get("zone") not in questionnaire.zones_by_id:
        faults["zone"] = "zone"
    if not form.get("name", "").strip():
        faults["name"] = "room-named"
    return faults


def new_room(form: Mapping[str, str], inspection: Inspection) -> PostedForm:
    """Give the form that adds a room.

    Its id follows from the form's, its zone and its name: twice is once, and a form that is gone
    back to and filled in anew adds another room.
    """
    zone, name = form["zone"], form["name"].strip()
    room = str(uuid5(UUID(form_id_of(form)), f"room/{zone}/{name}"))
    return _adding(form, inspection, room, zone, {"name": name})


def proposed_room(form: Mapping[str, str], visit: OpenVisit) -> PostedForm | None:
    """Give the form that adds a proposed room; None when its button is none of ours.

    Two taps on one button of one page add one room: its id follows from the form's and its name.
    """
    kind, _, rest = form.get("add", "").partition("/")
    zone, _, name = rest.partition("/")
    found = visit.inspection.questionnaire.zones_by_id.get(zone)
    if found is None or not name.strip():
        return None
    if kind == "standard" and name in {room.key for room in found.rooms}:
        room = standard_room_id(visit.id, name)
        return _adding(form, visit.inspection, room, zone, {"standard": name})
    if kind == "named":
        room = str(uuid5(UUID(form_id_of(form)), f"room/{zone}/{name}"))
        return _adding(form, visit.inspection, room, zone, {"name": name.strip()})
    return None


def added(room_id: str, inspection: Inspection, language: Language) -> Added | None:
    """Give the room that was added just now, if the address names one of this visit."""
    room = inspection.rooms_by_id.get(room_id)
    return Added(room.zone.id, room.name(language)) if room else None


def proposals(visit: OpenVisit, language: Language) -> Mapping[str, tuple[Proposal, ...]]:
    """Give for each zone the rooms that are likely next: standard ones, then one more alike."""
    by_zone: dict[str, list[Room]] = {}
    for room in visit.inspection.rooms:
        by_zone.setdefault(room.zone.id, []).append(room)
    return {
        zone.id: _proposals(visit, zone, by_zone.get(zone.id, []), language)
        for zone in visit.inspection.questionnaire.zones
    }


def _proposals(
    visit: OpenVisit, zone: Zone, rooms: list[Room], language: Language
) -> tuple[Proposal, ...]:
    taken = {room.name(language) for room in rooms}
    journal = visit.inspection.journal
    standard = [
        Proposal(zone.id, f"standard/{zone.id}/{room.key}", room.name.in_(language))
        for room in zone.rooms
        if journal.value("room-added", standard_room_id(visit.id, room.key)) is None
        and room.name.in_(language) not in taken
    ]
    name = _next_name(zone, rooms, taken, language)
    if name in {each.name for each in standard}:
        # The first of its zone is the standard one: a second button of that name adds nothing.
        return tuple(standard[:MOST_STANDARD])
    more = Proposal(zone.id, f"named/{zone.id}/{name}", name)
    return (*standard[:MOST_STANDARD], more)


def _next_name(zone: Zone, rooms: list[Room], taken: set[str], language: Language) -> str:
    """Give "Slaapkamer 3" after "Slaapkamer 2"; else the name of the zone, numbered if need be."""
    last = rooms[-1].name(language) if rooms else ""
    numbered = _NUMBERED.fullmatch(last)
    stem = (numbered[1] if numbered else zone.name.in_(language))[:_LONGEST_STEM]
    if not rooms and stem not in taken:
        return stem
    return next(name for n in count(len(rooms) + 1) if (name := f"{stem} {n}") not in taken)


def _adding(
    form: Mapping[str, str],
    inspection: Inspection,
    room: str,
    zone: str,
    named: Mapping[str, Value],
) -> PostedForm:
    """Give the form that adds a room after the others of its zone; once it is there, it stays."""
    slot = ("room-added", room)
    known = inspection.journal.value(*slot)
    orders = [other.order for other in inspection.rooms if other.zone.id == zone]
    value: Value = known or {"zone": zone, "order": max(orders, default=0) + 1, **named}
    shown = tuple(head.id for head in inspection.journal.heads.get(slot, ()))
    return PostedForm(form_id_of(form), (PostedSlot("name", slot, value, shown),), {})
