"""Another look at the home: every item that belongs to it, in all rooms, with what is recorded.

An item stands here under an id of its own, its room's id and its own with a point between, so that
one markup makes both this page and the page of a room.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.web.contexts.moments import day_words
from woningscan.web.contexts.room import RoomState, Typed, room_state
from woningscan.web.contexts.zone import zone_content
from woningscan.web.forms.look_form import of_room, with_room
from woningscan.web.forms.slots import HEADS, heads_text

if TYPE_CHECKING:
    from woningscan.domain.inspection import Room
    from woningscan.domain.questionnaire import Choice, Item
    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.zone import ZoneContent
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class LookRow:
    """A look in the list: how far it is, and on which day it was."""

    id: str
    words: str
    day: str | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class LookRoom:
    """One room on the page of a look: its items alone, and what is recorded at them."""

    id: str
    name: str
    zone: ZoneContent
    state: RoomState


@dataclass(frozen=True, slots=True)
class LookDay:
    """The field for the day of the look."""

    name: str
    value: str
    heads: str
    fault: str | None


def items_of(opened: OpenVisit, look: str) -> tuple[tuple[Room, Item], ...]:
    """Give every item of a look that applies, in walk order, with its room."""
    return tuple(
        (room, item)
        for room, item in opened.inspection.items
        if item.look == look and opened.route.applies(room.id, item.id)
    )


def first_open(opened: OpenVisit, look: str) -> str | None:
    """Give where to go on: the first item of a look without an answer, by its id on the page."""
    return next(
        (
            with_room(room.id, item.id)
            for room, item in items_of(opened, look)
            if opened.inspection.answers(room.id, item.id) == (None,)
        ),
        None,
    )


def look_rows(opened: OpenVisit, t: Translator) -> tuple[LookRow, ...]:
    """Give the looks that this home has items for."""
    found = (_look_row(opened, look, t) for look in opened.inspection.questionnaire.looks)
    return tuple(row for row in found if row is not None)


def _look_row(opened: OpenVisit, look: Choice, t: Translator) -> LookRow | None:
    answers = [
        opened.inspection.answers(room.id, item.id) for room, item in items_of(opened, look.id)
    ]
    if not answers:
        return None
    answered = sum(each != (None,) for each in answers)
    day = opened.inspection.journal.value("looked-again", look.id)
    words = t("look.progress", look=t.of(look.name), answered=answered, count=len(answers))
    return LookRow(
        look.id,
        words,
        day_words(day, t) if isinstance(day, str) else None,
        answered == len(answers),
    )


def look_rooms(
    opened: OpenVisit, look: str, t: Translator, *, typed: Typed, editable: bool
) -> tuple[LookRoom, ...]:
    """Give the rooms of a look with their items; with what was typed and refused, if anything."""
    by_room: dict[str, list[str]] = {}
    for room, item in items_of(opened, look):
        by_room.setdefault(room.id, []).append(item.id)
    rooms = opened.inspection.rooms_by_id
    found = []
    for room_id, items in by_room.items():
        room = rooms[room_id]
        here = Typed(of_room(typed.fields, room_id), of_room(typed.faults, room_id))
        state = room_state(opened.route, room, t, typed=here, editable=editable)
        found.append(
            LookRoom(
                room_id,
                room.name(t.language),
                _with_items(zone_content(room.zone, t), room_id, items),
                _state_of_items(state, room_id, items),
            )
        )
    return tuple(found)


def _with_items(zone: ZoneContent, room: str, items: list[str]) -> ZoneContent:
    chosen = (item for item in zone.items if item.id in items)
    return replace(zone, items=tuple(replace(item, id=with_room(room, item.id)) for item in chosen))


def _state_of_items(state: RoomState, room: str, items: list[str]) -> RoomState:
    states = {with_room(room, item): state.of(item) for item in items}
    return RoomState(items=states, editable=state.editable)


def look_day(opened: OpenVisit, look: str, typed: Typed, today: str) -> LookDay:
    """Give the field for the day: what is recorded, else the day it is now."""
    journal = opened.inspection.journal
    name = f"looked-again.{look}"
    recorded = journal.value("looked-again", look)
    value = recorded if isinstance(recorded, str) else today
    return LookDay(
        name,
        typed.fields.get(name, value),
        typed.fields.get(HEADS + name, heads_text(journal, ("looked-again", look))),
        typed.faults.get(name),
    )
