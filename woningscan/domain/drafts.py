"""A change that is about to be recorded: what it says, before it has a maker and a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.changes import Change
from woningscan.domain.kinds import KINDS

if TYPE_CHECKING:
    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.journal import Journal

_OF_THE_ROOM_ITSELF = frozenset({"room-added", "room-removed"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a change will say: its slot (the kind first), its value, and the heads it replaces."""

    slot: SlotKey
    value: Value
    replaces: tuple[str, ...] = ()

    def change(self, change_id: str, device: str, at: str) -> Change:
        """Give the change, once it is known under which id, on which device and when."""
        return Change(change_id, self.slot[0], self.slot[1:], self.value, self.replaces, device, at)


def head_ids(journal: Journal, slot: SlotKey) -> tuple[str, ...]:
    """Give the ids of a slot's heads."""
    return tuple(head.id for head in journal.heads.get(slot, ()))


def slots_in_room(journal: Journal, room: str) -> tuple[SlotKey, ...]:
    """Give every slot of something in a room, sorted; not its coming and its going."""
    return tuple(
        sorted(
            slot
            for slot in journal.heads
            if slot[1:2] == (room,)
            and slot[0] not in _OF_THE_ROOM_ITSELF
            and (kind := KINDS.get(slot[0])) is not None
            and kind.is_of_a_room
        )
    )


def removal(journal: Journal, room: str) -> Draft:
    """Draft the removal of a room with all that stands in it now."""
    slots = slots_in_room(journal, room)
    saw: list[Value] = [*sorted(head for slot in slots for head in head_ids(journal, slot))]
    slot = ("room-removed", room)
    return Draft(slot, {"saw": saw}, head_ids(journal, slot))
