"""What applies, as the design states it, whatever Hypothesis draws."""

from math import prod
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests import drawn_visits, slow_meaning, vector_files
from tests.answers import answer, route_from
from tests.drawn_visits import visits
from tests.examples import FEWER
from woningscan.domain.inspection import Inspection
from woningscan.domain.route import MOST_COMBINATIONS, Progress, Route

Data = dict[str, Any]


def values_of(inspection: Inspection) -> dict[tuple[str, ...], tuple[str | None, ...]]:
    """Give the heads of every fact and answer that could be read."""
    found: dict[tuple[str, ...], tuple[str | None, ...]] = {
        ("answered", room.id, item.id): inspection.answers(room.id, item.id)
        for room, item in inspection.items
    }
    for fact in inspection.questionnaire.facts:
        found["fact-stated", fact.id] = inspection.facts(fact.id)
    return found


@FEWER
@given(visits)
def test_an_item_applies_when_it_does_under_any_combination(visit: Data) -> None:
    route = route_from(visit)
    values = values_of(route.inspection)
    assume(prod(len(heads) for heads in values.values()) <= MOST_COMBINATIONS)
    rooms = {room.id: room.zone.id for room in route.inspection.rooms}
    for room, item in route.inspection.items:
        place = (room.id, item.id)
        expected = slow_meaning.applies(visit["questionnaire"], rooms, values, place)
        assert route.applies(*place) == expected, place


@FEWER
@given(visits)
def test_without_conflicts_only_items_whose_condition_holds_are_shown(visit: Data) -> None:
    route = route_from(visit)
    values = values_of(route.inspection)
    assume(all(len(heads) == 1 for heads in values.values()))
    rooms = {room.id: room.zone.id for room in route.inspection.rooms}
    state = {slot: heads[0] for slot, heads in values.items()}
    reading = slow_meaning.Reading(visit["questionnaire"], rooms, state)
    for room in route.inspection.rooms:
        shown = {item.id for item in route.applying(room)}
        for item in room.zone.items:
            condition = reading.items[item.id][1]["show_when"]
            assert (item.id in shown) == reading.holds(condition, room.id)


@FEWER
@given(visits, st.randoms(use_true_random=False))
def test_the_route_does_not_depend_on_the_order_of_arrival(visit: Data, random: Any) -> None:  # noqa: ANN401
    shuffled = list(visit["changes"])
    random.shuffle(shuffled)
    question = {"about": "route", **visit}
    assert answer({**question, "changes": shuffled}) == answer(question)


@FEWER
@given(visits)
def test_what_is_open_applies_and_what_is_answered_is_counted(visit: Data) -> None:
    route = route_from(visit)
    for room in route.inspection.rooms:
        applying, still_open = route.applying(room), route.open_items(room)
        assert set(still_open) <= set(applying)
        progress = Progress(len(applying) - len(still_open), len(applying))
        assert route.progress(room) == progress
        assert progress.is_done == (not still_open)


@FEWER
@given(visits)
def test_what_waits_or_stands_in_a_removed_room_changes_nothing_that_is_shown(visit: Data) -> None:
    inspection = route_from(visit).inspection
    without_effect = {tuple(slot) for slot in inspection.waiting}
    gone = {room for room in drawn_visits.ROOMS if room not in inspection.rooms_by_id}
    kept = [
        change
        for change in visit["changes"]
        if (change["kind"], *change["slot"]) not in without_effect
        and not (change["kind"] in {"answered", "noted"} and change["slot"][0] in gone)
    ]
    told = answer({"about": "route", **visit})
    without = answer({"about": "route", **visit, "changes": kept})
    for key in ("rooms", "names", "applies", "open", "facts"):
        assert without[key] == told[key]


@FEWER
@given(visits)
def test_every_slot_is_shown_waiting_or_of_the_visit_as_a_whole(visit: Data) -> None:
    inspection = route_from(visit).inspection
    for slot in inspection.journal.heads:
        if slot in inspection.waiting:
            assert slot[1] not in inspection.rooms_by_id or slot[0] in {
                "answered",
                "noted",
                "letter-ticked",
            }


@FEWER
@given(visits)
def test_every_conflict_is_a_slot_of_its_own_with_more_than_one_head(visit: Data) -> None:
    conflicts = route_from(visit).inspection.conflicts
    assert len({conflict.slot for conflict in conflicts}) == len(conflicts)
    for conflict in conflicts:
        assert len({head.id for head in conflict.heads}) == len(conflict.heads) > 1


@FEWER
@given(visits)
def test_a_head_in_a_removed_room_is_seen_by_the_removal_or_shown(visit: Data) -> None:
    inspection = route_from(visit).inspection
    shown = {
        conflict.slot[1]: {head.id for head in conflict.heads}
        for conflict in inspection.conflicts
        if conflict.slot[0] == "room-removed"
    }
    for slot, heads in inspection.journal.heads.items():
        removals = inspection.journal.values("room-removed", *slot[1:2])
        if slot[0] == "answered" and removals and slot[1] not in inspection.rooms_by_id:
            seen = {id_ for each in removals if isinstance(each, dict) for id_ in _ids(each)}
            was_added = slot[1:2] in {known[1:] for known in inspection.journal.slots("room-added")}
            # A cleared answer says nothing that could be lost.
            unseen = {head.id for head in heads if head.value is not None} - seen
            if was_added:
                assert unseen <= shown.get(slot[1], set())


def _ids(removal: dict[str, Any]) -> list[str]:
    ids: list[str] = removal["saw"]
    return ids


def test_a_route_holds_conditions_over_facts() -> None:
    change = vector_files.change(["1", "fact-stated", ["tenure"], "tenant"])
    content = vector_files.read("advice")
    route: Route = route_from({**content, "changes": [change]})
    rule = route.inspection.questionnaire.measures_by_id["fit-lock"].payer[0]
    assert route.holds(rule.when)
    assert route.holds(None)
    assert route.fact("tenure") == "tenant"
