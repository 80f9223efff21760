"""Texts go to a spreadsheet and back from it by the command line."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.cli.conftest import Run
from tests.unit.content.faulty import TINY
from tests.unit.content.workbooks import WORKBOOK, copied, with_cells
from woningscan.content.library import SHIPPED
from woningscan.content.loader import texts_in

V1 = SHIPPED / "baseline" / "v1"
EVERY_KEY = TINY / "every-key" / "v1"


@pytest.fixture
def version(folder: Path) -> Path:
    """Give a copy of a questionnaire that comes with the application, the smallest."""
    return copied(V1, folder)


def changed(file: Path, cells: Mapping[str, object]) -> Path:
    """Change cells of a workbook, as somebody does in a spreadsheet program."""
    file.write_bytes(with_cells(file.read_bytes(), cells))
    return file


def test_texts_go_out_and_come_back_changed(run: Run, folder: Path, version: Path) -> None:
    file = folder / "teksten.xlsx"
    out = run("content", "export", "--xlsx", file, "--questionnaire", version)
    assert (out.code, out.result) == (0, "")
    before = texts_in(version)
    back = run("content", "import", file, "--folder", version)
    assert (back.code, back.result) == (0, "")
    assert texts_in(version) == before

    sheet = load_workbook(io.BytesIO(file.read_bytes()))["Overig"]
    assert sheet["A3"].value == "title"
    changed(file, {"Overig!C3": "Nulmeting van Verzonnendam"})
    tried = run("content", "import", file, "--folder", version, "--dry-run")
    assert tried.code == 0
    assert tried.result.splitlines() == [
        "Overig!C3: title.nl",
        f"- {sheet['C3'].value}",
        "+ Nulmeting van Verzonnendam",
    ]
    assert texts_in(version) == before
    done = run("content", "import", file, "--folder", version)
    assert (done.code, done.result) == (0, tried.result)
    after = texts_in(version)
    assert [name for name in after if after[name] != before[name]] == ["questionnaire.yaml"]
    assert b"Nulmeting van Verzonnendam" in after["questionnaire.yaml"]


def test_every_fault_is_told_and_nothing_is_written(run: Run, folder: Path, version: Path) -> None:
    file = folder / "teksten.xlsx"
    run("content", "export", "--xlsx", file, "--questionnaire", version)
    cells = {"Overig!C3": "=1+1", "Vragen!C3": None, "Vragen!D3": "Other spaces", "Brieven!A3": "x"}
    changed(file, cells)
    before = texts_in(version)
    outcome = run("content", "import", file, "--folder", version)
    assert (outcome.code, outcome.result) == (2, "")
    places = [line.partition(": ")[0] for line in outcome.messages.splitlines()]
    assert places[:3] == ["Overig!C3", "Vragen!C3", "Brieven!A3"]
    assert texts_in(version) == before


def test_a_text_that_changed_in_the_folder_alone_is_warned_of(
    run: Run, folder: Path, version: Path
) -> None:
    file = folder / "teksten.xlsx"
    run("content", "export", "--xlsx", file, "--questionnaire", version)
    heading = version / "questionnaire.yaml"
    heading.write_text(heading.read_text().replace('{nl: "', '{nl: "Nieuw: ', 1))
    outcome = run("content", "import", file, "--folder", version)
    assert (outcome.code, outcome.result) == (0, "")
    assert outcome.messages.startswith("warning: Overig!C3: has changed in the folder")


def test_the_newest_questionnaire_is_exported_when_none_is_named(run: Run, folder: Path) -> None:
    assert run("content", "export", "--xlsx", folder / "teksten.xlsx").code == 0
    sheets = load_workbook(folder / "teksten.xlsx")
    assert sheets["Vragen"]["A1"].value.startswith("woningscan/")


def test_a_folder_can_be_exported_for_programs_too(run: Run) -> None:
    outcome = run("content", "export", "--json", "--questionnaire", EVERY_KEY)
    assert (outcome.code, '"questionnaire": "every-key/1"' in outcome.result) == (0, True)


def test_no_file_is_overwritten(run: Run, folder: Path) -> None:
    file = folder / "teksten.xlsx"
    file.write_bytes(b"mine")
    outcome = run("content", "export", "--xlsx", file, "--questionnaire", EVERY_KEY)
    assert (outcome.code, "stands already" in outcome.messages) == (2, True)
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("file", ["teksten.csv", "teksten", "missing/teksten.xlsx"])
def test_a_file_that_cannot_be_written_is_refused(run: Run, folder: Path, file: str) -> None:
    outcome = run("content", "export", "--xlsx", folder / file, "--questionnaire", EVERY_KEY)
    assert (outcome.code, outcome.result) == (2, "")
    assert not (folder / file).exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "--json", "--xlsx", "teksten.xlsx"),
        ("export", "--xlsx", "teksten.xlsx", "--questionnaire", "missing"),
        ("import", "teksten.xlsx"),
        ("import", "missing.xlsx", "--folder", "version"),
        ("import", ".", "--folder", "version"),
        ("import", "workbook.xlsx", "--folder", "missing"),
        ("import", "no-workbook.xlsx", "--folder", "version"),
        ("import", "workbook.xlsx", "--folder", "version"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    copied(EVERY_KEY, folder).rename(folder / "version")
    (folder / "no-workbook.xlsx").write_text("nl;en")
    (folder / "workbook.xlsx").write_bytes(WORKBOOK)
    outcome = run("content", *arguments)
    assert (outcome.code, outcome.result) == (2, "")
    assert outcome.messages
