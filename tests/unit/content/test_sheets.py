"""A workbook holds every text once, as text, and tells nothing of who made it and when."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.examples import FEWER
from tests.unit.content.workbooks import (
    EVERY_KEY,
    QUESTIONS,
    WORKBOOK,
    as_excel_saves,
    parts_of,
    saved_again,
    with_words,
)
from woningscan.content.loader import load
from woningscan.content.sheets.faults import WorkbookFaultyError
from woningscan.content.sheets.layout import cannot_hold
from woningscan.content.sheets.reading import read_workbook
from woningscan.content.sheets.rows import rows_of
from woningscan.content.sheets.writing import workbook_of
from woningscan.content.texts import texts_of
from woningscan.domain.language import Language, Text

QUESTIONNAIRE = load(EVERY_KEY)
SHEETS = load_workbook(io.BytesIO(WORKBOOK))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t={}#\"'&<"))


def where(address: str) -> str:
    """Give what the workbook says of where one reads a text."""
    return next(row.where for row in rows_of(QUESTIONNAIRE) if row.address == address)


def titled(words: str) -> bytes:
    """Give the workbook in which a Dutch text is something else."""
    return workbook_of(replace(QUESTIONNAIRE, title=Text(words, "Every key")))


def test_every_text_stands_in_one_row() -> None:
    meant = {placed.address: placed.text for placed in texts_of(QUESTIONNAIRE)}
    texts = read_workbook(WORKBOOK).texts
    assert len(texts) == len(meant)
    assert {t.address: Text(t.texts[Language.NL], t.texts[Language.EN]) for t in texts} == meant


def test_each_kind_has_its_sheet() -> None:
    first = {sheet.title: sheet["A3"].value for sheet in SHEETS.worksheets}
    assert first == {
        "Vragen": "zones[hall].name",
        "Maatregelen": "measures[lock-oil].title",
        "Brieven": "chapters[daily].title",
        "Overig": "title",
    }


def test_a_sheet_names_the_questionnaire_and_says_that_nothing_is_executed() -> None:
    sheet = SHEETS["Vragen"]
    assert sheet["A1"].value == "every-key/1"
    assert "Niets in dit bestand wordt uitgevoerd" in sheet["B1"].value
    headers = [cell.value for cell in sheet[2]]
    assert headers == ["id", "waar", "Nederlands", "English", "controle"]


@pytest.mark.parametrize("sheet", SHEETS.worksheets, ids=lambda sheet: sheet.title)
def test_only_texts_can_be_changed_and_headers_stay_in_view(sheet: object) -> None:
    cells = {cell: SHEETS[sheet.title][cell] for cell in ("A3", "B3", "C3", "D3", "E3")}  # type: ignore[attr-defined]
    assert [cell.protection.locked for cell in cells.values()] == [True, True, False, False, True]
    assert {cell.number_format for cell in cells.values()} == {"@"}
    assert all(cell.alignment.wrap_text for cell in cells.values())
    shown = SHEETS[sheet.title]  # type: ignore[attr-defined]
    assert (shown.protection.sheet, shown.freeze_panes) == (True, "A3")
    assert shown.column_dimensions["E"].hidden


def test_a_row_says_where_one_reads_its_text() -> None:
    item = "zones[hall].items[lock]"
    assert where(f"{item}.question") == "Hal · vraag"
    finding = f"{item}.options[broken].finding"
    assert where(finding) == "Hal – Hoe is het slot? – Kapot · bevinding in de brief"
    assert where("measures[lock-oil].advice.holder") == "Smeer het slot · advies voor Bewoner"
    opening = "alinea, opening: voor Bewoner, Beoordelaar"
    assert where("paragraphs[welcome].text") == opening


def test_a_row_says_which_words_in_braces_must_stay() -> None:
    phrases = {"page-of": Text("pagina {page}", "page {page}")}
    rows = rows_of(replace(QUESTIONNAIRE, phrases=phrases))
    assert rows[-1].where == "vaste tekst · laat {page} staan"


def test_the_same_texts_give_the_same_bytes_and_tell_of_no_person_and_no_time() -> None:
    assert workbook_of(load(EVERY_KEY)) == WORKBOOK
    properties = parts_of(WORKBOOK)["docProps/core.xml"]
    assert b"<dc:creator>woningscan</dc:creator>" in properties
    assert b"created" not in properties
    assert b"modified" not in properties


@pytest.mark.parametrize("words", ["=1+1", "+31 6", "-x", "@SUM(A1)", "=HYPERLINK(1)", "#REF!"])
def test_what_looks_like_a_formula_is_a_text(words: str) -> None:
    cell = load_workbook(io.BytesIO(titled(words)))["Overig"]["C3"]
    assert (cell.value, cell.data_type) == (words, "s")
    assert cell.quotePrefix is not words.startswith("#")
    read = read_workbook(titled(words))
    assert (read.faults, read.texts[-1].sheet) == ((), "Overig")
    assert next(t for t in read.texts if t.address == "title").texts[Language.NL] == words


@FEWER
@given(WORDS.filter(str.strip))
def test_any_text_comes_back_as_it_was(words: str) -> None:
    words = words.strip()
    if cannot_hold(words):
        return
    exported = titled(words)
    for content in (exported, as_excel_saves(exported)):
        read = read_workbook(content)
        assert read.faults == ()
        assert next(t for t in read.texts if t.address == "title").texts[Language.NL] == words


@pytest.mark.parametrize(
    "words", ["a\x07b", "a\rb", "_x000D_", "a_x0041_b", "\ufffe", "x" * 32_768]
)
def test_what_a_cell_cannot_hold_is_named(words: str) -> None:
    with pytest.raises(WorkbookFaultyError) as error:
        titled(words)
    assert [fault.place for fault in error.value.faults] == ["title.nl"]


def test_a_spreadsheet_program_may_save_it_again() -> None:
    read = read_workbook(WORKBOOK)
    assert read_workbook(saved_again(WORKBOOK)) == read
    assert read_workbook(as_excel_saves(WORKBOOK)) == read
    assert read.names == {"every-key/1"}


def test_the_size_that_a_file_says_it_has_leaves_nothing_out() -> None:
    smaller = with_words(QUESTIONS, b'<dimension ref="A1:E23"', b'<dimension ref="A1:B2"')
    assert read_workbook(smaller) == read_workbook(WORKBOOK)
