"""Files are replaced all together, or none of them."""

import os
from pathlib import Path

import pytest

from woningscan.content.replacing import (
    FilesChangedError,
    FilesNotReplacedError,
    replace_files,
)

BEFORE = {"a.yaml": b"a", "b/c.yaml": b"c"}
AFTER = {"a.yaml": b"A", "b/c.yaml": b"C"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two files in it."""
    (tmp_path / "b").mkdir()
    for file, content in BEFORE.items():
        (tmp_path / file).write_bytes(content)
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_all_files_are_replaced_and_keep_their_permissions(folder: Path) -> None:
    (folder / "a.yaml").chmod(0o640)
    replace_files(folder, BEFORE, AFTER)
    assert held(folder) == AFTER
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "a.yaml").rename(folder / "elsewhere")
    (folder / "a.yaml").symlink_to("elsewhere")
    replace_files(folder, BEFORE, AFTER)
    assert (folder / "a.yaml").is_symlink()
    assert (folder / "elsewhere").read_bytes() == b"A"


def test_a_file_that_changed_meanwhile_stops_them_all(folder: Path) -> None:
    (folder / "b" / "c.yaml").write_bytes(b"of another")
    with pytest.raises(FilesChangedError, match=r"b/c\.yaml"):
        replace_files(folder, BEFORE, AFTER)
    assert held(folder) == {**BEFORE, "b/c.yaml": b"of another"}


def test_a_file_that_cannot_be_staged_stops_them_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(number: int) -> None:
        raise OSError(number, "no space left")

    monkeypatch.setattr(os, "fsync", is_full)
    with pytest.raises(FilesNotReplacedError, match="no space left"):
        replace_files(folder, BEFORE, AFTER)
    assert held(folder) == BEFORE


def test_files_that_were_replaced_before_another_failed_are_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.replace

    def fails_at_the_second(path: Path, target: Path) -> Path:
        if target.name == "c.yaml":
            raise PermissionError(target)
        return move(path, target)

    monkeypatch.setattr(Path, "replace", fails_at_the_second)
    with pytest.raises(FilesNotReplacedError, match="stay as they were"):
        replace_files(folder, BEFORE, AFTER)
    assert held(folder) == BEFORE
