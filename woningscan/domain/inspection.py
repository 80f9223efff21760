"""An inspection: a journal read with its questionnaire.

Says which rooms there are, which changes have an effect, which wait for their room, and where two
devices said different things. Whether an item applies is the business of `route`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.kinds import KINDS, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import Change, SlotKey, Value
    from woningscan.domain.journal import Journal
    from woningscan.domain.language import Language
    from woningscan.domain.questionnaire import (
        Item,
        Questionnaire,
        StandardRoom,
        Zone,
    )


SEEN = frozenset({"answered", "finding-added", "photo-added"})
"""Kinds of change that show that somebody looked at a room."""


@dataclass(frozen=True, slots=True)
class Room:
    """One room of a home. `standard` is the key of a standard room; such a room is translated."""

    id: str
    zone: Zone
    order: int
    standard: str | None
    given_name: str | None

    def name(self, language: Language) -> str:
        """Give the name that the adviser gave, or the name of the standard room.

        A given name that a standard room of the zone bears is translated as that is: one name is
        one thing, whoever wrote it, so that a visit file needs no more than the name.
        """
        names = (room.name for room in self.zone.rooms if self._bears_name_of(room))
        translated = next(names, None)
        return str(self.given_name) if translated is None else translated.in_(language)

    def _bears_name_of(self, room: StandardRoom) -> bool:
        if self.given_name is None:
            return room.key == self.standard
        return self.given_name in (room.name.nl, room.name.en)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A slot with more than one head: the adviser has to choose."""

    slot: SlotKey
    heads: tuple[Change, ...]


def standard_room_id(inspection: str, key: str) -> str:
    """Give the id of a standard room: the same wherever it is made, so that none is doubled."""
    return str(uuid5(UUID(inspection), f"room/{key}"))


