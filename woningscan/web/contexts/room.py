"""What is recorded in a room, as the fields of its form hold it; and the page around it.

The content of a zone with the empty state gives the template from which a script makes a room;
with the state of an inspection it gives the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from woningscan.domain.inspection import chosen_option
from woningscan.web.contexts.aid import aid_state
from woningscan.web.contexts.moments import moment_words, zone_of
from woningscan.web.contexts.wording import value_words
from woningscan.web.forms.slots import HEADS, heads_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Item
    from woningscan.domain.route import Progress, Route
    from woningscan.web.contexts.aid import AidState
    from woningscan.web.contexts.zone import ZoneContent
    from woningscan.web.texts import Translator

FINDING = "finding-added"
KINDS_AT_ITEM = ("answered", "noted", "letter-ticked")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, and what is wrong, both by the name of a field."""

    fields: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: the change that says it, what it says, and when that was."""

    change: str
    words: str
    moment: str


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is recorded at an item: what each of its fields holds, by kind of change."""

    values: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    applies: bool = True
    sides: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    """What two devices recorded, by kind of change, while they disagree."""
    source: str | None = None
    """How the answer came about, when it was not by one tap on it."""
    aid: AidState | None = None


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """Something that the adviser saw: the name of its field, its text and its heads."""

    name: str
    text: str = ""
    heads: str = ""
    fault: str | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomState:
    """What is recorded in a room; empty for the template."""

    items: Mapping[str, ItemState] = field(default_factory=dict)
    own: tuple[OwnFinding, ...] = ()
    editable: bool = True
    copied: int = 0
    """How many answers were taken over from another room and wait to be confirmed."""

    def of(self, item: str) -> ItemState:
        """Give what is recorded at an item."""
        return self.items.get(item, NOTHING_RECORDED)


NOTHING_RECORDED = ItemState()


def room_state(
    route: Route, room: Room, t: Translator, *, typed: Typed, editable: bool
) -> RoomState:
    """Give what is recorded in a room, or what was typed there and refused."""
    items = {item.id: _item_state(route, room, item, t, typed) for item in room.zone.items}
    return RoomState(
        items=items,
        own=_own_findings(route.inspection, room, t, typed) if editable else (),
        editable=editable,
        copied=sum(state.source == "copied" for state in items.values() if state.applies),
    )


def _item_state(route: Route, room: Room, item: Item, t: Translator, typed: Typed) -> ItemState:
    inspection = route.inspection
    journal = inspection.journal
    names = {kind: f"{kind}.{item.id}" for kind in KINDS_AT_ITEM}
    values = {
        kind: _field_text(journal.value(kind, room.id, item.id))
        for kind in KINDS_AT_ITEM
        if len(journal.heads.get((kind, room.id, item.id), ())) == 1
    }
    heads = {kind: heads_text(journal, (kind, room.id, item.id)) for kind in KINDS_AT_ITEM}
    if typed.fields:
        # An empty tick box is not posted at all: what was refused was then empty.
        values = {kind: typed.fields.get(name, "") for kind, name in names.items()}
        heads = {kind: typed.fields.get(HEADS + name, "") for kind, name in names.items()}
    return ItemState(
        values=values,
        heads=heads,
        faults={kind: typed.faults[name] for kind, name in names.items() if name in typed.faults},
        applies=route.applies(room.id, item.id),
        sides={kind: choices_of(inspection, (kind, room.id, item.id), t) for kind in KINDS_AT_ITEM},
        source=source_of(journal.value("answered", room.id, item.id)),
        aid=aid_state(inspection, room.id, item, t, (typed.fields, typed.faults)),
    )


def choices_of(inspection: Inspection, slot: SlotKey, t: Translator) -> tuple[Side, ...]:
    """Give what two devices recorded in a slot, each with its moment; nothing if they agree."""
    heads = inspection.journal.heads.get(slot, ())
    if len(heads) < 2:  # noqa: PLR2004 - one side is no disagreement
        return ()
    clock = zone_of(inspection)
    return tuple(
        Side(head.id, value_words(inspection, head, t), moment_words(head.at, clock, t))
        for head in heads
    )


def sides_of(inspection: Inspection, slot: SlotKey) -> tuple[str, ...]:
    """Give the texts that two devices hold in a slot; nothing while they agree."""
    values = inspection.journal.values(*slot)
    return tuple(_field_text(value) or "–" for value in values) if len(values) > 1 else ()


def source_of(value: Value) -> str | None:
    """Give how an answer came about, when it was not by one tap on it."""
    source = value.get("source") if isinstance(value, dict) else None
    return source if isinstance(source, str) else None


def _field_text(value: Value) -> str:
    """Give what a field of the form holds for a value: an option id, a text, or a tick."""
    if value is True:
        return "yes"
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return str(value["text"])
    return value if isinstance(value, str) else chosen_option(value) or ""


def _own_findings(
    inspection: Inspection, room: Room, t: Translator, typed: Typed
) -> tuple[OwnFinding, ...]:
    """Give what the adviser saw here, and one empty field for more, under a new id."""
    if typed.fields:
        return tuple(
            OwnFinding(name, text, typed.fields.get(HEADS + name, ""), typed.faults.get(name))
            for name, text in typed.fields.items()
            if name.startswith("finding-added.")
        )
    found = (
        _own_finding(inspection, room, id_, t) for id_, _ in inspection.of_room(FINDING, room.id)
    )
    return (*found, OwnFinding(f"finding-added.{uuid4()}"))


def _own_finding(inspection: Inspection, room: Room, id_: str, t: Translator) -> OwnFinding:
    slot = (FINDING, room.id, id_)
    sides = choices_of(inspection, slot, t)
    return OwnFinding(
        name=f"{FINDING}.{id_}",
        text="" if sides else _field_text(inspection.journal.value(*slot)),
        heads=heads_text(inspection.journal, slot),
        sides=sides,
    )


def item_labels(zone: ZoneContent) -> dict[str, str]:
    """Give the question that each field at an item is about, by the field's name."""
    return {f"{kind}.{item.id}": item.question for item in zone.items for kind in KINDS_AT_ITEM}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where to go from a room: the rooms beside it in the walk, and its first open item."""

    previous: Room | None
    following: Room | None
    first_open: str | None
    progress: Progress


def neighbours(route: Route, room: Room) -> Neighbours:
    """Find the way from a room."""
    rooms = route.inspection.rooms
    place = rooms.index(room)
    open_items = route.open_items(room)
    return Neighbours(
        previous=rooms[place - 1] if place else None,
        following=rooms[place + 1] if place + 1 < len(rooms) else None,
        first_open=open_items[0].id if open_items else None,
        progress=route.progress(room),
    )
