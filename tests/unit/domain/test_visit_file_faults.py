"""What is wrong with a visit file is told all at once, with where it stands."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faulty_visit_files import FAULTY, GOOD, Data, Spoil, entry, first
from tests.small_home import SMALL_HOME
from tests.strategies import json_values
from woningscan.domain import visit_file
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.language import Language
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

MAKER = visit_file.Maker(
    "0b3b5cf0-66cf-4b22-8f0e-1f4bb0e6f6ab",
    "00000000-0000-4000-8000-000000000001",
    "2026-05-12T09:30:00Z",
)


def found(change: Spoil) -> list[tuple[str, str]]:
    data = deepcopy(GOOD)
    change(data)
    return [(fault.where, fault.message) for fault in visit_file.faults(data, SMALL_HOME)]


def test_a_good_file_has_neither_faults_nor_warnings() -> None:
    assert visit_file.faults(GOOD, SMALL_HOME) == ()
    assert visit_file.warnings(GOOD, SMALL_HOME) == ()


@pytest.mark.parametrize(("change", "where", "message"), FAULTY, ids=range(len(FAULTY)))
def test_each_fault_says_where_and_how_to_mend_it(change: Spoil, where: str, message: str) -> None:
    ((at, said),) = found(change)
    assert at == where
    assert message in said


@pytest.mark.parametrize(
    "file",
    [
        "../1.jpg",
        "photos/../../1.jpg",
        "/tmp/1.jpg",  # noqa: S108 - it is never opened
        "C:/1.jpg",
        "C:1.jpg",
        "\\\\server\\1.jpg",
        "photos\\1.jpg",
        "photos/\x00.jpg",
        "photos/\ud800.jpg",
        "",
        ".",
        "//server/1.jpg",
    ],
)
def test_a_photo_stays_in_the_folder_of_the_file(file: str) -> None:
    assert visit_file.photo_path(file) is None
    ((at, said),) = found(lambda data: first(data)["photos"][0].update(file=file))
    assert at == "rooms[0].photos[0].file"
    assert "may lead out of the folder" in said


def test_all_faults_are_told_at_once() -> None:
    def spoil(data: Data) -> None:
        data["facts"]["place"] = "moon"
        data["visited_on"] = "yesterday"
        first(data)["answers"]["lock"] = "wrong"
        data["rooms"][1]["zone"] = "attic"
        entry(data, 1)["payer"] = "nobody"
        data["advice"].append({"measure": "paint"})

    assert {at for at, _ in found(spoil)} >= {
        "facts.place",
        "visited_on",
        "rooms[0].answers.lock",
        "rooms[1].zone",
        "advice[1].payer",
        "advice[2].reason",
    }


def test_what_equals_the_rules_is_no_deviation() -> None:
    listed = {"measure": "spare-key", "priority": "direct", "payer": "own", "omit": False}
    assert found(lambda data: data["advice"].append(listed)) == []


def test_a_companion_needs_a_reason_to_be_added_by_itself() -> None:
    def spoil(data: Data) -> None:
        first(data)["answers"] = {"lock": "broken"}
        data["rooms"].pop()
        data["advice"] = [{"measure": "spare-key"}]

    ((_, said),) = found(spoil)
    assert "by itself (it already stands with new-lock)" in said


@pytest.mark.parametrize(("omitted", "urgency"), [(True, "soon"), (False, "occasion")])
def test_the_rules_are_asked_with_what_is_added_and_left_out(
    *, omitted: bool, urgency: str
) -> None:
    """Oil stands with close, and makes paint as urgent as itself when close is left out."""

    def change(data: Data) -> None:
        first(data)["answers"] = {"lock": "good", "key": "good"}
        data["rooms"][1]["answers"] = {"window": "open"}
        data["advice"] = [
            {"measure": "close", "omit": omitted, "reason": "Al dicht."},
            {"measure": "paint", "priority": "direct"},
        ]

    ((at, said),) = found(change)
    assert at == "advice[1].reason"
    assert f"priority is not {urgency}, which the rules give" in said


def test_at_most_300_photos() -> None:
    many = [{"file": f"{number}.jpg"} for number in range(300)]
    ((at, said),) = found(lambda data: data["rooms"][1].update(photos=many))
    assert at == "rooms[1].photos[299]"
    assert "at most 300 photos" in said


def test_at_most_20_000_changes() -> None:
    rooms = [{"zone": "hall", "own_findings": [{"text": "x"}] * 999} for _ in range(20)]
    ((at, said),) = found(lambda data: data["rooms"].extend(rooms))
    assert at == "rooms"
    assert "at most 20000" in said


def test_at_most_10_001_rooms() -> None:
    rooms = [{"zone": "bedroom"}] * 10_000
    ((at, said),) = found(lambda data: data["rooms"].extend(rooms))
    assert at == "rooms[10001]"
    assert "at most 10001 rooms" in said


def warned(change: Spoil) -> list[tuple[str, str]]:
    data = deepcopy(GOOD)
    change(data)
    assert visit_file.faults(data, SMALL_HOME) == ()
    return [(warning.where, warning.message) for warning in visit_file.warnings(data, SMALL_HOME)]


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (lambda data: data.pop("visited_on"), "visited_on", "no letter"),
        (lambda data: data["facts"].pop("place"), "facts.place", "no letter"),
        (
            lambda data: first(data)["answers"].update(lock="not-assessed"),
            "rooms[0].answers.key",
            "does not apply",
        ),
        (lambda data: data["rooms"][1].pop("name"), "rooms[1].name", "called “Slaapkamer”"),
        (
            lambda data: data["advice"].append({"measure": "paint", "omit": True, "reason": "x"}),
            "advice[2]",
            "nothing to leave out",
        ),
    ],
)
def test_what_may_be_meant_so_is_a_warning(change: Spoil, where: str, message: str) -> None:
    warnings = warned(change)
    assert where in [at for at, _ in warnings]
    assert message in dict(warnings)[where]


def test_changes_to_a_measure_that_stands_with_another_are_warned_of() -> None:
    def change(data: Data) -> None:
        first(data)["answers"] = {"lock": "broken"}
        data["advice"] = [{"measure": "spare-key", "text": "Meer."}]

    assert warned(change) == [
        ("advice[0]", "This has no effect: the measure stands with new-lock and not alone.")
    ]


def test_everything_but_the_name_of_a_zone_may_be_null_or_absent() -> None:
    for data in (
        {},
        dict.fromkeys(GOOD),
        {"rooms": [dict.fromkeys(GOOD["rooms"][0]) | {"zone": "hall"}]},
    ):
        assert visit_file.faults(data, SMALL_HOME) == ()
        visit_file.changes_of(data, SMALL_HOME, MAKER)


def places(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        parts = list(data.items())
    elif isinstance(data, list):
        parts = list(enumerate(data))
    return [path, *(place for key, part in parts for place in places(part, (*path, key)))]


WORDS = st.sampled_from(
    [
        *SMALL_HOME.items_by_id,
        *SMALL_HOME.measures_by_id,
        *("hall", "bedroom", "good", "worn", "stays", "guest", "island", "tenant", "photos/1.jpg"),
    ]
)


@given(st.sampled_from(places(GOOD)[1:]), WORDS | json_values | st.text())
def test_no_mutation_of_a_good_file_crashes(path: tuple[str | int, ...], value: object) -> None:
    data: Any = deepcopy(GOOD)
    inner = data
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    faults = visit_file.faults(data, SMALL_HOME)
    visit_file.warnings(data, SMALL_HOME)
    changes = visit_file.changes_of(data, SMALL_HOME, MAKER)
    if not faults:
        route = Route(Inspection(SMALL_HOME, fold(changes)))
        occasion = Occasion(None, Language.EN, LetterSettings())
        if route.fact("place") and route.inspection.visited_on:
            for reader in SMALL_HOME.readers:
                compose(route, reader.id, occasion)