@dataclass(frozen=True)
class Inspection:
    """What is known of one visit."""

    questionnaire: Questionnaire
    journal: Journal

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms in walk order: zones as the questionnaire has them, rooms by their order."""
        walk = {zone.id: place for place, zone in enumerate(self.questionnaire.zones)}
        return tuple(
            sorted(
                (room for room in self._added.values() if not self._is_gone(room.id)),
                key=lambda room: (walk[room.zone.id], room.order, room.id),
            )
        )

    @cached_property
    def rooms_looked_at(self) -> tuple[Room, ...]:
        """The rooms of which anything was recorded, in walk order: the others were not seen."""
        seen = {
            _room_of(slot)
            for slot, heads in self.journal.heads.items()
            if slot[0] in SEEN and self._has_place(slot) and any(head.value for head in heads)
        }
        return tuple(room for room in self.rooms if room.id in seen)

    @cached_property
    def rooms_by_id(self) -> Mapping[str, Room]:
        """The rooms by their id."""
        return {room.id: room for room in self.rooms}

    def removed_room(self, room: str) -> Room | None:
        """Give a room that was added and then removed; None for one that is there, or never was."""
        return self._added.get(room) if room not in self.rooms_by_id else None

    @cached_property
    def rooms_by_zone(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the rooms of each zone, in walk order."""
        found: dict[str, list[str]] = {zone.id: [] for zone in self.questionnaire.zones}
        for room in self.rooms:
            found[room.zone.id].append(room.id)
        return {zone: tuple(rooms) for zone, rooms in found.items()}

    def rooms_with(self, item: str) -> tuple[str, ...]:
        """Give the ids of the rooms of an item's zone."""
        return self.rooms_by_zone[self.questionnaire.items_by_id[item].zone]

    @cached_property
    def items(self) -> tuple[tuple[Room, Item], ...]:
        """Every item of every room, in walk order, whether it applies or not."""
        return tuple((room, item) for room in self.rooms for item in room.zone.items)

    @cached_property
    def waiting(self) -> tuple[SlotKey, ...]:
        """Slots without effect: their room has not arrived, or has no such item."""
        return tuple(sorted(slot for slot in self.journal.heads if not self._has_place(slot)))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every slot whose heads differ in an effect, and every removed room with more in it.

        Events are left out: a second closing does not disagree with the first.
        """
        with_more = {conflict.slot: conflict for conflict in self._removed_with_more}
        slots = (
            Conflict(slot, heads)
            for slot, heads in sorted(self.journal.heads.items())
            if len(heads) > 1 and slot not in with_more and self._has_effect(slot)
        )
        return (*slots, *with_more.values())

    def facts(self, fact: str) -> tuple[str | None, ...]:
        """Give the heads of a fact: one, or the sides of a conflict; `(None,)` when unset."""
        return tuple(
            value if isinstance(value, str) else None
            for value in self.journal.values("fact-stated", fact)
        ) or (None,)

    def answers(self, room: str, item: str) -> tuple[str | None, ...]:
        """Give the heads of an answer, as option ids; `(None,)` when unset."""
        return tuple(
            chosen_option(value) for value in self.journal.values("answered", room, item)
        ) or (None,)

    def note(self, room: str, item: str) -> str | None:
        """Give the note at an item."""
        value = self.journal.value("noted", room, item)
        return value if isinstance(value, str) else None

    def identity(self, field: str) -> str | None:
        """Give one line of who is visited, by whom."""
        value = self.journal.value("identity-stated", field)
        return value if isinstance(value, str) else None

    @property
    def visited_on(self) -> str | None:
        """The day of the visit, as 2026-05-12."""
        value = self.journal.value("visit-dated")
        return value if isinstance(value, str) else None

    @cached_property
    def _added(self) -> Mapping[str, Room]:
        rooms = (self._room(slot[1]) for slot in self.journal.slots("room-added"))
        return {room.id: room for room in rooms if room is not None}

    def _room(self, room: str) -> Room | None:
        values = self.journal.values("room-added", room)
        added = next((value for value in values if isinstance(value, dict)), None)
        zone = added and self.questionnaire.zones_by_id.get(str(added["zone"]))
        if not added or not zone:
            return None
        named = self.journal.value("room-named", room) or added.get("name")
        standard = added.get("standard")
        order = added["order"]
        return Room(
            id=room,
            zone=zone,
            order=order if isinstance(order, int) else 0,
            standard=None if standard is None else str(standard),
            given_name=None if named is None else str(named),
        )

    def _is_gone(self, room: str) -> bool:
        """Tell whether every head removes the room: one that keeps it keeps it in sight."""
        removals = self.journal.values("room-removed", room)
        return bool(removals) and all(removal is not None for removal in removals)

    @cached_property
    def _removed_with_more(self) -> tuple[Conflict, ...]:
        return tuple(
            Conflict(("room-removed", room), (*self.journal.heads["room-removed", room], *unseen))
            for room in sorted(self._added)
            if self._is_gone(room) and (unseen := self._unseen_in(room))
        )

    def _unseen_in(self, room: str) -> tuple[Change, ...]:
        """Give what stands in a removed room and its removal did not name; cleared is nothing."""
        saw = {
            change_id
            for removal in self.journal.values("room-removed", room)
            if isinstance(removal, dict) and isinstance(removal["saw"], list)
            for change_id in removal["saw"]
        }
        return tuple(
            head
            for slot, heads in sorted(self.journal.heads.items())
            if slot[0] not in {"room-added", "room-removed"} and _room_of(slot) == room
            for head in heads
            if head.value is not None and head.id not in saw
        )

    def _has_place(self, slot: SlotKey) -> bool:
        """Tell whether the room of a slot is there and has the item that the slot names."""
        room_id = _room_of(slot)
        if room_id is None or slot[0] == "room-added":
            return True
        room = self._added.get(room_id)
        if room is None:
            return False
        item = self.questionnaire.items_by_id.get(slot[-1])
        return item is None or item.zone == room.zone.id

    def _has_effect(self, slot: SlotKey) -> bool:
        kind, room = KINDS.get(slot[0]), _room_of(slot)
        is_event = kind is not None and kind.is_event
        return (
            not is_event
            and self._has_place(slot)
            and (room is None or slot[0] == "room-removed" or room in self.rooms_by_id)
        )

    def of_room(self, kind: str, room: str) -> tuple[tuple[str, Value], ...]:
        """Give what hangs on a room under ids of the adviser's own: (id, value), not cleared."""
        return tuple(self._own_of_rooms.get((kind, room), ()))

    @cached_property
    def _own_of_rooms(self) -> Mapping[tuple[str, str], list[tuple[str, Value]]]:
        found: dict[tuple[str, str], list[tuple[str, Value]]] = {}
        for slot in sorted(slot for slot in self.journal.heads if _is_own_of_a_room(slot)):
            value = self.journal.value(*slot)
            if value is not None:
                found.setdefault((slot[0], slot[1]), []).append((slot[2], value))
        return found


def chosen_option(value: Value) -> str | None:
    """Give the option id in the value of an answer; None when it was cleared."""
    option = value.get("option") if isinstance(value, dict) else None
    return option if isinstance(option, str) else None


def _is_own_of_a_room(slot: SlotKey) -> bool:
    kind = KINDS.get(slot[0])
    return kind is not None and kind.slot == (Part.ROOM, Part.OWN)


def _room_of(slot: SlotKey) -> str | None:
    kind = KINDS.get(slot[0])
    return slot[1] if kind is not None and kind.is_of_a_room else None
