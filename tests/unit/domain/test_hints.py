"""What is missing in a visit: each hint comes when it should, and goes when it is settled."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import AT, DEVICE, INSPECTION, Slots, inspection_of, visits
from woningscan.domain.changes import Change
from woningscan.domain.hints import Hint, Topic, Weight, hints
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.rights import State
from woningscan.domain.route import Route

HALL = standard_room_id(INSPECTION, "hall")
BEDROOM = "0bed0000-0000-4000-8000-000000000000"
PHOTO = "0f070000-0000-4000-8000-000000000000"
DONE: Slots = {
    ("visit-dated",): "2026-05-12",
    ("fact-stated", "place"): "shore",
    ("fact-stated", "tenure"): "owner",
    ("room-added", HALL): {"zone": "hall", "standard": "hall", "order": 1},
    ("room-added", BEDROOM): {"zone": "bedroom", "name": "Zolder", "order": 2},
    **{("answered", HALL, item): {"option": "good"} for item in ("lock", "key", "dog")},
    **{("answered", BEDROOM, item): {"option": "good"} for item in ("window", "curtain")},
}
"""A visit of which nothing is missing."""


def hinted(slots: Slots, state: State = State.CLOSED) -> tuple[Hint, ...]:
    return hints(Route(inspection_of(slots)), state)


def told(slots: Slots, state: State = State.CLOSED) -> list[tuple[Any, ...]]:
    return [
        (
            hint.topic,
            hint.room and hint.room.id,
            tuple(item.id for item in hint.items),
            hint.subjects,
        )
        for hint in hinted(slots, state)
    ]


def without(*slot: str) -> Slots:
    return {key: value for key, value in DONE.items() if key != slot}


def test_nothing_is_missing_when_all_is_done() -> None:
    assert told(DONE) == []


@pytest.mark.parametrize("state", State)
def test_a_visit_that_is_not_closed_is_hinted_at(state: State) -> None:
    expected = state in {State.PLANNED, State.VISITING}
    assert [hint.topic for hint in hinted(DONE, state)] == [Topic.NOT_CLOSED] * expected


def test_the_day_and_facts_that_a_letter_needs_must_be_filled_in() -> None:
    assert told(without("visit-dated")) == [(Topic.DAY, None, (), ())]
    assert told(without("fact-stated", "place")) == [(Topic.NEEDED_FACTS, None, (), ("place",))]
    assert {hint.weight for hint in hinted(without("visit-dated"))} == {Weight.MUST}


def test_other_facts_are_good_to_know_and_free_text_is_never_missed() -> None:
    assert told(without("fact-stated", "tenure")) == [(Topic.OTHER_FACTS, None, (), ("tenure",))]
    assert {hint.weight for hint in hinted(without("fact-stated", "tenure"))} == {Weight.KNOW}


def test_open_items_are_counted_by_room_from_the_first() -> None:
    open_ = {slot: value for slot, value in DONE.items() if slot[0] != "answered"}
    # Two items wait for an answer about the lock; they are not missing yet.
    assert told(open_) == [
        (Topic.OPEN, HALL, ("lock", "dog"), ()),
        (Topic.OPEN, BEDROOM, ("curtain",), ()),
    ]
    assert [hint.count for hint in hinted(open_)] == [2, 1]


@pytest.mark.parametrize("option", ["not-applicable", "not-assessed"])
def test_what_was_not_judged_wants_a_note(option: str) -> None:
    slots = {**DONE, ("answered", HALL, "dog"): {"option": option}}
    assert told(slots) == [(Topic.NO_NOTE, HALL, ("dog",), ())]
    assert told({**slots, ("noted", HALL, "dog"): "Geen hond."}) == []


@pytest.mark.parametrize(("source", "topic"), [("copied", Topic.COPIED), ("bulk", Topic.BULK)])
def test_answers_that_were_no_tap_are_counted(source: str, topic: Topic) -> None:
    answer = {"option": "good", "source": source}
    slots = {**DONE, ("answered", HALL, "lock"): answer, ("answered", HALL, "dog"): answer}
    assert told(slots) == [(topic, HALL, ("lock", "dog"), ())]


def test_an_answer_from_an_aid_needs_no_look() -> None:
    assert told({**DONE, ("answered", HALL, "lock"): {"option": "good", "source": "aid"}}) == []


def test_a_delicate_finding_that_is_not_ticked_is_good_to_know() -> None:
    slots = {**DONE, ("answered", HALL, "dog"): {"option": "gone"}}
    assert told(slots) == [(Topic.NOT_TICKED, HALL, ("dog",), ())]
    assert told({**slots, ("letter-ticked", HALL, "dog"): True}) == []


def test_what_does_not_apply_is_not_missed() -> None:
    slots = {
        **without("answered", HALL, "key"),
        ("answered", HALL, "lock"): {"option": "broken"},
    }
    assert told(slots) == []


@pytest.mark.parametrize(
    ("agreed", "fields", "topics"),
    [
        (None, {}, [Topic.NO_DESCRIPTION]),
        ("yes", {"description": "Een slot."}, []),
        ("ask-each", {}, [Topic.NO_CONSENT]),
        ("ask-each", {"consent": True}, [Topic.NO_DESCRIPTION]),
        ("ask-each", {"consent": True, "description": "Een slot."}, []),
        ("none", {"description": "Een slot."}, [Topic.NO_CONSENT]),
    ],
)
def test_photos_want_a_description_and_sometimes_consent(
    agreed: str | None, fields: dict[str, Any], topics: list[Topic]
) -> None:
    slots = {
        **DONE,
        ("photos-agreed",): agreed,
        ("photo-added", HALL, PHOTO): {"items": [], **fields},
    }
    assert told(slots) == [(topic, HALL, (), (PHOTO,)) for topic in topics]


@pytest.mark.parametrize(
    ("value", "is_missed"),
    [
        ({"text": "Vraag erom."}, True),
        ({"omit": True, "reason": "Er is al een slot."}, True),
        ({"priority": "direct", "reason": "Haast."}, True),
        ({"added": True, "text": "Toch.", "reason": "Haast."}, False),
        ({"reason": "Zomaar."}, False),
        (None, False),
    ],
)
def test_a_change_of_advice_that_nothing_calls_for_is_hinted_at(
    *, value: dict[str, Any] | None, is_missed: bool
) -> None:
    slots = {**DONE, ("advised", "new-lock"): value}
    assert told(slots) == [(Topic.ADVICE_GONE, None, (), ("new-lock",))] * is_missed
    called_for = {**slots, ("answered", HALL, "lock"): {"option": "broken"}}
    assert Topic.ADVICE_GONE not in [hint.topic for hint in hinted(called_for)]


def disagreeing(slots: Slots, slot: tuple[str, ...], *values: Any) -> Inspection:  # noqa: ANN401
    """Give the inspection in which devices say these things besides."""
    added = [
        Change(str(UUID(int=10**6 + number)), slot[0], slot[1:], value, (), DEVICE, AT)
        for number, value in enumerate(values)
    ]
    return Inspection(SMALL_HOME, inspection_of(slots).journal.with_changes(added))


def test_a_disagreement_stands_with_its_room_and_names_its_item() -> None:
    other = disagreeing(DONE, ("answered", HALL, "lock"), {"option": "worn"})
    (hint,) = hints(Route(other), State.CLOSED)
    assert (hint.topic, hint.weight, hint.slot) == (
        Topic.CONFLICT,
        Weight.MUST,
        ("answered", HALL, "lock"),
    )
    assert hint.room
    assert hint.room.id == HALL
    assert [item.id for item in hint.items] == ["lock"]


def test_a_disagreement_about_the_visit_stands_with_no_room() -> None:
    for slot, value in (
        (("advised", "oil"), {"text": "Meer."}),
        (("fact-stated", "place"), "island"),
    ):
        inspection = disagreeing({**DONE, ("advised", "oil"): None}, slot, value)
        found = hints(Route(inspection), State.CLOSED)
        conflicts = [hint for hint in found if hint.topic is Topic.CONFLICT]
        assert [(hint.room, hint.slot) for hint in conflicts] == [(None, slot)]


@FEWER
@given(visits())
def test_every_open_item_is_in_exactly_one_hint_and_rooms_come_in_walk_order(slots: Slots) -> None:
    route = Route(inspection_of(slots))
    found = hints(route, State.VISITING)
    expected = [
        (room.id, item.id) for room in route.inspection.rooms for item in route.open_items(room)
    ]
    hinted_at = [
        (hint.room.id, item.id)
        for hint in found
        if hint.topic is Topic.OPEN and hint.room
        for item in hint.items
    ]
    assert hinted_at == expected
    places = [route.inspection.rooms.index(hint.room) if hint.room else -1 for hint in found]
    assert places == sorted(places)
