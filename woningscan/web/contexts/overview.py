"""The overview of a visit: how far each room is, what comes next, what needs a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.copying import unconfirmed
from woningscan.domain.kinds import KINDS
from woningscan.domain.rights import State
from woningscan.web.contexts.moments import day_words, moment_words, zone_of
from woningscan.web.contexts.wording import room_name, room_was_removed, slot_words, value_words
from woningscan.web.forms.slots import heads_in_room, heads_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.changes import SlotKey
    from woningscan.domain.inspection import Conflict, Inspection, Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator

BEFORE_CLOSING = frozenset({State.PLANNED, State.VISITING})
"""States in which pages offer to fill in a visit."""


@dataclass(frozen=True, slots=True)
class VisitHeading:
    """What stands at the top of each page of a visit."""

    id: str
    case_number: str
    day: str
    state: str
    editable: bool
    changed_late: bool
    is_cancelled: bool
    shut: str
    """What its pages say when they take nothing any more: it is closed, or does not go on."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room in the list: how far it is, in numbers and in words."""

    id: str
    name: str
    answered: int
    applying: int
    words: str
    to_confirm: int = 0
    """Answers that were taken over from another room and that nobody confirmed yet."""
    can_go: bool = False
    """Whether one tap may say that it is not there: nothing was ever recorded in it, and not every
    home has such a room."""
    removal_heads: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to answer."""
        return self.answered == self.applying


@dataclass(frozen=True, slots=True)
class FirstOpen:
    """The first item without an answer, in walk order."""

    room: str
    item: str
    room_name: str
    question: str


@dataclass(frozen=True, slots=True)
class Total:
    """How far the visit is: all rooms together, in numbers and in words."""

    answered: int
    applying: int
    words: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who opens the door; `dialled` is the telephone number as a link wants it."""

    name: str | None
    phone: str | None
    dialled: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: the change, what it says and when it was recorded."""

    change: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A slot with several values, of which the adviser has to choose one."""

    slot: str
    """The slot as the form carries it: its parts with spaces between."""
    heads: str
    what: str
    sides: tuple[Side, ...]
    saw: str | None = None
    """For a removed room with more in it than was seen: all heads that stand in it."""


@dataclass(frozen=True, slots=True)
class RemovedRoom:
    """A room that was removed, and the heads of its removal, so that it can be put back."""

    id: str
    name: str
    heads: str


def heading(visit: OpenVisit, t: Translator) -> VisitHeading:
    """Give what stands at the top of each page of a visit."""
    is_cancelled = visit.state is State.CANCELLED
    return VisitHeading(
        id=visit.id,
        case_number=visit.case_number,
        day=day_words(visit.inspection.visited_on, t),
        state=t(f"state.{visit.state}"),
        editable=visit.state in BEFORE_CLOSING,
        changed_late=visit.changed_late,
        is_cancelled=is_cancelled,
        shut=t("visit.cancelled" if is_cancelled else "visit.closed"),
    )


def time_of(visit: OpenVisit) -> str | None:
    """Give the time of the appointment, as long as the visit is on the day that was agreed."""
    is_as_agreed = visit.appointment.day == visit.inspection.visited_on
    return visit.appointment.time if is_as_agreed else None


def address(inspection: Inspection) -> str:
    """Give where the home stands, on one line, as far as it is known."""
    street = inspection.identity("holder-address")
    town = " ".join(
        part
        for part in (inspection.identity("holder-postcode"), inspection.identity("holder-town"))
        if part
    )
    return ", ".join(part for part in (street, town) if part)


def contact(inspection: Inspection) -> Contact | None:
    """Give who opens the door and how to reach them; None when neither is known."""
    name, phone = inspection.identity("contact-name"), inspection.identity("contact-phone")
    if name is None and phone is None:
        return None
    return Contact(name, phone, re.sub(r"[^\d+]", "", phone or ""))


def room_rows(visit: OpenVisit, t: Translator) -> tuple[RoomRow, ...]:
    """Give the rooms in walking order."""
    touched = _rooms_with_anything(visit.inspection)
    return tuple(
        _room_row(visit, room, t, can_go=room.id not in touched and _may_lack(room))
        for room in visit.inspection.rooms
    )


