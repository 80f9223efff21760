"""What is still missing in a visit, before the adviser leaves the home and the letter goes out.

A hint refuses nothing; only a disagreement between devices keeps a visit from closing. Each hint
names its room and the items that it is about, so that a page can lead there at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain import advice
from woningscan.domain.photos import photos_in, usable_photos
from woningscan.domain.questionnaire import UNLISTED_OPTIONS, LetterRule
from woningscan.domain.rights import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Item
    from woningscan.domain.route import Route

NOT_CLOSED_YET = frozenset({State.PLANNED, State.VISITING})
_BY_ONESELF = frozenset({"priority", "payer", "text", "photos", "omit"})
"""What an adviser can change about a measure that only counts while something calls for it."""


class Weight(StrEnum):
    """How much a hint matters: it must be settled, it wants a look, or it is good to know."""

    MUST = "must"
    LOOK = "look"
    KNOW = "know"


class Topic(StrEnum):
    """What a hint is about."""

    CONFLICT = "conflict"
    DAY = "day"
    NEEDED_FACTS = "needed-facts"
    OTHER_FACTS = "other-facts"
    NOT_CLOSED = "not-closed"
    ADVICE_GONE = "advice-gone"
    OPEN = "open"
    NO_NOTE = "no-note"
    COPIED = "copied"
    BULK = "bulk"
    NOT_TICKED = "not-ticked"
    NO_CONSENT = "no-consent"
    NO_DESCRIPTION = "no-description"


WEIGHTS = {
    Topic.CONFLICT: Weight.MUST,
    Topic.DAY: Weight.MUST,
    Topic.NEEDED_FACTS: Weight.MUST,
    Topic.OTHER_FACTS: Weight.KNOW,
    Topic.NOT_CLOSED: Weight.LOOK,
    Topic.ADVICE_GONE: Weight.LOOK,
    Topic.OPEN: Weight.LOOK,
    Topic.NO_NOTE: Weight.LOOK,
    Topic.COPIED: Weight.LOOK,
    Topic.BULK: Weight.KNOW,
    Topic.NOT_TICKED: Weight.KNOW,
    Topic.NO_CONSENT: Weight.LOOK,
    Topic.NO_DESCRIPTION: Weight.LOOK,
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at.

    `room` is None when it is about the visit as a whole. `items` are in walk order. `subjects` are
    ids of what is no item: facts, photos, a measure. `slot` is the slot of a disagreement.
    """

    topic: Topic
    room: Room | None = None
    items: tuple[Item, ...] = ()
    subjects: tuple[str, ...] = ()
    slot: SlotKey | None = None

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return WEIGHTS[self.topic]

    @property
    def count(self) -> int:
        """How many things it is about, at least one."""
        return max(len(self.items), len(self.subjects), 1)


def hints(route: Route, state: State) -> tuple[Hint, ...]:
    """Give every hint: those about the visit as a whole first, then by room, in walk order."""
    rooms = route.inspection.rooms
    by_room = (hint for room in rooms for hint in _of_room(route, room))
    return (*_of_visit(route, state), *by_room)


def _of_visit(route: Route, state: State) -> Iterator[Hint]:
    inspection = route.inspection
    in_rooms = {room.id for room in inspection.rooms}
    for conflict in inspection.conflicts:
        if not _is_in(conflict.slot, in_rooms):
            yield Hint(Topic.CONFLICT, slot=conflict.slot)
    if inspection.visited_on is None:
        yield Hint(Topic.DAY)
    yield from _missing_facts(route)
    for measure in _advice_without_effect(route):
        yield Hint(Topic.ADVICE_GONE, subjects=(measure,))
    if state in NOT_CLOSED_YET:
        yield Hint(Topic.NOT_CLOSED)


def _is_in(slot: SlotKey, rooms: set[str]) -> bool:
    return slot[0] != "room-removed" and len(slot) > 1 and slot[1] in rooms


