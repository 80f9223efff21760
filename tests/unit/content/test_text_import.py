"""Texts go to a workbook and back: what was changed there changes here, and nothing else."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.content.faulty import TINY
from tests.unit.content.workbooks import (
    EVERY_KEY,
    WORKBOOK,
    as_excel_saves,
    copied,
    saved_again,
    texts_as_typed,
    with_cells,
)
from woningscan.content.faults import ContentFaultyError
from woningscan.content.freezing import freeze, line_to_freeze
from woningscan.content.library import SHIPPED, Library
from woningscan.content.loader import load, texts_in
from woningscan.content.replacing import replace_files
from woningscan.content.sheets.faults import WorkbookFaultyError
from woningscan.content.sheets.writing import workbook_of
from woningscan.content.text_import import FrozenVersionError, import_of
from woningscan.domain.language import Text

SHIPPED_NAMES = [(SHIPPED, name) for name in Library(SHIPPED, ()).names]
TINY_NAMES = [(TINY, name) for name in Library(TINY, ()).names]
HALL = "zones/01-hall.yaml"
QUESTION = "Vragen!C7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of a version that has every key."""
    return copied(EVERY_KEY, tmp_path)


def imported(folder: Path, workbook: bytes) -> dict[str, bytes]:
    """Import a workbook and give the files that it changed, as they are then."""
    before = texts_in(folder)
    texts = import_of(folder, workbook)
    replace_files(folder, texts.before, texts.after)
    after = texts_in(folder)
    assert after.keys() == before.keys()
    return {file: content for file, content in after.items() if content != before[file]}


def refused(folder: Path, workbook: bytes) -> list[str]:
    """Give all for which a workbook is refused, one fault a line."""
    with pytest.raises(WorkbookFaultyError) as error:
        import_of(folder, workbook)
    return [str(fault) for fault in error.value.faults]


def rewritten(folder: Path, file: str, words: Mapping[str, str]) -> None:
    """Change words of a file, as an editor does."""
    text = (folder / file).read_text()
    for old, new in words.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / file).write_text(text)


@pytest.mark.parametrize(("library", "name"), [*TINY_NAMES, *SHIPPED_NAMES])
def test_exporting_and_importing_changes_no_byte(library: Path, name: str, tmp_path: Path) -> None:
    folder = copied(Library(library, ()).folder(name), tmp_path)
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*.yaml")}
    exported = workbook_of(load(folder))
    for workbook in (exported, saved_again(exported), as_excel_saves(exported)):
        texts = import_of(folder, workbook)
        assert (texts.changes, texts.kept, texts.after) == ((), (), {})
        replace_files(folder, texts.before, texts.after)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.yaml")} == written


def test_a_changed_text_changes_its_own_words_alone(folder: Path) -> None:
    before = (folder / HALL).read_bytes()
    changes = {QUESTION: "Hoe goed is het slot?", "Vragen!D8": "Look at the mark: it counts."}
    after = imported(folder, with_cells(WORKBOOK, changes))
    assert after == {
        HALL: before.replace(b'"Hoe is het slot?"', b'"Hoe goed is het slot?"').replace(
            b"Look at the mark.", b'"Look at the mark: it counts."'
        )
    }


def test_texts_of_several_files_change_together(folder: Path) -> None:
    cells = {"Vragen!C3": "Gang", "Overig!C3": "Elke sleutel", "Brieven!D7": "The boat is moody."}
    after = imported(folder, with_cells(WORKBOOK, cells))
    assert sorted(after) == ["paragraphs/all.yaml", "questionnaire.yaml", HALL]
    questionnaire = load(folder)
    assert questionnaire.title == Text("Elke sleutel", "Every key")
    assert questionnaire.zones[0].name == Text("Gang", "Hall")


@pytest.mark.parametrize("words", ["=1+1", "+31 6 bellen", "@ thuis", "- streepje", "{a: [b]}"])
def test_a_text_may_look_like_a_formula_or_like_yaml(folder: Path, words: str) -> None:
    cells = {"Overig!C3": words, "Overig!D3": f"{words} x"}
    imported(folder, texts_as_typed(WORKBOOK, cells))
    assert load(folder).title == Text(words, f"{words} x")


def test_spaces_around_a_text_and_other_line_ends_are_no_change(folder: Path) -> None:
    cells = {"Vragen!C3": "  Hal \n", "Vragen!D3": "Hall_x000D_\n"}
    assert imported(folder, with_cells(WORKBOOK, cells)) == {}


