"""The route: which items apply. It is computed from content and answers, and never stored.

While two devices disagree, an item applies when it applies under any combination of what they
said: better to ask one item too many than to lose one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from woningscan.domain.conditions import FactIn, ItemIn, Scope, holds, leaves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import SlotKey
    from woningscan.domain.conditions import Condition
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Item

MOST_COMBINATIONS = 64
"""Above this many combinations of conflicting heads an item counts as applying."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a room is: answered items of the items that apply."""

    answered: int
    applying: int

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to answer."""
        return self.answered == self.applying


@dataclass
class Combination:
    """One way to read an inspection: for each conflict, one of its heads is chosen.

    Slots that are not chosen take their first head, which is their only one unless the caller
    does not care.
    """

    inspection: Inspection
    chosen: Mapping[SlotKey, str | None] = field(default_factory=dict)
    _applying: dict[tuple[str | None, str], bool] = field(default_factory=dict)

    def fact(self, fact: str) -> str | None:
        """Give the value of a fact, if the value exists under the other facts."""
        value = self.chosen.get(("fact-stated", fact), self.inspection.facts(fact)[0])
        stated = self.inspection.questionnaire.facts_by_id[fact]
        if value is None or stated.is_free_text:
            return value
        choice = next((choice for choice in stated.values if choice.id == value), None)
        return value if choice and holds(choice.show_when, self, None) else None

    def answer(self, room: str, item: str) -> str | None:
        """Give the answer to an item, if the item applies."""
        value = self.chosen.get(("answered", room, item), self.inspection.answers(room, item)[0])
        return value if value is not None and self.applies(room, item) else None

    def rooms_with(self, item: str) -> tuple[str, ...]:
        """Give the rooms of the item's zone."""
        return self.inspection.rooms_with(item)

    def applies(self, room: str, item: str) -> bool:
        """Tell whether an item applies in a room, under this choice of heads."""
        known = self._applying.get((room, item))
        if known is None:
            condition = self.inspection.questionnaire.items_by_id[item].show_when
            known = self._applying[room, item] = holds(condition, self, room)
        return known


@dataclass
class Route:
    """Which items apply in an inspection; answers are remembered as long as the route lives."""

    inspection: Inspection
    _plain: Combination = field(init=False)
    _conflicted: Mapping[SlotKey, tuple[str | None, ...]] = field(init=False)
    _applying: dict[tuple[str, str], bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the slots that have more than one answer."""
        self._plain = Combination(self.inspection)
        self._conflicted = {
            slot: tuple(_heads(self.inspection, slot))
            for slot, heads in self.inspection.journal.heads.items()
            if len(heads) > 1 and slot[0] in {"answered", "fact-stated"}
        }

    def applies(self, room: str, item: str) -> bool:
        """Tell whether an item applies in a room, under any combination of conflicting heads."""
        known = self._applying.get((room, item))
        if known is None:
            known = self._applying[room, item] = self._applies(room, item)
        return known

    def _applies(self, room: str, item: str) -> bool:
        condition = self.inspection.questionnaire.items_by_id[item].show_when
        if condition is None:
            return True
        open_slots = self._conflicts_reached(condition, room) if self._conflicted else {}
        if not open_slots:
            return self._plain.applies(room, item)
        if prod(len(values) for values in open_slots.values()) > MOST_COMBINATIONS:
            return True
        return any(
            Combination(self.inspection, dict(zip(open_slots, values, strict=True))).applies(
                room, item
            )
            for values in product(*open_slots.values())
        )

    def applying(self, room: Room) -> tuple[Item, ...]:
        """Give the items of a room that apply, in the order of the questionnaire."""
        return tuple(item for item in room.zone.items if self.applies(room.id, item.id))

    def open_items(self, room: Room) -> tuple[Item, ...]:
        """Give the items of a room that apply and have no answer yet."""
        return tuple(
            item
            for item in self.applying(room)
            if self.inspection.answers(room.id, item.id) == (None,)
        )

    def progress(self, room: Room) -> Progress:
        """Count how far a room is."""
        applying = len(self.applying(room))
        return Progress(applying - len(self.open_items(room)), applying)

    def fact(self, fact: str) -> str | None:
        """Give the value of a fact, None while it is unknown or does not exist."""
        return self._plain.fact(fact)

    def holds(self, condition: Condition | None) -> bool:
        """Tell whether a condition over the facts of the visit holds."""
        return holds(condition, self._plain, None)

    def _conflicts_reached(
        self, condition: Condition, room: str
    ) -> dict[SlotKey, tuple[str | None, ...]]:
        reached: dict[SlotKey, None] = {}
        _reach(self.inspection, condition, room, reached)
        return {slot: self._conflicted[slot] for slot in reached if slot in self._conflicted}


def _heads(inspection: Inspection, slot: SlotKey) -> tuple[str | None, ...]:
    return inspection.facts(slot[1]) if slot[0] == "fact-stated" else inspection.answers(*slot[1:])


def _reach(
    inspection: Inspection,
    condition: Condition | None,
    room: str | None,
    reached: dict[SlotKey, None],
) -> None:
    """Add every slot that a condition looks at, directly or through what it looks at."""
    questionnaire = inspection.questionnaire
    for leaf in leaves(condition):
        match leaf:
            case FactIn(fact, _):
                if ("fact-stated", fact) not in reached:
                    reached["fact-stated", fact] = None
                    for value in questionnaire.facts_by_id[fact].values:
                        _reach(inspection, value.show_when, None, reached)
            case ItemIn(item, _, scope):
                here = (room,) if scope is Scope.ROOM and room else inspection.rooms_with(item)
                behind = questionnaire.items_by_id[item].show_when
                for other in here:
                    if ("answered", other, item) not in reached:
                        reached["answered", other, item] = None
                        _reach(inspection, behind, other, reached)
