"""Faults of single values: each is found where it stands."""

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
    Change,
    assert_one_fault,
    changed,
)
from woningscan.content.faults import Fault
from woningscan.content.loader import read

OFFICE = "    label: {nl: Plaats, en: Place}\n"
WORN = "items[lock].options[worn]"

CHANGES = {
    "unknown key": Change(
        HALL, "        grade: slight", "        grdae: serious\n        grade: slight",
        f"{WORN}.grdae", "did you mean “grade”?",
    ),
    "missing key": Change(
        HALL, '    question: {nl: "Hoe is het slot?", en: "How is the lock?"}\n', "",
        "items[lock].question", "is missing; add it", at="- id: lock",
    ),
    "missing language": Change(
        HALL, "name: {nl: Hal, en: Hall}", "name: {nl: Hal}", "name.en", "is missing",
    ),
    "empty text": Change(
        HALL, "name: {nl: Hal, en: Hall}", "name: {nl: Hal, en: ''}", "name.en", "is empty",
    ),
    "empty key": Change(HALL, "letter: when-ticked", "letter:", "items[key].letter", "is empty"),
    "untranslated text": Change(
        FACTS, "{nl: Waar de woning staat., en: Where the home is.}",
        "{nl: Where the home is., en: Where the home is.}",
        "facts[place].help", "translate", at="help: {nl: Where",
    ),
    "third language": Change(
        HALL, "name: {nl: Hal, en: Hall}", "name: {nl: Hal, en: Hall, de: Flur}",
        "name.de", "is not a key",
    ),
    "text of a wrong type": Change(
        FACTS, OFFICE, "    label: Plaats\n", "facts[place].label", "must be keys with values",
    ),
    "time zone that does not exist": Change(
        FACTS, "time_zone: America/Kralendijk", "time_zone: America/Atlantis",
        "facts[place].values[island].time_zone", "is no time zone", at="- {id: island,",
    ),
    "value of a wrong type": Change(
        HALL, "grade: slight", "grade: [slight]", f"{WORN}.grade", "must be one value",
    ),
    "list of a wrong type": Change(
        PARAGRAPHS, "readers: [holder, reviewer]", "readers: holder",
        "paragraphs[welcome].readers", "must be a list",
    ),
    "empty list": Change(HALL, "sources: [S3, S4]", "sources: []", "items[lock].sources", "empty"),
    "double key": Change(
        HALL, "grade: slight", "grade: slight\n        grade: serious",
        f"{WORN}.grade", "stands here twice", at="grade: serious",
    ),
    "double entry": Change(
        HALL, "measures: [lock-oil]", "measures: [lock-oil, lock-oil]",
        f"{WORN}.measures[lock-oil]", "twice",
    ),
    "unknown word": Change(HALL, "grade: slight", "grade: slihgt", f"{WORN}.grade", "“slight”"),
    "word that is neither true nor false": Change(
        QUESTIONNAIRE, "apart: true", "apart: yes", "chapters[label].apart", "true or false",
    ),
    "version that is no number": Change(
        QUESTIONNAIRE, "version: 1", "version: one", "version", "whole number",
    ),
    "id with a capital": Change(
        QUESTIONNAIRE, "id: every-key", "id: Every-key", "id", "is not an id",
    ),
    "option that every item has": Change(
        ROOM, "- {id: closes,", "- {id: not-applicable,",
        "items[window].options[not-applicable].id", "every item has",
    ),
    "source of another form": Change(
        HALL, "sources: [S3, S4]", "sources: [S3, wiki]",
        "items[lock].sources[wiki]", "is not a source",
    ),
    "section that no letter has": Change(
        PARAGRAPHS, "section: limits", "section: limit", "paragraphs[ferry].section", "“limits”",
    ),
    "limit beside values": Change(
        FACTS, OFFICE, f"    max_length: 9\n{OFFICE}", "facts[place].max_length", "free text",
    ),
    "limit that is too high": Change(
        FACTS, "max_length: 40", "max_length: 201", "facts[town].max_length", "200",
    ),
    "condition of no known form": Change(
        HALL, "    when: {fact: tenure, in: [owner]}", "    when: {tenure: owner}",
        "rooms[porch].when", "is not a condition",
    ),
    "condition of two forms": Change(
        HALL, "{item: lock, in: [sound, worn]}", "{item: lock, in: [sound, worn], all: []}",
        "items[key].show_when.all[1].all", "is not a key", at="- {item: lock",
    ),
    "unknown scope": Change(
        ROOM, "scope: all", "scope: every", "items[window].show_when.any[1].scope",
        "choose from room, any, all", at="- {item: lock",
    ),
    "long sentence": Change(
        HALL, "nl: Kijk naar het merkje.", f"nl: Kijk {'goed ' * 20}.",
        "items[lock].help.nl", "has 21 words", at="help: {nl: Kijk",
    ),
    "other placeholders": Change(
        PHRASES, "nl: Wat al goed is", 'nl: "Wat {name} al goed doet"',
        "phrases.heading-good", "other words in braces", at="heading-good",
    ),
    "tag": Change(
        HALL, "grade: slight", "grade: !!python/name:os.system slight",
        f"{WORN}.grade", "write the value out",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_fault_is_found_where_it_stands(change: Change) -> None:
    assert_one_fault(change)


def test_good_questionnaire_has_no_faults() -> None:
    assert read(GOOD).faults == []


def test_fault_is_one_line_for_people_and_editors() -> None:
    fault = Fault(HALL, 41, "items[lock].options[worn].grade", "is missing")
    line = "zones/01-hall.yaml:41: items[lock].options[worn].grade: is missing"
    assert str(fault) == line
    assert str(Fault(HALL, 3, "", "this is not YAML")) == "zones/01-hall.yaml:3: this is not YAML"


def test_all_faults_come_at_once_in_their_order() -> None:
    texts = changed(HALL, "grade: slight", "grade: slihgt")
    texts[HALL] = texts[HALL].replace(b"[S3, S4]", b"[nowhere]")
    texts[PARAGRAPHS] = texts[PARAGRAPHS].replace(b"[holder, reviewer]", b"[holder, revieuwer]")
    keys = [
        "paragraphs[welcome].readers[revieuwer]",
        f"{WORN}.grade",
        "items[lock].sources[nowhere]",
    ]
    assert [fault.key for fault in read(texts).faults] == keys


def test_a_faulty_value_is_not_said_to_be_missing_too() -> None:
    faults = read(changed(HALL, "grade: slight", "grade: slihgt")).faults
    assert len(faults) == 1


def test_what_a_value_should_hold_is_not_missed_when_the_value_itself_is() -> None:
    texts = changed(PHRASES, "phrases:", "frases:")
    keys = [fault.key for fault in read(texts, {"heading-good", "heading-first"}).faults]
    assert keys == ["frases", "phrases"]


def test_alias_is_refused_even_when_it_holds_itself() -> None:
    texts = changed(ROOM, "      any:\n", "      any: &loop\n        - *loop\n")
    (fault,) = read(texts).faults
    assert fault.key == "items[window].show_when.any[1]"
    assert "aliases" in fault.message


@pytest.mark.parametrize(
    ("kind", "file", "old", "new", "first"),
    [
        ("zone", ROOM, b"id: room", b"id: hall", "zones/01-hall.yaml:1"),
        ("item", ROOM, b"- id: window", b"- id: lock", "zones/01-hall.yaml:10"),
        ("room", HALL, b"key: porch", b"key: hall", "zones/01-hall.yaml:5"),
        ("option", HALL, b"- id: broken", b"- id: worn", "zones/01-hall.yaml:15"),
        ("fact", FACTS, b"- id: town", b"- id: place", "facts.yaml:2"),
        ("value", FACTS, b"{id: island,", b"{id: shore,", "facts.yaml:7"),
        ("measure", MEASURES, b"- id: key-away", b"- id: lock-oil", "measures/all.yaml:2"),
        ("chapter", QUESTIONNAIRE, b"- id: label", b"- id: daily", "questionnaire.yaml:5"),
        ("payer", QUESTIONNAIRE, b"{id: landlord,", b"{id: own,", "questionnaire.yaml:12"),
        ("reader", QUESTIONNAIRE, b"{id: employer,", b"{id: holder,", "questionnaire.yaml:15"),
        ("paragraph", PARAGRAPHS, b"- id: ferry", b"- id: welcome", "paragraphs/all.yaml:2"),
    ],
)
def test_id_is_given_once_and_the_fault_names_the_first(
    kind: str, file: str, old: bytes, new: bytes, first: str
) -> None:
    del kind
    assert old in GOOD[file]
    faults = read({**GOOD, file: GOOD[file].replace(old, new, 1)}).faults
    line = GOOD[file].decode()[: GOOD[file].index(old)].count("\n") + 1
    assert [(fault.file, fault.line) for fault in faults if first in fault.message] == [
        (file, line)
    ]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"id: room\nname: [nl\n", 3, "this is not YAML"),
        (b"id: room\nname: \x07\n", 2, "this is not YAML"),
        (b"id: room\nname: \xff\n", 2, "this is not UTF-8"),
        (b"id: room\n---\nid: hall\n", 2, "this is not YAML"),
    ],
)
def test_file_that_cannot_be_read_hides_what_follows_from_it(
    content: bytes, line: int, message: str
) -> None:
    line += GOOD[MEASURES].count(b"\n")
    (fault,) = read({**GOOD, MEASURES: GOOD[MEASURES] + content}).faults
    assert (fault.file, fault.line, fault.key) == (MEASURES, line, "")
    assert message in fault.message