def test_rows_may_stand_in_any_order(folder: Path) -> None:
    sheet = load_workbook(io.BytesIO(WORKBOOK))["Vragen"]
    questions = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    cells = {
        f"Vragen!{column}{number}": value
        for number, row in enumerate(reversed(questions), start=3)
        for column, value in zip("ABCDE", row, strict=True)
    }
    assert imported(folder, with_cells(WORKBOOK, cells)) == {}


def test_a_text_that_changed_in_both_is_a_conflict_for_each(folder: Path) -> None:
    rewritten(folder, HALL, {"Hoe is het slot?": "Wat is er met het slot?"})
    before = texts_in(folder)
    cells = {QUESTION: "Hoe goed is het slot?", "Vragen!C3": "Gang"}
    (line,) = refused(folder, with_cells(WORKBOOK, cells))
    assert line.startswith(f"{QUESTION}: zones[hall].items[lock].question.nl has changed since")
    assert "“Wat is er met het slot?”" in line
    assert texts_in(folder) == before


def test_a_text_that_changed_in_the_folder_alone_stays(folder: Path) -> None:
    rewritten(folder, HALL, {"Hoe is het slot?": "Wat is er met het slot?"})
    texts = import_of(folder, with_cells(WORKBOOK, {"Vragen!C3": "Gang"}))
    assert texts.kept == (QUESTION,)
    assert [change.address for change in texts.changes] == ["zones[hall].name"]
    assert b"Wat is er met het slot?" in texts.after[HALL]


def test_the_same_change_in_both_is_no_conflict(folder: Path) -> None:
    rewritten(folder, HALL, {"Hoe is het slot?": "Hoe goed is het slot?"})
    assert imported(folder, with_cells(WORKBOOK, {QUESTION: "Hoe goed is het slot?"})) == {}


def test_ids_that_are_unknown_missing_or_doubled_are_all_told(folder: Path) -> None:
    cells = {"Vragen!A3": "zones[hal].name", "Vragen!A4": "zones[hall].items[lock].help"}
    unknown, first, second, *missing = refused(folder, with_cells(WORKBOOK, cells))
    assert unknown.startswith("Vragen!A3: “zones[hal].name” is no text of the questionnaire; ")
    assert unknown.endswith("did you mean “zones[hall].name”?")
    twice = "“zones[hall].items[lock].help” stands in the workbook twice; remove a row"
    assert [first, second] == [f"Vragen!A4: {twice}", f"Vragen!A8: {twice}"]
    assert [line.partition(" is not")[0] for line in missing] == [
        "“zones[hall].name”",
        "“zones[hall].help”",
    ]


def test_a_workbook_of_another_version_says_so(folder: Path) -> None:
    other = workbook_of(replace(load(EVERY_KEY), version=2))
    message = "the workbook is of every-key/2; the folder holds every-key/1"
    assert refused(folder, other) == [message]


def test_a_workbook_that_names_no_questionnaire_says_so(folder: Path) -> None:
    lines = refused(folder, with_cells(WORKBOOK, {"Vragen!A1": None}))
    assert "does not name its questionnaire in cell A1" in lines[0]


def test_what_the_content_check_refuses_is_told_by_its_cell_with_all_else(folder: Path) -> None:
    before = texts_in(folder)
    cells = {
        "Vragen!C3": " ".join(["woord"] * 21),
        "Vragen!D4": "Begin at {place}.",
        "Maatregelen!C3": "x" * 71,
        "Brieven!C3": None,
    }
    lines = refused(folder, with_cells(WORKBOOK, cells))
    starts = [line.partition(": ")[0] for line in lines]
    assert starts == ["Brieven!C3", "Maatregelen!C3", "Vragen!C3", "Vragen!D4"]
    assert "shorten it, 70 is the most" in lines[1]
    assert "21 words; split it" in lines[2]
    assert "other words in braces" in lines[3]
    assert texts_in(folder) == before


def test_a_folder_with_faults_is_mended_first(folder: Path) -> None:
    rewritten(folder, "facts.yaml", {"required: true": "required: perhaps"})
    with pytest.raises(ContentFaultyError, match=r"facts\.yaml:4"):
        import_of(folder, WORKBOOK)


def test_a_frozen_version_stays_as_it_is(folder: Path) -> None:
    library = folder.parents[1]
    freeze(library, line_to_freeze(library, "every-key/1"))
    with pytest.raises(FrozenVersionError, match="next version"):
        import_of(folder, with_cells(WORKBOOK, {"Vragen!C3": "Gang"}))
