"""An inspection read from its journal: rooms with their names, and what hangs on them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_home import SMALL_HOME
from tests.small_home_visits import AT, Slots, inspection_of
from woningscan.domain.changes import Change, Value
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import EMPTY
from woningscan.domain.language import Language

VISIT = "5c1a6ab2-9f0e-4f0f-8f57-0d7a3cf1b0aa"
HALL = standard_room_id(VISIT, "hall")
PORCH = standard_room_id(VISIT, "porch")
FIRST, SECOND = (str(UUID(int=number)) for number in (1, 2))
LATER = str(UUID(int=99))
ROOMS: Slots = {
    ("room-added", HALL): {"zone": "hall", "standard": "hall", "order": 1},
    ("room-added", PORCH): {"zone": "hall", "standard": "porch", "order": 2},
}


def test_a_standard_room_has_the_same_id_wherever_it_is_made() -> None:
    # Devices and files made before must come to the same id: this one may never change.
    assert standard_room_id(VISIT, "front-door") == "92deae0a-beb1-5707-af06-cc5e73b6c742"


@given(st.uuids(), st.uuids(), st.text(max_size=9), st.text(max_size=9))
def test_standard_rooms_of_two_visits_or_two_keys_are_two_rooms(
    one: UUID, other: UUID, key: str, other_key: str
) -> None:
    same = (one, key) == (other, other_key)
    assert (standard_room_id(str(one), key) == standard_room_id(str(other), other_key)) == same


def names(slots: Slots, language: Language) -> list[str]:
    return [room.name(language) for room in inspection_of(slots).rooms]


def test_a_standard_room_is_named_in_the_language_of_the_reader() -> None:
    assert names(ROOMS, Language.NL) == ["Hal", "Portaal"]
    assert names(ROOMS, Language.EN) == ["Hall", "Porch"]


def test_a_name_that_was_given_stands_before_any_other_and_is_not_translated() -> None:
    slots = ROOMS | {("room-named", PORCH): "Bijkeuken"}
    assert names(slots, Language.EN) == ["Hall", "Bijkeuken"]


def test_what_hangs_on_a_room_is_sorted_and_without_what_was_cleared() -> None:
    slots = ROOMS | {
        ("finding-added", HALL, SECOND): {"text": "twee"},
        ("finding-added", HALL, FIRST): {"text": "een"},
        ("finding-added", PORCH, FIRST): {"text": "elders"},
        ("photo-added", HALL, FIRST): None,
    }
    inspection = inspection_of(slots)
    found = ((FIRST, {"text": "een"}), (SECOND, {"text": "twee"}))
    assert inspection.of_room("finding-added", HALL) == found
    assert inspection.of_room("photo-added", HALL) == ()


def test_rooms_are_found_by_zone_and_by_item() -> None:
    inspection = inspection_of(ROOMS)
    assert inspection.rooms_by_zone == {"hall": (HALL, PORCH), "bedroom": ()}
    assert inspection.rooms_with("lock") == (HALL, PORCH)
    assert inspection.rooms_with("window") == ()
    assert set(inspection.rooms_by_id) == {HALL, PORCH}


def test_what_is_not_said_is_none() -> None:
    inspection = Inspection(SMALL_HOME, EMPTY)
    assert inspection.visited_on is None
    assert inspection.identity("holder-name") is None
    assert inspection.note(HALL, "lock") is None
    assert inspection.answers(HALL, "lock") == (None,)
    assert inspection.facts("place") == (None,)
    assert not inspection.conflicts
    assert not inspection.waiting
    assert not inspection.rooms


@pytest.mark.parametrize(("kind", "part"), [("noted", "lock"), ("identity-stated", None)])
def test_what_is_said_is_given(kind: str, part: str | None) -> None:
    slot = (kind, HALL, part) if part else (kind, "holder-name")
    inspection = inspection_of(ROOMS | {slot: "tekst"})
    said = inspection.note(HALL, "lock") if part else inspection.identity("holder-name")
    assert said == "tekst"


def test_what_was_cleared_in_a_removed_room_is_nothing_more_than_was_seen() -> None:
    removed = inspection_of(ROOMS | {("room-removed", PORCH): None})

    def later(value: Value) -> Inspection:
        said = Change(LATER, "noted", (PORCH, "lock"), value, (), "another", AT)
        return Inspection(SMALL_HOME, removed.journal.with_changes([said]))

    assert later(None).conflicts == ()
    (conflict,) = later("Let op").conflicts
    assert conflict.slot == ("room-removed", PORCH)