@pytest.mark.parametrize("file", sorted(GOOD))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_file_that_cannot_be_read_hides_what_follows_from_it(file: str, encoding: str) -> None:
    content = (GOOD[file].decode() + "\n}").encode(encoding)
    (fault,) = read({**GOOD, file: content}, {"heading-good"}, "every-key/1").faults
    assert fault.file == file


def test_empty_file_hides_what_it_should_hold() -> None:
    (fault,) = read({**GOOD, MEASURES: b"# nothing yet\n"}).faults
    assert (fault.file, fault.line, "the file is empty" in fault.message) == (MEASURES, 1, True)


def test_ids_that_yaml_takes_for_something_else_are_the_words_that_were_written() -> None:
    texts = changed(ROOM, "{id: closes,", "{id: no,")
    options = read(texts).questionnaire.items_by_id["window"].options
    assert (read(texts).faults, options[0].id) == ([], "no")


@pytest.mark.parametrize("file", [QUESTIONNAIRE, FACTS, PHRASES])
def test_missing_file_is_named(file: str) -> None:
    texts = {name: text for name, text in GOOD.items() if name != file}
    assert [str(fault) for fault in read(texts).faults] == [
        f"{file}:1: the file is missing; add it"
    ]


def test_questionnaire_without_zones_is_named() -> None:
    (fault,) = read({file: text for file, text in GOOD.items() if "zones" not in file}).faults
    assert "there is no zone" in fault.message


@pytest.mark.parametrize("file", ["zones/attic.yaml", "zone/03-attic.yaml", "facts.yml"])
def test_file_that_nothing_is_read_from_is_named(file: str) -> None:
    (fault,) = read({**GOOD, file: b"id: attic"}).faults
    assert (fault.file, "nothing is read" in fault.message) == (file, True)


def test_file_of_a_zone_is_called_after_it() -> None:
    texts = {file.replace("02-room", "02-rooms"): text for file, text in GOOD.items()}
    (fault,) = read(texts).faults
    assert str(fault).startswith("zones/02-rooms.yaml:1: id: the file is called")
