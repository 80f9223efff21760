"""Two rooms become one: nothing is lost, and what differs shows as a conflict."""

from collections.abc import Iterator, Sequence
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import AT, DEVICE, HALLS, Slots, halls, inspection_of
from tests.unit.domain.drafted import after, changes_of
from woningscan.domain.changes import Change, SlotKey, Value
from woningscan.domain.drafts import slots_in_room
from woningscan.domain.inspection import Inspection, chosen_option
from woningscan.domain.journal import Journal, fold
from woningscan.domain.merging import NotAlikeError, differences, like_rooms, merge

SOURCE, TARGET, OTHER = HALLS


def seen(slot: SlotKey, value: Value) -> Value:
    """Give what a person sees of a value."""
    return chosen_option(value) if slot[0] == "answered" else value


def held(journal: Journal, slot: SlotKey) -> list[Value]:
    return [seen(slot, value) for value in journal.values(*slot) if value is not None]


def moving(inspection: Inspection) -> Iterator[tuple[SlotKey, SlotKey]]:
    for slot in slots_in_room(inspection.journal, SOURCE):
        if slot[0] != "room-named":
            yield slot, (slot[0], TARGET, *slot[2:])


@FEWER
@given(halls())
def test_all_that_stood_in_either_room_stands_in_the_one_that_is_left(slots: Slots) -> None:
    inspection = inspection_of(slots)
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    for slot, there in moving(inspection):
        stood = held(inspection.journal, slot) + held(inspection.journal, there)
        now = held(merged.journal, there)
        assert all(value in now for value in stood)
        assert all(value in stood for value in now)
        assert len(now) == len({str(value) for value in now}), "one thing is said once"


@FEWER
@given(halls())
def test_the_first_room_is_gone_with_all_that_was_seen_in_it(slots: Slots) -> None:
    inspection = inspection_of(slots)
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    assert SOURCE not in merged.rooms_by_id
    assert TARGET in merged.rooms_by_id
    assert not [conflict for conflict in merged.conflicts if conflict.slot[0] == "room-removed"]


@FEWER
@given(halls())
def test_what_differs_was_told_before_and_is_a_conflict_after(slots: Slots) -> None:
    inspection = inspection_of(slots)
    told = {
        (each.slot[0], TARGET, *each.slot[2:]) for each in differences(inspection, SOURCE, TARGET)
    }
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    assert told == {conflict.slot for conflict in merged.conflicts}


@FEWER
@given(halls())
def test_other_rooms_are_left_alone(slots: Slots) -> None:
    inspection = inspection_of(slots)
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    for slot in slots_in_room(inspection.journal, OTHER):
        assert merged.journal.heads[slot] == inspection.journal.heads[slot]


@FEWER
@given(halls(), st.randoms())
def test_the_order_in_which_it_arrives_means_nothing(slots: Slots, random: Random) -> None:
    inspection = inspection_of(slots)
    made = list(changes_of(merge(inspection, SOURCE, TARGET)))
    all_of_them = [*inspection.journal.changes.values(), *made]
    random.shuffle(all_of_them)
    expected = inspection.journal.with_changes(made)
    assert fold(all_of_them).heads == expected.heads


@FEWER
@given(halls())
def test_three_rooms_become_one_in_any_order(slots: Slots) -> None:
    """Which room goes first makes no difference to what stands in the last."""

    def stands_in_the_last(first: str, second: str) -> dict[SlotKey, set[str]]:
        inspection = inspection_of(slots)
        for number, room in enumerate((first, second), 1):
            made = changes_of(merge(inspection, room, TARGET), 1000 * number)
            journal = inspection.journal.with_changes(made)
            inspection = Inspection(inspection.questionnaire, journal)
        slots_there = slots_in_room(inspection.journal, TARGET)
        return {slot: set(map(str, held(inspection.journal, slot))) for slot in slots_there}

    assert stands_in_the_last(SOURCE, OTHER) == stands_in_the_last(OTHER, SOURCE)


@FEWER
@given(halls())
def test_merging_once_more_is_refused(slots: Slots) -> None:
    inspection = inspection_of(slots)
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    with pytest.raises(NotAlikeError):
        merge(merged, SOURCE, TARGET)


@FEWER
@given(halls())
def test_what_both_sides_of_a_conflict_said_goes_along(slots: Slots) -> None:
    slot = ("noted", SOURCE, "lock")
    slots = slots | {slot: "iets"}
    inspection = inspection_of(slots)
    beside = Change(str(UUID(int=800)), slot[0], slot[1:], "heel iets anders", (), DEVICE, AT)
    torn = Inspection(SMALL_HOME, inspection.journal.with_changes([beside]))
    merged = after(torn, merge(torn, SOURCE, TARGET))
    assert {"iets", "heel iets anders"} <= set(held(merged.journal, ("noted", TARGET, "lock")))


ROOMS: Slots = {
    ("room-added", SOURCE): {"zone": "hall", "name": "Hal", "order": 1},
    ("room-added", TARGET): {"zone": "hall", "name": "Portaal", "order": 2},
    ("room-added", OTHER): {"zone": "bedroom", "name": "Slaapkamer", "order": 1},
}
LOCK = ("answered", SOURCE, "lock")
LOCK_THERE = ("answered", TARGET, "lock")
TAPPED: Value = {"option": "good"}
COPIED: Value = {"option": "good", "source": "copied"}


@pytest.mark.parametrize(
    ("here", "there"), [(SOURCE, SOURCE), (SOURCE, OTHER), (SOURCE, "none"), ("none", TARGET)]
)
def test_only_two_rooms_of_one_zone_become_one(here: str, there: str) -> None:
    with pytest.raises(NotAlikeError):
        merge(inspection_of(ROOMS), here, there)


@pytest.mark.parametrize(
    ("here", "there", "stands"),
    [(TAPPED, COPIED, [TAPPED]), (COPIED, TAPPED, [TAPPED]), (COPIED, COPIED, [COPIED])],
)
def test_the_same_answer_is_one_answer_and_a_tap_confirms_it(
    here: Value, there: Value, stands: Sequence[Value]
) -> None:
    inspection = inspection_of(ROOMS | {LOCK: here, LOCK_THERE: there})
    assert differences(inspection, SOURCE, TARGET) == ()
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    assert list(merged.journal.values(*LOCK_THERE)) == stands


def test_an_answer_that_was_cleared_does_not_disagree_with_one_that_stands() -> None:
    inspection = inspection_of(ROOMS | {LOCK: TAPPED, LOCK_THERE: None})
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    assert merged.journal.values(*LOCK_THERE) == (TAPPED,)
    assert not merged.conflicts


def test_photos_and_findings_keep_their_own_ids() -> None:
    photo, finding = ("photo-added", SOURCE, OTHER), ("finding-added", SOURCE, OTHER)
    slots = ROOMS | {photo: {"items": ["lock"]}, finding: {"text": "Los"}}
    inspection = inspection_of(slots)
    merged = after(inspection, merge(inspection, SOURCE, TARGET))
    assert merged.of_room("photo-added", TARGET) == ((OTHER, {"items": ["lock"]}),)
    assert merged.of_room("finding-added", TARGET) == ((OTHER, {"text": "Los"}),)


def test_like_rooms_are_the_others_of_the_zone() -> None:
    inspection = inspection_of(ROOMS)
    room = inspection.rooms_by_id[SOURCE]
    assert [other.id for other in like_rooms(inspection, room)] == [TARGET]
