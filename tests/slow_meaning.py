"""What the design says that a set of changes means, word for word and as slowly as that takes.

Tests hold the domain to this; nothing here looks at how the domain does it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from woningscan.domain.changes import Change, canonical

Data = Mapping[str, Any]
Slot = tuple[str, ...]
State = Mapping[Slot, str | None]


def heads(changes: Iterable[Change]) -> dict[Slot, list[Change]]:
    """Give the heads of each slot, by looking for a path back along every edge."""
    contents: dict[str, Change] = {}
    for change in changes:
        known = contents.setdefault(change.id, change)
        contents[change.id] = min(known, change, key=canonical)
    slots: dict[Slot, list[Change]] = {}
    for change in sorted(contents.values(), key=lambda change: change.id):
        slots.setdefault((change.kind, *change.slot), []).append(change)
    return {slot: _heads_among(members) for slot, members in slots.items()}


def _heads_among(members: Sequence[Change]) -> list[Change]:
    by_id = {change.id: change for change in members}

    def leads_to(start: Change, end: Change) -> bool:
        met: set[str] = set()
        waiting = [start]
        while waiting:
            for target in waiting.pop().replaces:
                if target in by_id and target not in met:
                    met.add(target)
                    waiting.append(by_id[target])
        return end.id in met

    return [
        change
        for change in members
        if not any(change.id in other.replaces and not leads_to(change, other) for other in members)
    ]


def applies(
    questionnaire: Data,
    rooms: Mapping[str, str],
    values: Mapping[Slot, Sequence[str | None]],
    place: tuple[str, str],
) -> bool:
    """Tell whether an item applies in a room under any combination of the values of all slots.

    `rooms` gives the zone of each room, `values` the heads of each fact and answer.
    """
    return any(
        Reading(questionnaire, rooms, dict(zip(values, choice, strict=True))).applies(*place)
        for choice in product(*values.values())
    )


class Reading:
    """An inspection without conflicts: one value for each slot."""

    def __init__(self, questionnaire: Data, rooms: Mapping[str, str], state: State) -> None:
        self.facts = {fact["id"]: fact for fact in questionnaire["facts"]}
        self.items = {
            item["id"]: (zone["id"], item)
            for zone in questionnaire["zones"]
            for item in zone["items"]
        }
        self.rooms = rooms
        self.state = state

    def applies(self, room: str, item: str) -> bool:
        return self.holds(self.items[item][1]["show_when"], room)

    def fact(self, fact: str) -> str | None:
        value = self.state.get(("fact-stated", fact))
        listed = self.facts[fact]["values"]
        if listed is None:
            return value
        when = {choice["id"]: choice["show_when"] for choice in listed}
        return value if value in when and self.holds(when[value], "") else None

    def answer(self, room: str, item: str) -> str | None:
        return self.state.get(("answered", room, item)) if self.applies(room, item) else None

    def holds(self, condition: Data | None, room: str) -> bool:
        match condition:
            case None:
                return True
            case {"all": parts}:
                return not [part for part in parts if not self.holds(part, room)]
            case {"any": parts}:
                return bool([part for part in parts if self.holds(part, room)])
            case {"not": part}:
                return not self.holds(part, room)
        return self.is_in(condition, room)

    def is_in(self, test: Data, room: str) -> bool:
        if "fact" in test:
            return self.fact(test["fact"]) in test["in"]
        item = test["item"]
        here = [room] if test["scope"] == "room" else self.rooms_with(item)
        found = [self.answer(other, item) in test["in"] for other in here]
        return bool(found) and all(found) if test["scope"] == "all" else any(found)

    def rooms_with(self, item: str) -> list[str]:
        zone = self.items[item][0]
        return [room for room, other in self.rooms.items() if other == zone]
