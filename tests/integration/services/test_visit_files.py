"""Visit files as they come from a disk: hostile, faulty, or good."""

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.examples import FEWER
from tests.faulty_visit_files import FAULTY, GOOD, Data, Spoil
from tests.small_home import SMALL_HOME
from tests.strategies import json_values
from tests.visit_file_folders import LIBRARY, drawn_photo, written
from woningscan.domain import visit_file
from woningscan.services import visit_files
from woningscan.services.json_files import LARGEST
from woningscan.services.schemas import validator
from woningscan.services.visit_files import VisitFileFaultyError


def faults_of(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(VisitFileFaultyError) as raised:
        visit_files.read(path, LIBRARY)
    return [(fault.where, fault.message) for fault in raised.value.faults]


def faults_of_bytes(folder: Path, data: bytes) -> list[tuple[str, str]]:
    path = folder / "visit.json"
    path.write_bytes(data)
    return faults_of(path)


def spoiled(spoil: Spoil) -> Data:
    data = deepcopy(GOOD)
    spoil(data)
    return data


def test_a_good_file_is_read_with_its_photos(tmp_path: Path) -> None:
    visit = visit_files.read(written(tmp_path, GOOD), LIBRARY)
    assert visit.data == GOOD
    assert visit.questionnaire is SMALL_HOME
    assert visit.warnings == ()
    (photo,) = visit.photos.values()
    assert list(visit.photos) == ["photos/1.jpg"]
    assert (photo.width, photo.height) == (8, 6)
    room = visit.inspection().rooms[0]
    ((id_, _),) = visit.inspection().of_room("photo-added", room.id)
    assert visit.photos_by_id() == {id_: photo}


def test_warnings_do_not_refuse_a_file(tmp_path: Path) -> None:
    data = spoiled(lambda data: data.pop("visited_on"))
    visit = visit_files.read(written(tmp_path, data), LIBRARY)
    assert [warning.where for warning in visit.warnings] == ["visited_on"]


def test_an_empty_file_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "visit.json"
    path.write_text(json.dumps(visit_file.empty_file(SMALL_HOME)), encoding="utf-8")
    assert visit_files.read(path, LIBRARY).data == visit_file.empty_file(SMALL_HOME)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert visit_files.read(path, LIBRARY).data == GOOD


@pytest.mark.parametrize("place", range(len(FAULTY)))
def test_every_fault_of_meaning_is_found_once_in_a_file(tmp_path: Path, place: int) -> None:
    spoil, where, _ = FAULTY[place]
    ((at, _),) = faults_of(written(tmp_path, spoiled(spoil)))
    assert at == where


FORMS: list[tuple[Spoil, str, str]] = [
    (lambda data: data.update(format="woningscan-visit/2"), "format", "“woningscan-visit/1”"),
    (lambda data: data.pop("format"), "format", "missing"),
    (lambda data: data.update(format=None), "format", "“woningscan-visit/1”"),
    (lambda data: data.pop("questionnaire"), "questionnaire", "missing"),
    (lambda data: data.update(questionnaire=3), "questionnaire", "Give a text"),
    (lambda data: data.update(questionnaire="small-home/2"), "questionnaire", "“small-home/1”"),
    (lambda data: data.update(roms=[]), "roms", "did you mean “rooms”?"),
    (lambda data: data.update(rooms={}), "rooms", "a list or null"),
    (lambda data: data["rooms"].append("hall"), "rooms[2]", "an object"),
    (lambda data: data["rooms"].append(None), "rooms[2]", "an object"),
    (lambda data: data["rooms"].append({}), "rooms[2].zone", "missing"),
    (lambda data: data["rooms"][0].update(anwsers={}), "rooms[0].anwsers", "“answers”?"),
    (lambda data: data["rooms"][0]["answers"].update(lock=True), "rooms[0].answers.lock", "a text"),
    (lambda data: data["rooms"][0]["photos"].append({}), "rooms[0].photos[1].file", "missing"),
    (lambda data: data["facts"].update(place=1), "facts.place", "a text or null"),
    (lambda data: data["advice"][0].update(masure="x"), "advice[0].masure", "“measure”?"),
    (lambda data: data["advice"][0].update(measure=1), "advice[0].measure", "a text or null"),
    (lambda data: data["advice"][0].update(omit="yes"), "advice[0].omit", "true or false"),
    (lambda data: data["advice"][0].update(priority=1), "advice[0].priority", "“direct” or"),
]


@pytest.mark.parametrize("place", range(len(FORMS)))
def test_every_fault_of_form_is_said_plainly(tmp_path: Path, place: int) -> None:
    spoil, where, message = FORMS[place]
    found = faults_of(written(tmp_path, spoiled(spoil)))
    assert [at for at, _ in found] == [where]
    assert message in found[0][1]


def test_faults_of_form_and_meaning_and_photos_are_told_at_once(tmp_path: Path) -> None:
    def spoil(data: Data) -> None:
        data["format"] = "woningscan-visit/9"
        data["strange"] = True
        data["rooms"][0]["answers"]["lock"] = "wrong"
        data["rooms"][0]["photos"].append({"file": "absent.jpg"})
        data["advice"].append({"measure": "paint"})

    assert {at for at, _ in faults_of(written(tmp_path, spoiled(spoil)))} == {
        "format",
        "strange",
        "rooms[0].answers.lock",
        "rooms[0].photos[1].file",
        "advice[2].reason",
    }


@pytest.mark.parametrize(
    ("data", "where", "message"),
    [
        (b"", "line 1, column 1", "not JSON"),
        (b'{"format":\n "x",}', "line 2, column 6", "not JSON"),
        (b'{"a": "caf\xe9"}', "line 1", "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "line 1", "not UTF-8"),
        (b"[" * 100_000 + b"]" * 100_000, "", "nested deeper"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, ".".join("a" * 17), "nested deeper"),
        (b'{"format": NaN}', "format", "NaN is not a whole number"),
        (b'{"visited_on": -Infinity}', "visited_on", "not a whole number"),
        (b'{"visited_on": 1e999}', "visited_on", "1e999 is not a whole number"),
        (b'{"visited_on": ' + b"9" * 5000 + b"}", "visited_on", "999999999999999… is not"),
        (b'{"case": "a", "case": "b"}', "case", "more than once"),
        (b'{"holder": {"name": "a", "name": "a"}}', "holder.name", "more than once"),
        (b'{"case": "\\ud83d"}', "case", "half a character"),
        (b'{"facts": {"\\ud83d": null}}', 'facts["\\ud83d"]', "half a character"),
        (b"[]", "", "Give an object."),
        (b"null", "", "Give an object."),
    ],
    ids=range(16),
)
def test_hostile_json_is_a_fault(tmp_path: Path, data: bytes, where: str, message: str) -> None:
    found = faults_of_bytes(tmp_path, data)
    assert (where, message) in [
        (at, message) for at, said in found if at == where and message in said
    ]


def test_a_file_that_is_too_large_is_not_read_on(tmp_path: Path) -> None:
    ((_, said),) = faults_of_bytes(tmp_path, b" " * (LARGEST + 1))
    assert "larger than 10 MB" in said


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    ((_, said),) = faults_of(tmp_path / "absent.json")
    assert "cannot be read: No such file or directory" in said
    ((_, said),) = faults_of(tmp_path)
    assert "cannot be read" in said
    ((_, said),) = faults_of(tmp_path / "\0")
    assert "no such path" in said


def photo_fault(folder: Path, file: str) -> str:
    data = spoiled(lambda data: data["rooms"][0]["photos"][0].update(file=file))
    ((at, said),) = faults_of(written(folder, data))
    assert at == "rooms[0].photos[0].file"
    return said


def test_photos_stay_in_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(drawn_photo())
    folder = tmp_path / "visit"
    folder.mkdir()
    assert "may lead out" in photo_fault(folder, "../outside.jpg")
    assert "may lead out" in photo_fault(folder, str(outside))
    (folder / "link.jpg").symlink_to(outside)
    assert "outside the folder" in photo_fault(folder, "link.jpg")
    (folder / "elsewhere").symlink_to(tmp_path)
    assert "outside the folder" in photo_fault(folder, "elsewhere/outside.jpg")
    (folder / "circle.jpg").symlink_to("circle.jpg")
    assert "no such photo" in photo_fault(folder, "circle.jpg")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    data = spoiled(lambda data: data["rooms"][0]["photos"][0].update(file="link.jpg"))
    path = written(tmp_path, data)
    (tmp_path / "link.jpg").symlink_to("photos/1.jpg")
    assert list(visit_files.read(path, LIBRARY).photos) == ["link.jpg"]


def test_a_bad_photo_is_a_fault_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no photo", encoding="utf-8")
    (tmp_path / "cut.jpg").write_bytes(drawn_photo()[:200])
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "JPEG" in photo_fault(tmp_path, "text.jpg")
    assert "damaged" in photo_fault(tmp_path, "cut.jpg")
    assert "no such photo" in photo_fault(tmp_path, "absent.jpg")
    assert "no such photo" in photo_fault(tmp_path, "x" * 300)
    assert "not a file" in photo_fault(tmp_path, "photos")
    assert "not a file" in photo_fault(tmp_path, "pipe.jpg")


def test_png_and_webp_are_taken_in_too(tmp_path: Path) -> None:
    files = {"a.png": "PNG", "b.webp": "WEBP"}
    for name, kind in files.items():
        (tmp_path / name).write_bytes(drawn_photo(kind=kind))
    data = spoiled(lambda data: data["rooms"][0]["photos"].extend({"file": name} for name in files))
    visit = visit_files.read(written(tmp_path, data), LIBRARY)
    assert list(visit.photos) == ["photos/1.jpg", *files]
    assert {photo.full[:3] for photo in visit.photos.values()} == {b"\xff\xd8\xff"}


def test_the_schemas_are_schemas() -> None:
    for name in (visit_files.SCHEMA, "letter_settings.schema.json"):
        Draft202012Validator.check_schema(validator(name).schema)


def _places(data: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    return [path, *(place for key, part in parts for place in _places(part, (*path, key)))]


@settings(FEWER, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_places(GOOD)[1:]), json_values | st.text() | st.sampled_from(["hall", "x"]))
def test_no_mutation_of_a_good_file_crashes(
    tmp_path: Path, path: tuple[Any, ...], value: object
) -> None:
    def spoil(data: Data) -> None:
        inner: Any = data
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = value

    file = written(tmp_path, spoiled(spoil))
    try:
        visit = visit_files.read(file, LIBRARY)
    except VisitFileFaultyError as error:
        lines = str(error).splitlines()
        assert lines
    else:
        assert json.loads(file.read_text(encoding="utf-8")) == visit.data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_crash(tmp_path: Path, data: bytes) -> None:
    assert faults_of_bytes(tmp_path, data)
