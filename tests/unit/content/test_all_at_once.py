"""Who breaks a questionnaire in several ways is told of all of them at once."""

from pathlib import Path

import pytest

from tests.unit.content.faulty import (
    FACTS,
    GOOD,
    HALL,
    MEASURES,
    PARAGRAPHS,
    PHRASES,
    QUESTIONNAIRE,
    ROOM,
)
from woningscan.content.checking import check
from woningscan.content.loader import read

Broken = tuple[str, str, str, str, str]

SPARE_KEY = "  - id: spare-key\n"
KEY_WHEN = "- {item: lock, in: [sound, worn]}"
GUEST = "not: {fact: tenure, in: [guest]}"
WINDOW = "  - id: window\n"

BROKEN: dict[str, Broken] = {
    "unknown id": (
        HALL, "[lock-oil]", "[lock-oil, lock-remove]", "measures[lock-remove]", "is no measure",
    ),
    "cycle": (HALL, KEY_WHEN, "- {item: key, in: [stays]}", "items[key].show_when", "key → key"),
    "missing language": (HALL, "name: {nl: Hal, en: Hall}", "name: {nl: Hal}", "name.en", "add it"),
    "double id": (
        MEASURES, SPARE_KEY, "  - id: lock-oil\n", "measures[lock-oil].id", "is used already",
    ),
    "option without a grade": (
        HALL, "        grade: slight\n", "", "options[worn].grade", "is missing",
    ),
    "item that nobody can reach": (
        ROOM, "      any:\n", "      all:\n        - not: {item: key, in: [stays]}\n",
        "items[window].show_when", "can never hold",
    ),
    "YAML error": (PARAGRAPHS, "readers: [holder]", "readers: [holder", "", "this is not YAML"),
}  # fmt: skip


def broken(texts: dict[str, bytes], *faults: Broken) -> dict[str, bytes]:
    """Give files in which each fault is made."""
    for file, old, new, _, _ in faults:
        text = texts[file].decode()
        assert old in text, f"{file} does not hold {old!r}"
        texts = {**texts, file: text.replace(old, new, 1).encode()}
    return texts


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN.keys())
def test_each_fault_alone_is_named(fault: Broken) -> None:
    file, _, _, key, message = fault
    found = read(broken(GOOD, fault)).faults
    assert any(
        each.file == file and each.key.endswith(key) and message in each.message for each in found
    )


def test_seven_faults_in_one_folder_are_all_named_with_their_lines(tmp_path: Path) -> None:
    texts = broken(GOOD, *BROKEN.values())
    for file, content in texts.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(content)
    faults = check(tmp_path)
    for kind, (file, _, _, key, message) in BROKEN.items():
        assert [
            fault
            for fault in faults
            if fault.file == file and fault.key.endswith(key) and message in fault.message
        ], kind
    for fault in faults:
        assert 0 < fault.line <= texts[fault.file].count(b"\n") + 1


@pytest.mark.parametrize("file", [QUESTIONNAIRE, FACTS, PHRASES, PARAGRAPHS, MEASURES, ROOM])
def test_an_unknown_name_is_told_although_another_file_cannot_be_read(file: str) -> None:
    texts = broken(GOOD, BROKEN["unknown id"])
    texts[file] += b"\n}"
    assert {fault.file for fault in read(texts).faults} == {file, HALL}


def test_a_measure_is_not_called_unused_while_an_unread_file_names_one_that_brings_it() -> None:
    texts = {**GOOD, HALL: GOOD[HALL] + b"\n}"}
    assert [fault.file for fault in read(texts).faults] == [HALL]


def test_a_file_of_a_wrong_name_does_not_make_unknown_what_stands_in_it() -> None:
    texts = {file.replace("/all", "/more/all"): content for file, content in GOOD.items()}
    wrong = {file for file in texts if "/more/" in file}
    assert {fault.file for fault in read(texts).faults} == wrong
