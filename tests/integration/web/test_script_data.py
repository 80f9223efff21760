"""A page carries a part of the journal: its script must still come to what the whole says."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from tests.drawn_visits import visits
from tests.examples import FEWER
from tests.questionnaire_from_export import questionnaire_from
from tests.repository import ROOT
from woningscan.content.library import Library
from woningscan.domain.changes import Change
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.route import Route
from woningscan.web.contexts.script_data import room_data

Data = dict[str, Any]


def change_from(data: Data) -> Change:
    whole = {"replaces": [], "device": "", "at": "", **data}
    return Change(
        whole["id"],
        whole["kind"],
        tuple(whole["slot"]),
        whole["value"],
        tuple(whole["replaces"]),
        whole["device"],
        whole["at"],
    )


def named(condition: Data | None, kind: str) -> Iterator[str]:
    """Give the items or the facts that a condition names."""
    match condition:
        case {"all": parts} | {"any": parts}:
            for part in parts:
                yield from named(part, kind)
        case {"not": part}:
            yield from named(part, kind)
        case dict() if kind in condition:
            yield condition[kind]


@FEWER
@given(visits)
def test_the_part_that_a_room_carries_says_the_same_as_the_whole(visit: Data) -> None:
    questionnaire = questionnaire_from(visit["questionnaire"])
    whole = Inspection(questionnaire, fold(change_from(each) for each in visit["changes"]))
    route = Route(whole)
    for room in whole.rooms:
        heads = room_data(whole, room)["heads"]
        part = Inspection(questionnaire, fold(change_from(head) for head in heads))
        said = Route(part)
        assert room in part.rooms or room.given_name is not None
        for item in room.zone.items:
            assert said.applies(room.id, item.id) == route.applies(room.id, item.id)
            assert part.answers(room.id, item.id) == whole.answers(room.id, item.id)


@FEWER
@given(visits)
def test_no_condition_names_what_was_left_out(visit: Data) -> None:
    questionnaire = questionnaire_from(visit["questionnaire"])
    whole = Inspection(questionnaire, fold(change_from(each) for each in visit["changes"]))
    for room in whole.rooms:
        carried = room_data(whole, room)["questionnaire"]
        items = {item["id"]: item for zone in carried["zones"] for item in zone["items"]}
        facts = {fact["id"]: fact for fact in carried["facts"]}
        conditions = [item["show_when"] for item in items.values()]
        conditions += [value["show_when"] for f in facts.values() for value in f["values"] or ()]
        for condition in conditions:
            assert set(named(condition, "item")) <= items.keys()
            assert set(named(condition, "fact")) <= facts.keys()


def test_a_room_carries_of_other_rooms_what_its_conditions_look_at_and_no_more() -> None:
    library = Library(ROOT / "tests/questionnaires", ())
    questionnaire = library.questionnaire("item-conditions/1")
    sheds, gardens = ("shed-1", "shed-2"), ("garden-1", "garden-2")
    said = [("room-added", [room], {"zone": room[:-2], "order": 0}) for room in sheds + gardens]
    said += [("answered", [room, "door"], {"option": "good"}) for room in sheds]
    said += [("answered", [room, "bolt"], {"option": "good"}) for room in sheds]
    said += [("answered", [room, "fence"], {"option": "bad"}) for room in gardens]
    said += [("answered", [room, "lamp"], {"option": "good"}) for room in gardens]
    changes = [
        change_from({"id": str(number), "kind": kind, "slot": slot, "value": value})
        for number, (kind, slot, value) in enumerate(said)
    ]
    whole = Inspection(questionnaire, fold(changes))

    def carried(room: str) -> set[tuple[str, ...]]:
        heads = room_data(whole, whole.rooms_by_id[room])["heads"]
        return {tuple(head["slot"]) for head in heads if head["kind"] == "answered"}

    assert carried("shed-1") == {("shed-1", "door"), ("shed-1", "bolt")}
    assert carried("garden-1") == {
        ("shed-1", "door"),
        ("shed-2", "door"),
        ("garden-1", "fence"),
        ("garden-2", "fence"),
        ("garden-1", "lamp"),
    }
