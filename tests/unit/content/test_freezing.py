"""A frozen version stays as it is, to the byte."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.content.faulty import GOOD, TINY
from woningscan.content.faults import ContentFaultyError
from woningscan.content.freezing import (
    FROZEN_LIST,
    FrozenAlreadyError,
    freeze,
    frozen_faults,
    frozen_versions,
    line_to_freeze,
    sum_of,
    version_faults,
)
from woningscan.content.library import SHIPPED, UnknownQuestionnaireError

NAME = "every-key/1"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Give a folder of questionnaires with two versions, of which the first is frozen."""
    for version in (1, 2):
        shutil.copytree(TINY / "every-key" / "v1", tmp_path / "every-key" / f"v{version}")
    (tmp_path / FROZEN_LIST).write_text(f'# Frozen.\n"{NAME}" = "{sum_of(v1(tmp_path))}"\n')
    return tmp_path


def v1(library: Path) -> Path:
    return library / "every-key" / "v1"


def assert_changed(library: Path) -> None:
    (fault,) = frozen_faults(library)
    assert (fault.file, fault.line, fault.key) == (FROZEN_LIST, 2, NAME)
    assert "a frozen version may not change" in fault.message
    assert "make the next version" in fault.message


def test_a_frozen_version_as_it_was_has_no_fault(library: Path) -> None:
    assert frozen_faults(library) == []
    (v1(library) / "notes.txt").write_text("Nothing is read from here.")
    assert frozen_faults(library) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 10**6), st.integers(1, 255))
def test_one_byte_that_differs_is_a_fault(
    library: Path, file: str, place: int, difference: int
) -> None:
    path = v1(library) / file
    before = path.read_bytes()
    content = bytearray(before)
    content[place % len(content)] ^= difference
    path.write_bytes(content)
    assert_changed(library)
    path.write_bytes(before)
    assert frozen_faults(library) == []


def test_line_endings_count(library: Path) -> None:
    file = v1(library) / "facts.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert_changed(library)


def test_a_file_more_less_or_of_another_name_is_a_fault(library: Path) -> None:
    more = v1(library) / "measures" / "more.yaml"
    more.write_bytes(b"")
    assert_changed(library)
    more.unlink()
    room = v1(library) / "zones" / "02-room.yaml"
    room.rename(room.with_name("03-room.yaml"))
    assert_changed(library)
    room.with_name("03-room.yaml").unlink()
    assert_changed(library)


def test_what_moves_from_one_file_to_the_next_is_a_fault(tmp_path: Path) -> None:
    folders = {"one": {"1.yaml": "ab", "2.yaml": "c"}, "other": {"1.yaml": "ab2.yamlc"}}
    for folder, texts in folders.items():
        (tmp_path / folder).mkdir()
        for file, text in texts.items():
            (tmp_path / folder / file).write_text(text)
    assert sum_of(tmp_path / "one") != sum_of(tmp_path / "other")


def test_a_version_that_is_not_frozen_may_change(library: Path) -> None:
    (library / "every-key" / "v2" / "facts.yaml").write_text("facts: []\n")
    assert frozen_faults(library) == []
    (v1(library) / "facts.yaml").write_text("facts: []\n")
    assert frozen_faults(library, "every-key/2") == []
    assert len(frozen_faults(library, NAME)) == 1


def test_a_frozen_version_that_is_gone_is_a_fault(library: Path) -> None:
    shutil.rmtree(v1(library))
    (fault,) = frozen_faults(library)
    assert (fault.key, "put it back" in fault.message) == (NAME, True)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("every-key/1 = 3\n", 1, "not TOML"),
        (f'"every-key/1" = "{"A" * 64}"\n', 1, "SHA-256"),
        (f'# one\n"every-key/1" = {"1" * 18}\n', 2, "SHA-256"),
        (f'# one\n\n"every-key/v1" = "{"a" * 64}"\n', 3, "no name of a version"),
        (f'"../every-key/1" = "{"a" * 64}"\n', 1, "no name of a version"),
        ("# one\n[versions]\n", 1, "no name of a version"),
    ],
)
def test_a_list_that_cannot_be_read_is_a_fault(
    library: Path, text: str, line: int, message: str
) -> None:
    (library / FROZEN_LIST).write_text(text)
    (fault,) = frozen_faults(library)
    assert (fault.line, message in fault.message) == (line, True)
    with pytest.raises(ContentFaultyError):
        frozen_versions(library)


def test_without_a_list_nothing_is_frozen(library: Path) -> None:
    (library / FROZEN_LIST).unlink()
    assert (frozen_versions(library), frozen_faults(library)) == ({}, [])


def test_freezing_adds_a_line_once(tmp_path: Path) -> None:
    shutil.copytree(TINY / "payers", tmp_path / "payers")
    (tmp_path / FROZEN_LIST).write_text("# Frozen.")
    line = line_to_freeze(tmp_path, "payers/1")
    assert (freeze(tmp_path, line), freeze(tmp_path, line)) == (True, False)
    assert (tmp_path / FROZEN_LIST).read_text() == f"# Frozen.\n{line}\n"
    assert frozen_versions(tmp_path) == {"payers/1": sum_of(tmp_path / "payers" / "v1")}
    assert line_to_freeze(tmp_path, "payers/1") == line


def test_what_has_faults_or_changed_is_not_frozen(tmp_path: Path) -> None:
    shutil.copytree(TINY / "payers", tmp_path / "payers")
    freeze(tmp_path, line_to_freeze(tmp_path, "payers/1"))
    with pytest.raises(UnknownQuestionnaireError):
        line_to_freeze(tmp_path, "payers/2")
    facts = tmp_path / "payers" / "v1" / "facts.yaml"
    facts.write_text("# A remark.\n" + facts.read_text())
    with pytest.raises(FrozenAlreadyError, match="make the next version"):
        line_to_freeze(tmp_path, "payers/1")
    facts.write_text("facts: [")
    with pytest.raises(ContentFaultyError):
        line_to_freeze(tmp_path, "payers/1")


def test_what_is_shipped_frozen_did_not_change() -> None:
    assert (SHIPPED / FROZEN_LIST).is_file()
    assert [str(fault) for fault in frozen_faults(SHIPPED)] == []


def test_plain_language_is_asked_of_a_version_until_it_is_frozen(library: Path) -> None:
    for version in (v1(library), library / "every-key" / "v2"):
        file = version / "facts.yaml"
        file.write_text(file.read_text().replace("Waar de woning", "Waar jouw woning"))
        number = file.parent / "questionnaire.yaml"
        number.write_text(number.read_text().replace("version: 1", f"version: {version.name[1:]}"))
    (fault,) = version_faults(library / "every-key" / "v2")
    assert "“jouw” is not the polite form" in fault.message
    assert version_faults(v1(library)) == []
    shutil.copytree(library / "every-key" / "v2", library / "draft")
    assert version_faults(library / "draft") == [fault]
