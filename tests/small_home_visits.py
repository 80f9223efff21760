"""Visits to the tiny home that Hypothesis draws, as journals without conflicts."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tests.small_home import SMALL_HOME
from woningscan.domain.changes import Change
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.domain.photos import Agreement
from woningscan.domain.questionnaire import Urgency

Slots = dict[tuple[str, ...], Any]

INSPECTION = "5c1a6ab2-9f0e-4f0f-8f57-0d7a3cf1b0aa"
DEVICE = "00000000-0000-4000-8000-000000000001"
AT = "2026-05-12T09:30:00Z"

ids = st.integers(0, 2**32).map(lambda number: str(UUID(int=number << 64)))
texts = st.sampled_from(["regel", "twee\nregels", "é 😀", "{title}", "<b>&amp;"])
lines = st.sampled_from(["regel", "Hal", "Hall", "Porch", "Slaapkamer", "é 😀", "{x}"])
MEASURES = tuple(SMALL_HOME.measures_by_id)
HALL_ITEMS = frozenset(item.id for item in SMALL_HOME.zones_by_id["hall"].items)


@st.composite
def visits(draw: st.DrawFn) -> Slots:
    """Draw a visit that can become a letter: the value of each slot."""
    slots: Slots = {("visit-dated",): "2026-05-12"}
    slots["fact-stated", "place"] = draw(st.sampled_from(["shore", "island"]))
    slots["fact-stated", "tenure"] = draw(st.sampled_from(["owner", "tenant", "guest", None]))
    slots["fact-stated", "town"] = draw(st.sampled_from(["Verzonnendam", None]))
    for field in sorted(draw(st.sets(st.sampled_from(IDENTITY_FIELDS)))):
        slots["identity-stated", field] = draw(lines)
    rooms = draw(_rooms())
    slots |= rooms
    for slot in rooms:
        if slot[0] == "room-added":
            slots |= draw(_in_room(slot[1], {other[2] for other in slots if len(other) > 2}))
    photos = [slot[2] for slot in slots if slot[0] == "photo-added"]
    slots |= draw(_advice(photos))
    slots["photos-agreed",] = draw(st.sampled_from([*(each.value for each in Agreement), None]))
    return slots


HALLS = tuple(standard_room_id(INSPECTION, f"hall-{number}") for number in range(3))


@st.composite
def halls(draw: st.DrawFn) -> Slots:
    """Draw a visit to a home with three halls, with the same or different things in them."""
    slots: Slots = {}
    for order, room in enumerate(HALLS):
        slots["room-added", room] = {"zone": "hall", "name": f"Hal {order}", "order": order}
        slots |= draw(_in_room(room, {other[2] for other in slots if len(other) > 2}))
        if draw(st.booleans()):
            slots["room-named", room] = draw(lines)
    return {
        slot: value
        for slot, value in slots.items()
        if len(slot) < 3 or slot[2] not in SMALL_HOME.items_by_id or slot[2] in HALL_ITEMS
    }


def inspection_of(slots: Mapping[tuple[str, ...], Any]) -> Inspection:
    """Give the inspection in which each slot has one change."""
    return Inspection(SMALL_HOME, fold(_changes(slots)))


def _changes(slots: Mapping[tuple[str, ...], Any]) -> Iterable[Change]:
    ids_of = {slot: str(UUID(int=number)) for number, slot in enumerate(slots)}
    for slot, value in slots.items():
        said = value
        if slot[0] == "room-removed":
            said = {"saw": [id_ for other, id_ in ids_of.items() if other[1:2] == slot[1:]]}
        yield Change(ids_of[slot], slot[0], slot[1:], said, (), DEVICE, AT)


@st.composite
def _rooms(draw: st.DrawFn) -> Slots:
    slots: Slots = {}
    orders = st.integers(0, 3)
    for key in sorted(draw(st.sets(st.sampled_from(["hall", "porch"])))):
        room = standard_room_id(INSPECTION, key)
        slots["room-added", room] = {"zone": "hall", "standard": key, "order": draw(orders)}
    for room in draw(st.lists(ids, max_size=4, unique=True)):
        zone = draw(st.sampled_from(["hall", "bedroom"]))
        slots["room-added", room] = {"zone": zone, "name": draw(lines), "order": draw(orders)}
    for slot in list(slots):
        if draw(st.integers(0, 4)) == 0:
            slots["room-named", slot[1]] = draw(lines)
        if draw(st.integers(0, 9)) == 0:
            slots["room-removed", slot[1]] = None
    return slots


@st.composite
def _in_room(draw: st.DrawFn, room: str, taken: set[str]) -> Slots:
    """Draw what is said in a room; now and then about an item that it does not have."""
    slots: Slots = {}
    for item in SMALL_HOME.items_by_id.values():
        option = draw(st.sampled_from([*item.answers, None]))
        if draw(st.booleans()):
            slots["answered", room, item.id] = None if option is None else {"option": option}
        if draw(st.integers(0, 3)) == 0:
            slots["noted", room, item.id] = draw(texts | st.none())
        if draw(st.integers(0, 2)) == 0:
            slots["letter-ticked", room, item.id] = draw(st.sampled_from([True, None]))
    for own in sorted(draw(st.sets(ids, max_size=2))):
        slots["finding-added", room, own] = {"text": draw(texts)}
    for photo in sorted(draw(st.sets(ids, max_size=2)) - taken):
        slots["photo-added", room, photo] = draw(_photo())
    return slots


def _photo() -> st.SearchStrategy[dict[str, Any]]:
    items = st.lists(st.sampled_from(sorted(SMALL_HOME.items_by_id)), max_size=2)
    said = {"caption": lines, "description": texts, "consent": st.just(value=True)}
    return st.fixed_dictionaries({"items": items}, optional=said)


@st.composite
def _advice(draw: st.DrawFn, photos: list[str]) -> Slots:
    said = {
        "priority": st.sampled_from([urgency.value for urgency in Urgency]),
        "payer": st.sampled_from(["own", "landlord"]),
        "photos": st.lists(st.sampled_from(photos) if photos else ids, max_size=2),
    }
    changed = {**said, "text": texts, "omit": st.just(value=True), "added": st.just(value=True)}
    slots: Slots = {}
    for measure in sorted(draw(st.sets(st.sampled_from(MEASURES)))):
        advised = st.fixed_dictionaries({"reason": texts}, optional=changed)
        slots["advised", measure] = draw(advised | st.none())
    owns = draw(st.lists(ids, max_size=2, unique=True))
    for own in owns:
        chapter = st.sampled_from(["daily", "label"])
        slots["own-advised", own] = draw(
            st.fixed_dictionaries(
                {"title": lines, "text": texts, "chapter": chapter},
                optional={**said, "reason": texts},
            )
        )
    order = st.lists(st.sampled_from([*MEASURES, *owns]), max_size=5)
    slots["advice-ordered",] = draw(order | st.none())
    return slots
