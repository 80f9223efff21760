"""What the script of a page needs to tell which items apply: no more than its conditions reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woningscan.content.conditions import condition_as_data
from woningscan.domain.conditions import FactIn, ItemIn, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.conditions import Condition
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Fact, Questionnaire, Zone
    from woningscan.web.texts import Translator

Data = dict[str, Any]


class _Reach:
    """Follows conditions to the facts and items that they look at."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.facts: dict[str, None] = {}
        self.items: dict[str, None] = {}

    def follow(self, condition: Condition | None) -> None:
        for leaf in leaves(condition):
            match leaf:
                case FactIn(fact, _) if fact not in self.facts:
                    self.facts[fact] = None
                    for value in self.questionnaire.facts_by_id[fact].values:
                        self.follow(value.show_when)
                case ItemIn(item, _, _):
                    self.add_item(item)

    def add_item(self, item: str) -> None:
        if item not in self.items:
            self.items[item] = None
            self.follow(self.questionnaire.items_by_id[item].show_when)

    def zones(self) -> Iterator[Zone]:
        wanted = {self.questionnaire.items_by_id[item].zone for item in self.items}
        return (zone for zone in self.questionnaire.zones if zone.id in wanted)


def room_data(inspection: Inspection, zone: Zone) -> Data:
    """Give the part of the questionnaire and of the journal that a room of this zone reaches."""
    reach = _Reach(inspection.questionnaire)
    for item in zone.items:
        reach.add_item(item.id)
    zones = [
        {
            "id": each.id,
            "items": [
                {"id": item.id, "show_when": condition_as_data(item.show_when)}
                for item in each.items
                if item.id in reach.items
            ],
        }
        for each in reach.zones()
    ]
    kinds = {"room-added", "room-removed", "answered", "fact-stated"}
    return {
        "questionnaire": {
            "questionnaire": inspection.questionnaire.name,
            "facts": [_fact(inspection.questionnaire.facts_by_id[fact]) for fact in reach.facts],
            "zones": zones,
            "measures": [],
        },
        "changes": [
            head.as_data()
            for slot, heads in inspection.journal.heads.items()
            if slot[0] in kinds and _is_reached(inspection, slot, reach)
            for head in heads
        ],
    }


def room_script(
    inspection: Inspection, room: Room, t: Translator, *, save: str, device: str
) -> Data:
    """Give all that the script of a room page needs: where to save, as whom, in which words."""
    texts = {
        "progress": t("room.progress"),
        "saving": t("script.saving"),
        "saved": t("script.saved"),
        "unsent": t("script.unsent"),
        "sign-in": t("script.sign-in"),
        "sign-in-link": t("script.sign-in-link"),
        "refused": t("script.refused"),
        "refused-here": t("script.refused-here"),
    }
    reached = room_data(inspection, room.zone)
    return {"save": save, "room": room.id, "device": device, "texts": texts, **reached}


def facts_data(inspection: Inspection) -> Data:
    """Give the facts of the visit and their conditions."""
    return {
        "questionnaire": questionnaire_of_facts(inspection.questionnaire),
        "changes": [
            head.as_data()
            for slot in inspection.journal.slots("fact-stated")
            for head in inspection.journal.heads[slot]
        ],
    }


def questionnaire_of_facts(questionnaire: Questionnaire) -> Data:
    """Give a questionnaire without zones and measures."""
    return {
        "questionnaire": questionnaire.name,
        "facts": [_fact(fact) for fact in questionnaire.facts],
        "zones": [],
        "measures": [],
    }


def _fact(fact: Fact) -> Data:
    values = [
        {"id": value.id, "show_when": condition_as_data(value.show_when)} for value in fact.values
    ]
    return {"id": fact.id, "values": None if fact.is_free_text else values}


def _is_reached(inspection: Inspection, slot: Iterable[str], reach: _Reach) -> bool:
    match tuple(slot):
        case ("fact-stated", fact):
            return fact in reach.facts
        case ("answered", room, item):
            return item in reach.items and room in inspection.rooms_by_id
        case (_, room):
            found = inspection.rooms_by_id.get(room)
            return found is not None and any(zone.id == found.zone.id for zone in reach.zones())
    return False