def _missing_facts(route: Route) -> Iterator[Hint]:
    """Name facts without a value; a text that a person may type is never missed."""
    facts = [fact for fact in route.inspection.questionnaire.facts if route.fact(fact.id) is None]
    needed = tuple(fact.id for fact in facts if fact.required)
    others = tuple(fact.id for fact in facts if not fact.required and not fact.is_free_text)
    if needed:
        yield Hint(Topic.NEEDED_FACTS, subjects=needed)
    if others:
        yield Hint(Topic.OTHER_FACTS, subjects=others)


def _advice_without_effect(route: Route) -> Iterator[str]:
    """Name the measures that the adviser changed something about and that are advised no more."""
    inspection = route.inspection
    found = advice.for_letter(inspection, advice.findings(route))
    advised = {each.id for each in advice.ruled(route, found)}
    for slot in sorted(inspection.journal.slots("advised")):
        if slot[1] not in advised and _fields(inspection.journal.value(*slot)).keys() & _BY_ONESELF:
            yield slot[1]


def _of_room(route: Route, room: Room) -> Iterator[Hint]:
    inspection = route.inspection
    for conflict in inspection.conflicts:
        if _is_in(conflict.slot, {room.id}):
            yield Hint(Topic.CONFLICT, room, _items_of(conflict.slot, room), slot=conflict.slot)
    applying = route.applying(room)
    answers = {item.id: _Given(inspection, room, item) for item in applying}
    for topic, is_meant in _OF_ITEMS.items():
        items = tuple(item for item in applying if is_meant(answers[item.id]))
        if items:
            yield Hint(topic, room, items)
    yield from _of_photos(inspection, room)


def _items_of(slot: SlotKey, room: Room) -> tuple[Item, ...]:
    return tuple(item for item in room.zone.items if item.id == slot[-1])


@dataclass(frozen=True, slots=True)
class _Given:
    """What is recorded at an item of a room."""

    inspection: Inspection
    room: Room
    item: Item

    @property
    def options(self) -> tuple[str | None, ...]:
        return self.inspection.answers(self.room.id, self.item.id)

    @property
    def sources(self) -> set[Value]:
        values = self.inspection.journal.values("answered", self.room.id, self.item.id)
        return {_fields(value).get("source") for value in values}

    @property
    def is_open(self) -> bool:
        return self.options == (None,)

    @property
    def wants_a_note(self) -> bool:
        is_unlisted = any(option in UNLISTED_OPTIONS for option in self.options)
        return is_unlisted and not self.inspection.note(self.room.id, self.item.id)

    @property
    def is_left_out_of_the_letter(self) -> bool:
        """Tell whether it is a delicate finding that the adviser did not tick."""
        if self.item.letter is LetterRule.ALWAYS or self._is_ticked:
            return False
        return any(not option.good and option.id in self.options for option in self.item.options)

    @property
    def _is_ticked(self) -> bool:
        slot = ("letter-ticked", self.room.id, self.item.id)
        return self.inspection.journal.value(*slot) is True


_OF_ITEMS: dict[Topic, Callable[[_Given], bool]] = {
    Topic.OPEN: lambda given: given.is_open,
    Topic.NO_NOTE: lambda given: given.wants_a_note,
    Topic.COPIED: lambda given: given.sources == {"copied"},
    Topic.BULK: lambda given: given.sources == {"bulk"},
    Topic.NOT_TICKED: lambda given: given.is_left_out_of_the_letter,
}


def _of_photos(inspection: Inspection, room: Room) -> Iterator[Hint]:
    """Look at the photos; one that may not be used needs no description."""
    photos = photos_in(inspection, room.id)
    usable = usable_photos(inspection)
    unasked = tuple(photo.id for photo in photos if photo.id not in usable)
    bare = tuple(photo.id for photo in photos if photo.id in usable and not photo.description)
    if unasked:
        yield Hint(Topic.NO_CONSENT, room, subjects=unasked)
    if bare:
        yield Hint(Topic.NO_DESCRIPTION, room, subjects=bare)


def _fields(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}