def _rooms_with_anything(inspection: Inspection) -> set[str]:
    """Give the rooms in which something was ever recorded, even if it was cleared since."""
    return {
        slot[1]
        for slot in inspection.journal.heads
        if slot[0] not in {"room-added", "room-removed"}
        and (kind := KINDS.get(slot[0])) is not None
        and kind.is_of_a_room
    }


def _may_lack(room: Room) -> bool:
    """Tell whether a home may lack such a room: one with a condition, or one added by hand."""
    standard = next((each for each in room.zone.rooms if each.key == room.standard), None)
    return standard is None or standard.when is not None


def _room_row(visit: OpenVisit, room: Room, t: Translator, *, can_go: bool) -> RoomRow:
    progress = visit.route.progress(room)
    key = "room.done" if progress.is_done else "room.progress"
    return RoomRow(
        id=room.id,
        name=room.name(t.language),
        answered=progress.answered,
        applying=progress.applying,
        words=t(key, answered=progress.answered, applying=progress.applying),
        to_confirm=len(unconfirmed(visit.inspection, room.id)),
        can_go=can_go,
        removal_heads=heads_text(visit.inspection.journal, ("room-removed", room.id)),
    )


def total(rows: Iterable[RoomRow], t: Translator) -> Total:
    """Give how far all rooms are together."""
    numbers = [(row.answered, row.applying) for row in rows]
    answered, applying = (
        (sum(column) for column in zip(*numbers, strict=True)) if numbers else (0, 0)
    )
    return Total(answered, applying, t("rooms.total", answered=answered, applying=applying))


def open_items(rows: Iterable[RoomRow]) -> int:
    """Count what is left to answer."""
    return sum(row.applying - row.answered for row in rows)


def first_open(visit: OpenVisit, t: Translator) -> FirstOpen | None:
    """Find where to go on."""
    for room in visit.inspection.rooms:
        for item in visit.route.open_items(room):
            return FirstOpen(room.id, item.id, room.name(t.language), t.of(item.question))
    return None


def missing_facts(visit: OpenVisit, t: Translator) -> tuple[str, ...]:
    """Name what a letter needs and the visit does not have yet: the day, and required facts."""
    missing = [
        t.of(fact.label)
        for fact in visit.inspection.questionnaire.facts
        if fact.required and visit.route.fact(fact.id) is None
    ]
    if visit.inspection.visited_on is None:
        missing.insert(0, t("facts.day"))
    return tuple(missing)


def disagreements(inspection: Inspection, t: Translator) -> tuple[Disagreement, ...]:
    """Give every conflict with all its sides."""
    return tuple(_disagreement(inspection, conflict, t) for conflict in inspection.conflicts)


def _disagreement(inspection: Inspection, conflict: Conflict, t: Translator) -> Disagreement:
    is_removal = conflict.slot[0] == "room-removed"
    own = [head for head in conflict.heads if head.slot_key == conflict.slot]
    return Disagreement(
        slot=" ".join(conflict.slot),
        heads=" ".join(head.id for head in own),
        what=slot_words(inspection, conflict.slot, t),
        sides=tuple(
            Side(
                head.id,
                value_words(inspection, head, t),
                moment_words(head.at, zone_of(inspection), t),
            )
            for head in conflict.heads
        ),
        saw=heads_in_room(inspection.journal, conflict.slot[1]) if is_removal else None,
    )


def waiting(inspection: Inspection, t: Translator) -> tuple[str, ...]:
    """Say what has arrived and has no place yet, because its room has not arrived."""
    return tuple(slot_words(inspection, slot, t) for slot in inspection.waiting)


def removed_rooms(inspection: Inspection, t: Translator) -> Iterator[RemovedRoom]:
    """Give the rooms that were removed, and are not back."""
    slot: SlotKey
    for slot in sorted(inspection.journal.slots("room-removed")):
        room = slot[1]
        if room_was_removed(inspection, room):
            heads = " ".join(head.id for head in inspection.journal.heads[slot])
            yield RemovedRoom(room, room_name(inspection, room, t), heads)
