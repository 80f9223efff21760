"""Workbooks that somebody's spreadsheet changed: through openpyxl, or in the files inside."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.unit.content.faulty import TINY
from woningscan.content.loader import load
from woningscan.content.sheets.writing import workbook_of

EVERY_KEY = TINY / "every-key" / "v1"
WORKBOOK = workbook_of(load(EVERY_KEY))
QUESTIONS = "xl/worksheets/sheet1.xml"

_INLINE = re.compile(rb't="inlineStr"><is><t([^>]*)>([^<]*)</t></is>')


def saved_again(content: bytes, change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    """Open a workbook, change it, and save it, as somebody does in a spreadsheet program."""
    workbook = load_workbook(io.BytesIO(content))
    change(workbook)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def with_cells(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """Give a workbook with other values in cells such as `Vragen!C12`."""

    def change(workbook: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            workbook[sheet][cell] = value

    return saved_again(content, change)


def texts_as_typed(content: bytes, cells: Mapping[str, str]) -> bytes:
    """Give a workbook with other texts in cells, none of them taken for a formula."""

    def change(workbook: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            workbook[sheet][cell] = value
            workbook[sheet][cell].data_type = "s"

    return saved_again(content, change)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Give the files in a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Make a workbook of files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """Give the workbook with one more file in it, or another content of one that it has."""
    return packed({**parts_of(WORKBOOK), name: content})


def with_words(name: str, old: bytes, new: bytes) -> bytes:
    """Give the workbook with the first of some bytes in one of its files replaced."""
    content = parts_of(WORKBOOK)[name]
    assert old in content
    return with_part(name, content.replace(old, new, 1))


def as_excel_saves(content: bytes) -> bytes:
    """Give a workbook as Excel and LibreOffice write one: texts stand in a table of their own.

    LibreOffice also writes a last row, far below the others.
    """
    strings: list[bytes] = []

    def moved(found: re.Match[bytes]) -> bytes:
        strings.append(b'<si><t xml:space="preserve">' + found[2] + b"</t></si>")
        return b't="s"><v>%d</v>' % (len(strings) - 1)

    parts = {
        name: _INLINE.sub(moved, part).replace(
            b"</sheetData>", b'<row r="1048576" ht="12.8" hidden="false"/></sheetData>'
        )
        for name, part in parts_of(content).items()
    }
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (main, b"".join(strings))
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="%s/sharedStrings" Target="sharedStrings.xml"/>'
        b"</Relationships>" % related,
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    return packed(parts)


def copied(folder: Path, into: Path) -> Path:
    """Copy the folder of a version, its name included."""
    copy = into / folder.parent.name / folder.name
    for path in folder.rglob("*.yaml"):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return copy
