from pathlib import Path

import pytest

from woningscan.paths import DataFolderMissingError, data_folder


def a_package(parent: Path) -> Path:
    package = parent / "woningscan"
    package.mkdir()
    return package


def test_a_folder_inside_the_package_comes_first(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    (package / "static").mkdir()
    (tmp_path / "static").mkdir()
    assert data_folder("static", package) == package / "static"


def test_without_one_inside_the_folder_beside_the_package_is_taken(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    (tmp_path / "static").mkdir()
    assert data_folder("static", package) == tmp_path / "static"


def test_a_file_of_that_name_is_not_a_folder(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    (package / "static").touch()
    (tmp_path / "static").mkdir()
    assert data_folder("static", package) == tmp_path / "static"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFolderMissingError, match="static: no such folder"):
        data_folder("static", a_package(tmp_path))


@pytest.mark.parametrize("name", ["templates", "static", "migrations"])
def test_the_application_finds_its_own_folders(name: str) -> None:
    assert any(data_folder(name).iterdir())
