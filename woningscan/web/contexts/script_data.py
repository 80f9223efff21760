"""What the script of a page needs to tell which items apply: no more than its conditions reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woningscan.content.conditions import condition_as_data
from woningscan.domain.conditions import FactIn, ItemIn, Scope, leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from woningscan.domain.changes import Change, SlotKey
    from woningscan.domain.conditions import Condition
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Fact, Questionnaire, Zone

Data = dict[str, Any]


OWN_KINDS = ("noted", "letter-ticked", "aid-used", "finding-added")
"""Kinds of change that a room page shows of its own room only."""


class _Reach:
    """Follows conditions to the facts and items that they look at, here or in every room."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.facts: dict[str, None] = {}
        self.here: dict[str, None] = {}
        self.everywhere: dict[str, None] = {}

    def add(self, item: str, *, known: dict[str, None]) -> None:
        """Add an item to `here` or `everywhere`, with all that it depends on."""
        if item not in known:
            known[item] = None
            self._follow(self.questionnaire.items_by_id[item].show_when, known)

    def _follow(self, condition: Condition | None, known: dict[str, None]) -> None:
        for leaf in leaves(condition):
            match leaf:
                case FactIn(fact, _) if fact not in self.facts:
                    self.facts[fact] = None
                    for value in self.questionnaire.facts_by_id[fact].values:
                        self._follow(value.show_when, known)
                case ItemIn(item, _, Scope.ROOM):
                    self.add(item, known=known)
                case ItemIn(item, _, _):
                    self.add(item, known=self.everywhere)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones of the items, in their order."""
        items = self.questionnaire.items_by_id
        wanted = {items[item].zone for item in (*self.here, *self.everywhere)}
        return tuple(zone for zone in self.questionnaire.zones if zone.id in wanted)

    def holds(self, inspection: Inspection, slot: SlotKey, room: str) -> bool:
        """Tell whether a slot is looked at from a room."""
        match slot:
            case ("fact-stated", fact):
                return fact in self.facts
            case ("answered", other, item):
                return item in self.everywhere or (other == room and item in self.here)
            case ("room-added", other):
                found = inspection.rooms_by_id.get(other)
                return found is not None and (
                    other == room or any(item.id in self.everywhere for item in found.zone.items)
                )
        return False


def _reach_of(questionnaire: Questionnaire, room: Room) -> _Reach:
    reach = _Reach(questionnaire)
    for item in room.zone.items:
        reach.add(item.id, known=reach.here)
    return reach


def heads_seen(inspection: Inspection, room: Room) -> Iterator[Change]:
    """Give the heads that a room page shows, and those that its conditions look at elsewhere."""
    reach = _reach_of(inspection.questionnaire, room)
    own = {(kind, room.id) for kind in OWN_KINDS}
    for slot, heads in inspection.journal.heads.items():
        if slot[:2] in own or reach.holds(inspection, slot, room.id):
            yield from heads


def room_data(inspection: Inspection, room: Room) -> Data:
    """Give the part of the questionnaire and of the journal that a room looks at."""
    questionnaire = inspection.questionnaire
    reach = _reach_of(questionnaire, room)
    return {
        "questionnaire": {
            "questionnaire": questionnaire.name,
            "facts": [_fact(questionnaire.facts_by_id[fact]) for fact in reach.facts],
            "zones": [_zone(zone, {**reach.here, **reach.everywhere}) for zone in reach.zones],
            "measures": [],
        },
        "heads": [
            {"id": head.id, "kind": head.kind, "slot": head.slot, "value": head.value}
            for head in heads_seen(inspection, room)
        ],
    }


def _zone(zone: Zone, reached: Collection[str]) -> Data:
    items = [
        {"id": item.id, "show_when": condition_as_data(item.show_when)}
        for item in zone.items
        if item.id in reached
    ]
    return {"id": zone.id, "items": items}


def facts_data(questionnaire: Questionnaire) -> Data:
    """Give the facts and their conditions, for the script of a page that asks for facts."""
    return {"facts": [_fact(fact) for fact in questionnaire.facts]}


def _fact(fact: Fact) -> Data:
    values = [
        {"id": value.id, "show_when": condition_as_data(value.show_when)} for value in fact.values
    ]
    return {"id": fact.id, "values": None if fact.is_free_text else values}
