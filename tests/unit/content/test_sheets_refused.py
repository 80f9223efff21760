"""What is refused of a workbook, and that all of it is told at once."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.unit.content.workbooks import (
    QUESTIONS,
    WORKBOOK,
    packed,
    parts_of,
    saved_again,
    with_cells,
    with_part,
    with_words,
)
from woningscan.content.sheets import guarding, outline
from woningscan.content.sheets.faults import WorkbookFaultyError
from woningscan.content.sheets.reading import read_workbook

RELATIONS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CELL = b'<c r="C3" s="5" t="inlineStr"><is><t>Hal</t></is></c>'


def told(content: bytes) -> list[str]:
    """Give all that is said of a workbook, whether it could be read at all or not."""
    try:
        return [str(fault) for fault in read_workbook(content).faults]
    except WorkbookFaultyError as error:
        return [str(fault) for fault in error.faults]


def outside(kind: str) -> bytes:
    """Give the workbook with a relation that leads out of it."""
    relation = (
        f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="https://example.org/x"'
        ' TargetMode="External"/></Relationships>'
    )
    return with_words(RELATIONS, b"</Relationships>", relation.encode())


def encrypted() -> bytes:
    """Give the workbook with the sign of a password on its first file."""
    content = bytearray(WORKBOOK)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def doubled() -> bytes:
    """Give the workbook with two files of one name, but for a capital."""
    return packed({**parts_of(WORKBOOK), QUESTIONS.upper(): b"<worksheet/>"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no xlsx"),
        (b"nl;en\nHal;Hall\n", "is no xlsx"),
        (WORKBOOK[:-300], "is no xlsx"),
        (packed({"a.txt": b"a"}), "is no xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is encrypted, or of Excel 97"),
        (encrypted(), "is encrypted; save it without a password"),
        (doubled(), "is no xlsx, or is damaged"),
        (with_part("xl/vbaProject.bin", b"x"), "holds macros"),
        (with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "holds macros"),
        (with_words("[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"),
         "holds macros"),
        (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "links to other workbooks"),
        (with_part("xl/connections.xml", b"<x/>"), "fetches data from elsewhere"),
        (with_part("xl/embeddings/oleObject1.bin", b"x"), "holds embedded files"),
        (outside("attachedTemplate"), "links to 'https://example.org/x'"),
        (with_words(QUESTIONS, b"<worksheet", b"<!DOCTYPE x><worksheet"), "a document type"),
        (with_words(QUESTIONS, b"<sheetData>", b"<sheetData><<"), "is damaged in"),
        (with_words(QUESTIONS, b'<row r="3">', b'<row r="99999999">'), "has too much in it"),
        (with_words(QUESTIONS, b"</worksheet>", b"<a>" * 99 + b"</a>" * 99 + b"</worksheet>"),
         "has too much in it"),
        (with_words("xl/workbook.xml", b"<sheets>", b"<sheets/><x>"), "is damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_workbook_is_refused(content: bytes, message: str) -> None:
    assert any(message in line for line in told(content)), told(content)


def test_an_address_that_one_can_click_is_no_link_to_another_file() -> None:
    assert told(outside("hyperlink")) == []


def test_a_file_that_unpacks_to_very_much_is_refused_unread() -> None:
    bomb = with_part("xl/media/a.xml", bytes(guarding.LARGEST_CONTENT + 1))
    assert len(bomb) < guarding.LARGEST_FILE
    (line,) = told(bomb)
    assert f"{guarding.LARGEST_CONTENT} are the most" in line


def test_a_large_file_and_one_of_many_files_are_refused() -> None:
    assert "is the most" in told(b"PK" + bytes(guarding.LARGEST_FILE))[0]
    many = {f"xl/{number}.bin": b"" for number in range(guarding.MOST_FILES)}
    assert "are the most" in told(packed({**parts_of(WORKBOOK), **many}))[0]


def test_too_many_rows_are_refused() -> None:
    rows = b"<row/>" * (outline.MOST_ROWS + 1) + b"</sheetData>"
    assert "rows are the most" in told(with_words(QUESTIONS, b"</sheetData>", rows))[0]


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline, "MOST_ELEMENTS", 100)
    assert "has too much in it" in told(WORKBOOK)[0]


def test_a_packing_that_takes_much_memory_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts_of(WORKBOOK).items():
            archive.writestr(name, content)
    assert "is no xlsx" in told(written.getvalue())[0]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (with_cells(WORKBOOK, {"Vragen!C3": "=1+1"}), "Vragen!C3"),
        (with_cells(WORKBOOK, {"Overig!B4": "=A1"}), "Overig!B4"),
        (with_cells(WORKBOOK, {"Brieven!Z900": '=HYPERLINK("https://example.org")'}),
         "Brieven!Z900"),
        (with_words(QUESTIONS, CELL, b'<c r="C3" t="str"><v>Hal</v></c>'), "Vragen!C3"),
        (with_words(QUESTIONS, CELL, b'<c r="C3" t="s"><f>A1</f><v>0</v></c>'), "Vragen!C3"),
        (with_words(QUESTIONS, CELL, b'<c r="C3"><f t="shared" si="0"/></c>'), "Vragen!C3"),
    ],
)  # fmt: skip
def test_a_formula_is_refused_wherever_it_stands(content: bytes, place: str) -> None:
    assert f"{place}: holds a formula or the outcome of one; type the text instead" in told(content)


def test_a_formula_on_a_sheet_of_somebody_is_refused_too() -> None:
    def change(workbook: Workbook) -> None:
        workbook.create_sheet("Notities")["A1"] = "=1+1"

    assert [line.partition(":")[0] for line in told(saved_again(WORKBOOK, change))] == [
        "Notities!A1"
    ]


def test_very_many_formulas_are_counted() -> None:
    cells = {f"Vragen!G{row}": "=1" for row in range(1, 151)}
    lines = told(with_cells(WORKBOOK, cells))
    assert (len(lines), lines[-1]) == (101, "50 more cells hold a formula")


def without(sheet: str) -> Callable[[Workbook], None]:
    """Give the change that removes a sheet."""
    return lambda workbook: workbook.remove(workbook[sheet])


def test_a_sheet_that_is_missing_is_told() -> None:
    assert told(saved_again(WORKBOOK, without("Brieven")))[0].startswith("Brieven: the sheet is")


def test_notes_beside_the_texts_and_on_a_sheet_of_ones_own_are_left_alone() -> None:
    def change(workbook: Workbook) -> None:
        workbook["Vragen"]["F3"] = "navragen"
        workbook.create_sheet("Notities")["A1"] = "navragen"

    assert told(saved_again(WORKBOOK, change)) == []


def test_everything_wrong_with_cells_is_told_at_once() -> None:
    cells = {
        "Vragen!C2": "Nederlandse tekst",
        "Vragen!A3": None,
        "Vragen!C4": " \n ",
        "Vragen!D4": 112,
        "Vragen!C5": True,
        "Vragen!C6": "a_x0007_b",
        "Vragen!E7": "0000",
        "Maatregelen!C3": None,
        "Maatregelen!D3": "=1",
    }
    lines = told(with_cells(WORKBOOK, cells))
    assert [line.partition(": ")[0] for line in lines] == [
        *("Maatregelen!D3", "Vragen!C2", "Vragen!A3", "Vragen!C4", "Vragen!D4"),
        *("Vragen!C5", "Vragen!C6", "Vragen!E7", "Maatregelen!C3"),
    ]


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_refused_or_read(position: int, junk: bytes) -> None:
    told(WORKBOOK[:position] + junk + WORKBOOK[position + len(junk) :])


@given(st.sampled_from(sorted(parts_of(WORKBOOK))), st.data())
def test_a_file_with_damaged_content_is_refused_or_read(part: str, data: st.DataObject) -> None:
    content = parts_of(WORKBOOK)[part]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 40, len(content))))
    junk = data.draw(st.sampled_from([b"", b"0", b"-1", b'"', b"<a/>", b"\xff", b"99999999999"]))
    told(with_part(part, content[:start] + junk + content[end:]))
