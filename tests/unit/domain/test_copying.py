"""Answers of a like room: only where nothing stands, and always to be confirmed."""

from hypothesis import given

from tests.examples import FEWER
from tests.small_home_visits import HALLS, Slots, halls, inspection_of
from tests.unit.domain.drafted import after
from woningscan.domain.copying import confirmations, copied_answers, unconfirmed
from woningscan.domain.inspection import Inspection, chosen_option
from woningscan.domain.route import Route

SOURCE, TARGET, _ = HALLS
EMPTY_ROOMS: Slots = {
    ("room-added", SOURCE): {"zone": "hall", "name": "Hal", "order": 1},
    ("room-added", TARGET): {"zone": "hall", "name": "Portaal", "order": 2},
}


def copied(inspection: Inspection) -> Inspection:
    rooms = inspection.rooms_by_id
    drafts = copied_answers(Route(inspection), rooms[SOURCE], rooms[TARGET])
    return after(inspection, drafts)


def answered(room: str, item: str, option: str, **parts: str) -> Slots:
    return {("answered", room, item): {"option": option, **parts}}


@FEWER
@given(halls())
def test_only_open_items_that_apply_are_filled_in_and_none_is_changed(slots: Slots) -> None:
    inspection = inspection_of(slots)
    result = copied(inspection)
    route, then = Route(inspection), Route(result)
    room = inspection.rooms_by_id[TARGET]
    for item in room.zone.items:
        before = inspection.answers(TARGET, item.id)
        now = result.journal.value("answered", TARGET, item.id)
        if before != (None,):
            assert result.answers(TARGET, item.id) == before
        elif now is not None:
            assert then.applies(TARGET, item.id)
            assert route.applies(SOURCE, item.id)
            assert now == {
                "option": chosen_option(inspection.journal.value("answered", SOURCE, item.id)),
                "source": "copied",
            }


@FEWER
@given(halls())
def test_no_other_slot_is_touched(slots: Slots) -> None:
    inspection = inspection_of(slots)
    result = copied(inspection)
    for slot, heads in inspection.journal.heads.items():
        if slot[:2] != ("answered", TARGET):
            assert result.journal.heads[slot] == heads
    assert not result.conflicts


@FEWER
@given(halls())
def test_copying_twice_is_copying_once(slots: Slots) -> None:
    once = copied(inspection_of(slots))
    assert copied(once).journal.changes == once.journal.changes


@FEWER
@given(halls())
def test_confirming_keeps_every_answer_and_leaves_nothing_to_confirm(slots: Slots) -> None:
    result = copied(inspection_of(slots))
    confirmed = after(result, confirmations(result, TARGET), 2000)
    assert unconfirmed(confirmed, TARGET) == ()
    for item in result.rooms_by_id[TARGET].zone.items:
        assert confirmed.answers(TARGET, item.id) == result.answers(TARGET, item.id)
        assert "copied" not in str(confirmed.journal.value("answered", TARGET, item.id))


def test_an_answer_brings_along_what_it_makes_apply() -> None:
    slots = EMPTY_ROOMS | answered(SOURCE, "lock", "good") | answered(SOURCE, "key", "stays")
    result = copied(inspection_of(slots))
    assert unconfirmed(result, TARGET) == ("lock", "key")


def test_what_says_nothing_of_another_room_is_left() -> None:
    here = answered(SOURCE, "lock", "not-assessed") | answered(SOURCE, "dog", "gone", source="aid")
    result = copied(inspection_of(EMPTY_ROOMS | here))
    assert unconfirmed(result, TARGET) == ()


def test_an_answer_that_was_cleared_is_open_and_is_followed_up() -> None:
    cleared: Slots = {("answered", TARGET, "lock"): None}
    result = copied(inspection_of(EMPTY_ROOMS | answered(SOURCE, "lock", "worn") | cleared))
    assert result.answers(TARGET, "lock") == ("worn",)
    assert not result.conflicts


def test_a_room_that_is_not_there_has_nothing_to_confirm() -> None:
    assert unconfirmed(inspection_of({}), TARGET) == ()
