"""Two rooms of one zone become one: what stands in the first is recorded again in the second.

No kind of change says that rooms were merged. What the target holds already is not named by what
is recorded beside it, so that a difference shows as a conflict by the rule that there is already,
and nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.drafts import Draft, head_ids, removal, slots_in_room
from woningscan.domain.inspection import chosen_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.changes import Change, SlotKey, Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.journal import Journal

_STAYS_BEHIND = frozenset({"room-named"})
"""Kinds that say something of the first room alone."""


class NotAlikeError(ValueError):
    """The two are not two rooms of one zone."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot in which both rooms hold something, and not the same: the changes of each."""

    slot: SlotKey
    here: tuple[Change, ...]
    there: tuple[Change, ...]


def like_rooms(inspection: Inspection, room: Room) -> tuple[Room, ...]:
    """Give the other rooms of the same zone, in walk order."""
    return tuple(
        other for other in inspection.rooms if other.zone.id == room.zone.id and other.id != room.id
    )


def merge(inspection: Inspection, source: str, target: str) -> tuple[Draft, ...]:
    """Draft all that records the first room again in the second, and removes the first.

    Raises:
        NotAlikeError: one of them is not there, or they are not two rooms of one zone.
    """
    _check(inspection, source, target)
    journal = inspection.journal
    moved = (
        draft
        for slot in _moving(journal, source)
        for draft in _again(journal, slot, (slot[0], target, *slot[2:]))
    )
    return (*moved, removal(journal, source))


def differences(inspection: Inspection, source: str, target: str) -> tuple[Difference, ...]:
    """Give what will show as a conflict once the two are one.

    Raises:
        NotAlikeError: one of them is not there, or they are not two rooms of one zone.
    """
    _check(inspection, source, target)
    journal = inspection.journal
    found = []
    for slot in _moving(journal, source):
        there = (slot[0], target, *slot[2:])
        drafts = _again(journal, slot, there)
        if _held(journal, there) and any(not draft.replaces for draft in drafts):
            found.append(Difference(slot, _held(journal, slot), _held(journal, there)))
    return tuple(found)


def _check(inspection: Inspection, source: str, target: str) -> None:
    rooms = [inspection.rooms_by_id.get(room) for room in (source, target)]
    zones = {room.zone.id if room else None for room in rooms}
    if source == target or None in zones or len(zones) != 1:
        raise NotAlikeError("Only two rooms of one zone become one.")


def _moving(journal: Journal, source: str) -> tuple[SlotKey, ...]:
    slots = slots_in_room(journal, source)
    return tuple(slot for slot in slots if slot[0] not in _STAYS_BEHIND)


def _held(journal: Journal, slot: SlotKey) -> tuple[Change, ...]:
    """Give the heads that say something: a cleared slot holds nothing."""
    return tuple(head for head in journal.heads.get(slot, ()) if head.value is not None)


def _again(journal: Journal, slot: SlotKey, there: SlotKey) -> tuple[Draft, ...]:
    """Draft what a slot holds for the same slot in the other room.

    What is said there already is not said twice. Where nothing is held, a cleared head is
    replaced: a value beside an empty place would be no disagreement.
    """
    return tuple(_drafts(journal, slot, there))


def _drafts(journal: Journal, slot: SlotKey, there: SlotKey) -> Iterator[Draft]:
    held = _held(journal, there)
    replaces = () if held else head_ids(journal, there)
    said: list[Value] = []
    for head in _held(journal, slot):
        same = [other for other in held if _says_the_same(slot, other.value, head.value)]
        if same and all(_is_weaker(slot, other.value, head.value) for other in same):
            yield Draft(there, head.value, tuple(other.id for other in same))
        elif not same and head.value not in said:
            said.append(head.value)
            yield Draft(there, head.value, replaces)


def _says_the_same(slot: SlotKey, one: Value, other: Value) -> bool:
    """Tell whether two values are one to a person: how an answer came about is not seen."""
    if slot[0] == "answered":
        return chosen_option(one) == chosen_option(other)
    return one == other


def _is_weaker(slot: SlotKey, one: Value, other: Value) -> bool:
    """Tell whether an answer was made by less than a tap, and the same one beside it by a tap."""
    return slot[0] == "answered" and _came_about(one) and not _came_about(other)


def _came_about(value: Value) -> bool:
    return isinstance(value, dict) and "source" in value
