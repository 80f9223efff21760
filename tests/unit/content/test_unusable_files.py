"""Files that no questionnaire should have: what cannot be read is a fault like any other."""

import os
import shutil
from pathlib import Path

import pytest

from tests.unit.content.faulty import FACTS, GOOD, HALL, PHRASES, TINY
from woningscan.content.freezing import FROZEN_LIST, frozen_faults, sum_of, version_faults
from woningscan.content.loader import LARGEST_FILE, read


@pytest.fixture
def v1(tmp_path: Path) -> Path:
    shutil.copytree(TINY / "every-key", tmp_path / "every-key")
    return tmp_path / "every-key" / "v1"


def test_all_that_cannot_be_read_is_named_at_once(v1: Path) -> None:
    (v1 / "zones" / "03-folder.yaml").mkdir()
    (v1 / "zones" / "04-nowhere.yaml").symlink_to("nothing.yaml")
    os.mkfifo(v1 / "zones" / "05-pipe.yaml")
    (v1 / "zones" / "06-large.yaml").write_bytes(b"#" * (LARGEST_FILE + 1))
    found = {fault.file: fault.message for fault in version_faults(v1)}
    assert found.keys() == {
        f"zones/{name}.yaml" for name in ("03-folder", "04-nowhere", "05-pipe", "06-large")
    }
    assert "no file" in found["zones/05-pipe.yaml"]
    assert str(LARGEST_FILE) in found["zones/06-large.yaml"]


def test_a_frozen_version_that_cannot_be_read_has_changed(v1: Path) -> None:
    library = v1.parents[1]
    (library / FROZEN_LIST).write_text(f'"every-key/1" = "{sum_of(v1)}"\n')
    assert frozen_faults(library) == []
    (v1 / "zones" / "03-folder.yaml").mkdir()
    (fault,) = frozen_faults(library)
    assert fault.key == "every-key/1"


def test_a_list_of_frozen_versions_that_is_no_file_is_a_fault(v1: Path) -> None:
    library = v1.parents[1]
    (library / FROZEN_LIST).mkdir()
    (fault,) = frozen_faults(library)
    assert "cannot be read" in fault.message


@pytest.mark.parametrize(
    "deep",
    ["[" * 100_000, "[" * 3000 + "]" * 3000, "- " * 100_000, "{all: [" * 50 + "]}" * 50],
    ids=["left open", "closed", "lists in lists", "conditions"],
)
def test_bottomless_nesting_is_a_fault(deep: str) -> None:
    text = GOOD[HALL] + b"deep:\n  " + deep.encode()
    (fault,) = read({**GOOD, HALL: text}).faults
    assert (fault.file, fault.line) == (HALL, text.count(b"\n") + 1)
    assert "deeper" in fault.message


@pytest.mark.parametrize("file", [FACTS, PHRASES])
@pytest.mark.parametrize("content", [b"null\n", b"- facts\n"])
def test_a_file_without_keys_hides_what_it_should_hold(file: str, content: bytes) -> None:
    (fault,) = read({**GOOD, file: content}, {"salutation"}).faults
    assert (fault.file, fault.line) == (file, 1)
