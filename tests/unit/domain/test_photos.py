"""Which photos a letter may show, by what the occupant said."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import AT, DEVICE, INSPECTION, Slots, inspection_of, visits
from woningscan.domain.changes import Change, Value
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.photos import (
    Agreement,
    Photo,
    agreement,
    photos_in,
    standing_slots,
    stated_photos,
    usable_photos,
)

ROOM = standard_room_id(INSPECTION, "hall")
WITH, WITHOUT = (str(UUID(int=number)) for number in (1, 2))


def home(*said: str | None, again: tuple[Value, ...] = ()) -> Inspection:
    """Give a home with a photo that was agreed to and one that was not."""
    values: list[tuple[tuple[str, ...], Any]] = [
        (("room-added", ROOM), {"zone": "hall", "standard": "hall", "order": 0}),
        (("photo-added", ROOM, WITH), {"items": [], "consent": True}),
        (("photo-added", ROOM, WITHOUT), {"items": []}),
        *((("photos-agreed",), answer) for answer in said),
        *((("photo-added", ROOM, WITH), value) for value in again),
    ]
    return Inspection(
        SMALL_HOME,
        fold(
            Change(str(UUID(int=number)), slot[0], slot[1:], value, (), DEVICE, AT)
            for number, (slot, value) in enumerate(values, 10)
        ),
    )


@pytest.mark.parametrize(
    ("said", "usable"),
    [
        ((), {WITH, WITHOUT}),
        ((None,), {WITH, WITHOUT}),
        (("yes",), {WITH, WITHOUT}),
        (("ask-each",), {WITH}),
        (("none",), set()),
        (("yes", "ask-each"), {WITH}),
        (("ask-each", "none", "yes"), set()),
    ],
)
def test_what_the_occupant_said_decides_what_a_letter_may_show(
    said: tuple[str | None, ...], usable: set[str]
) -> None:
    assert usable_photos(home(*said)) == usable


def test_of_two_answers_the_one_that_allows_less_counts() -> None:
    assert agreement(home("yes", "none")) is Agreement.NONE
    assert agreement(home("yes", "ask-each")) is Agreement.ASK_EACH
    assert agreement(home()) is None


def test_while_devices_disagree_a_photo_was_agreed_to_only_if_both_say_so() -> None:
    assert usable_photos(home("ask-each", again=({"items": []},))) == frozenset()
    assert usable_photos(home("ask-each", again=({"items": [], "consent": True},))) == {WITH}


def test_a_photo_is_its_value() -> None:
    photo = Photo(WITH, ROOM, ("lamp",), "De lamp", "Een lamp.", consent=True)
    assert photo.as_value == {
        "items": ["lamp"],
        "caption": "De lamp",
        "description": "Een lamp.",
        "consent": True,
    }
    assert Photo(WITH, ROOM).as_value == {"items": []}
    read = {each.id: each for each in photos_in(home(), ROOM)}
    assert read == {WITH: Photo(WITH, ROOM, consent=True), WITHOUT: Photo(WITHOUT, ROOM)}


def test_a_deleted_photo_was_there_once_and_stands_nowhere() -> None:
    gone = home(again=(None,))
    assert list(standing_slots(gone, WITH)) == [("photo-added", ROOM, WITH)]
    cleared = Change(
        str(UUID(int=99)),
        "photo-added",
        (ROOM, WITH),
        None,
        tuple(head.id for head in gone.journal.heads["photo-added", ROOM, WITH]),
        DEVICE,
        AT,
    )
    after = Inspection(SMALL_HOME, gone.journal.with_changes([cleared]))
    assert not list(standing_slots(after, WITH))
    assert stated_photos(after) == {WITH, WITHOUT}
    assert usable_photos(after) == {WITHOUT}


@FEWER
@given(visits())
def test_no_photo_without_consent_is_usable(slots: Slots) -> None:
    inspection = inspection_of(slots)
    said, usable = slots["photos-agreed",], usable_photos(inspection)
    for slot, value in slots.items():
        if slot[0] == "photo-added" and slot[2] in usable:
            assert said != "none"
            assert said != "ask-each" or value.get("consent") is True
