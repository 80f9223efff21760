"""A visit as a file and back: the letters say the same."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import AT, DEVICE, INSPECTION, Slots, inspection_of, visits
from woningscan.domain import kinds, visit_file
from woningscan.domain.changes import parse
from woningscan.domain.composing import compose
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.language import Language
from woningscan.domain.letter import Advised, Letter
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

MAKER = visit_file.Maker("0b3b5cf0-66cf-4b22-8f0e-1f4bb0e6f6ab", DEVICE, AT)


def letters(inspection: Inspection, files: Mapping[str, str]) -> list[object]:
    """Give all letters and cover sheets; photos are named by their files, not by their ids."""
    made: list[object] = []
    for language in Language:
        occasion = Occasion(None, language, LetterSettings())
        made.append(cover_sheet(inspection, occasion))
        for reader in inspection.questionnaire.readers:
            letter = compose(Route(inspection), reader.id, occasion)
            made.append(_with_files(letter, files))
    return made


def _with_files(letter: Letter, files: Mapping[str, str]) -> Letter:
    blocks = tuple(
        replace(
            block,
            figures=tuple(replace(figure, photo=files[figure.photo]) for figure in block.figures),
        )
        if isinstance(block, Advised)
        else block
        for block in letter.blocks
    )
    return replace(letter, blocks=blocks)


def imported(data: Mapping[str, Any]) -> tuple[Inspection, dict[str, str]]:
    changes = visit_file.changes_of(data, SMALL_HOME, MAKER)
    files = {id_: file for file, id_ in visit_file.photo_ids(data, MAKER).items()}
    return Inspection(SMALL_HOME, fold(changes)), files


@FEWER
@given(visits())
def test_export_and_import_give_equal_letters(slots: Slots) -> None:
    inspection = inspection_of(slots)
    files = visit_file.photo_files(inspection)
    data = json.loads(json.dumps(visit_file.file_of(inspection, None, files)))
    assert visit_file.faults(data, SMALL_HOME) == ()
    again, files_again = imported(data)
    assert letters(again, files_again) == letters(inspection, files)


@FEWER
@given(visits())
def test_a_second_round_changes_nothing(slots: Slots) -> None:
    inspection = inspection_of(slots)
    data = visit_file.file_of(inspection, None, visit_file.photo_files(inspection))
    again, _ = imported(data)
    assert visit_file.file_of(again, None, visit_file.photo_files(again)) == {
        **data,
        "advice": [_without_what_equals_the_rules(entry, again) for entry in _advice(data)],
    }


def _without_what_equals_the_rules(entry: Mapping[str, Any], again: Inspection) -> dict[str, Any]:
    """A priority or payer that is what the rules give is not kept; all else is."""
    kept = again.journal.value("advised", str(entry.get("measure"))) or {}
    assert isinstance(kept, dict)
    equal = {"priority", "payer"} - kept.keys() if "measure" in entry else set()
    return {key: value for key, value in entry.items() if key not in equal}


@FEWER
@given(visits())
def test_the_journal_takes_every_change_of_a_file_without_faults(slots: Slots) -> None:
    inspection = inspection_of(slots)
    data = visit_file.file_of(inspection, None, visit_file.photo_files(inspection))
    changes = visit_file.changes_of(data, SMALL_HOME, MAKER)
    for change in changes:
        assert parse(change.as_data()) == change
        kinds.check(change, SMALL_HOME)
    assert len({change.id for change in changes}) == len(changes)
    assert len({change.slot_key for change in changes}) == len(changes)


def test_a_visit_in_conflict_is_not_exported() -> None:
    inspection = inspection_of({("visit-dated",): "2026-05-12"})
    (change,) = inspection.journal.changes.values()
    other = replace(change, id=INSPECTION, value="2026-05-13")
    torn = replace(inspection, journal=inspection.journal.with_changes([other]))
    with pytest.raises(visit_file.VisitInConflictError) as raised:
        visit_file.file_of(torn, None, {})
    assert [conflict.slot for conflict in raised.value.conflicts] == [("visit-dated",)]


def test_photos_without_a_file_are_left_out() -> None:
    room = standard_room_id(INSPECTION, "hall")
    inspection = inspection_of(
        {
            ("room-added", room): {"zone": "hall", "standard": "hall", "order": 0},
            ("photo-added", room, INSPECTION): {"items": ["lock", "window"]},
        }
    )
    files = visit_file.photo_files(inspection)
    assert files == {INSPECTION: "photos/1.jpg"}
    (written,) = _rooms(visit_file.file_of(inspection, None, files))
    assert written["photos"] == [{"items": ["lock"], "file": "photos/1.jpg", "caption": None}]
    (bare,) = _rooms(visit_file.file_of(inspection, None, {}))
    assert bare["photos"] == []


def _rooms(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(data["rooms"])


def _advice(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(data["advice"])


def test_a_room_that_bears_the_name_of_a_standard_room_becomes_it_once() -> None:
    data = {
        "rooms": [
            {"zone": "hall", "name": "Porch"},
            {"zone": "hall", "name": "Hal"},
            {"zone": "hall", "name": "Hal"},
            {"zone": "bedroom", "name": "Hal"},
            {"zone": "bedroom", "name": None},
        ]
    }
    inspection, _ = imported(data)
    named = [(room.standard, room.given_name) for room in inspection.rooms]
    assert named == [
        ("porch", None),
        ("hall", None),
        (None, "Hal"),
        (None, "Hal"),
        (None, "Slaapkamer"),
    ]
    assert inspection.rooms[0].id == standard_room_id(MAKER.inspection, "porch")
    assert [room.name(Language.EN) for room in inspection.rooms] == [
        "Porch",
        "Hall",
        "Hall",
        "Hal",
        "Slaapkamer",
    ]


def test_own_findings_keep_their_order() -> None:
    said = [f"finding {number}" for number in range(30)]
    data = {"rooms": [{"zone": "hall", "own_findings": [{"text": text} for text in said]}]}
    inspection, _ = imported(data)
    kept = inspection.of_room("finding-added", inspection.rooms[0].id)
    assert [value for _, value in kept] == [{"text": text} for text in said]


def test_the_same_file_gives_the_same_changes() -> None:
    data = {"rooms": [{"zone": "hall", "photos": [{"file": "a.jpg"}], "notes": {"lock": "x"}}]}
    first = visit_file.changes_of(data, SMALL_HOME, MAKER)
    assert first == visit_file.changes_of(data, SMALL_HOME, MAKER)
    elsewhere = replace(MAKER, inspection=INSPECTION)
    others = visit_file.changes_of(data, SMALL_HOME, elsewhere)
    assert not {change.id for change in first} & {change.id for change in others}


def test_only_what_needs_saying_is_exported_as_advice() -> None:
    """Before the changed measure stands what comes first by the rules; the rest is left to them."""
    room = standard_room_id(INSPECTION, "hall")
    slots: dict[tuple[str, ...], Any] = {
        ("fact-stated", "place"): "shore",
        ("room-added", room): {"zone": "hall", "standard": "hall", "order": 0},
        ("answered", room, "lock"): {"option": "broken"},
    }
    plain = visit_file.file_of(inspection_of(slots), "2026-K7QM3", {})
    assert plain["advice"] == []
    assert plain["case"] == "2026-K7QM3"
    slots["advised", "oil"] = {"text": "Olie ligt klaar."}
    changed = visit_file.file_of(inspection_of(slots), None, {})
    assert changed["advice"] == [
        {"measure": "new-lock"},
        {"measure": "oil", "text": "Olie ligt klaar."},
    ]


def test_an_empty_file_names_all_there_is_to_fill_in() -> None:
    data = visit_file.empty_file(SMALL_HOME)
    assert visit_file.faults(data, SMALL_HOME) == ()
    warned = [warning.where for warning in visit_file.warnings(data, SMALL_HOME)]
    assert warned == ["visited_on", "facts.place"]
    rooms = _rooms(data)
    assert [room["name"] for room in rooms] == ["Hal", "Portaal"]
    assert rooms[0]["answers"] == {"lock": None, "key": None, "dog": None}
    assert data["facts"] == {"place": None, "tenure": None, "town": None}
