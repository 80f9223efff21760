"""What a tablet sends in a long visit: rooms, answers, and answers that take their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from woningscan.services import saving, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.places import Place
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.questionnaire import Zone

Data = dict[str, Any]
_TABLET = "7ab1e700-0000-4000-8000-000000000001"
_PART = 500


def change(kind: str, slot: list[str], value: object, replaces: list[str]) -> Data:
    """Give one change as it travels."""
    return {
        "id": str(uuid4()),
        "kind": kind,
        "slot": slot,
        "value": value,
        "replaces": replaces,
        "device": _TABLET,
        "at": "2026-05-12T09:30:00Z",
    }


def answers(rooms: list[tuple[str, Zone]]) -> Iterator[Data]:
    """Answer every item of the rooms, again and again, each time in place of what was there."""
    last: dict[tuple[str, str], list[str]] = {}
    slots = [(room, item) for room, zone in rooms for item in zone.items]
    turn = 0
    while True:
        for room, item in slots:
            turn += 1
            option = item.options[turn % len(item.options)].id
            before = last.get((room, item.id), [])
            made = change("answered", [room, item.id], {"option": option}, before)
            last[room, item.id] = [made["id"]]
            yield made


def new_rooms(inspection: Inspection, total: int) -> list[Data]:
    """Add rooms to a visit, zone after zone, until it has so many."""
    zones = inspection.questionnaire.zones
    return [
        change(
            "room-added",
            [str(uuid4())],
            {"zone": zones[number % len(zones)].id, "name": f"Ruimte {number}", "order": number},
            [],
        )
        for number in range(len(inspection.rooms), total)
    ]


def rooms_of(place: Place, visit: str) -> list[tuple[str, Zone]]:
    """Give the rooms of a visit with their zones."""
    opened = visits.open_visit(place.resources, place.adviser, visit, "bench")
    return [(room.id, room.zone) for room in opened.inspection.rooms]


def add_rooms(place: Place, visit: str, total: int) -> None:
    """Bring a visit to so many rooms."""
    opened = visits.open_visit(place.resources, place.adviser, visit, "bench")
    saving.save_changes(place.resources, place.adviser, visit, new_rooms(opened.inspection, total))


def long_visit(place: Place, changes: int, rooms: int = 60) -> str:
    """Make a visit of so many changes and rooms, and give its id."""
    visit = place.planned(place.adviser)
    add_rooms(place, visit, rooms)
    opened = visits.open_visit(place.resources, place.adviser, visit, "bench")
    left = changes - len(opened.inspection.journal.changes)
    sent = answers(rooms_of(place, visit))
    while left:
        part = [next(sent) for _ in range(min(left, _PART))]
        saving.save_changes(place.resources, place.adviser, visit, part)
        left -= len(part)
    return visit
