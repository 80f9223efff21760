"""Writing the texts of a questionnaire as a workbook: the same texts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from woningscan.content.sheets import layout
from woningscan.content.sheets.faults import SheetFault, WorkbookFaultyError
from woningscan.content.sheets.rows import rows_of
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from woningscan.content.sheets.rows import Row
    from woningscan.domain.questionnaire import Questionnaire

_EXPLANATION = (
    "Wijzig alleen de kolommen Nederlands en English. Niets in dit bestand wordt uitgevoerd: een"
    " formule wordt geweigerd. Voor de spellingcontrole heft u eerst de bladbeveiliging op; er is"
    " geen wachtwoord."
)
_WIDTHS = (38, 44, 64, 64, 36)
"""The widths of the columns, in characters."""

_TIME_IN_ARCHIVE = (1980, 1, 1, 0, 0, 0)
_PROPERTIES_FILE = "docProps/core.xml"
_PROPERTIES = (
    b'<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    b"<dc:creator>woningscan</dc:creator></cp:coreProperties>"
)
"""What the file tells of itself: no person and no time."""

_TEXT = "@"
"""The number format of text: what is typed into such a cell is never taken for a formula."""

_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")
_GREY = PatternFill("solid", start_color="FFE7E6E6")
_TOP = Alignment(vertical="top", wrap_text=True)


def workbook_of(questionnaire: Questionnaire) -> bytes:
    """Give the workbook (xlsx) with every text of a questionnaire.

    Raises:
        WorkbookFaultyError: a cell cannot hold one of the texts; all of these are named.
    """
    rows = rows_of(questionnaire)
    _refuse_unfit(rows)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in layout.Sheet:
        of_sheet = [row for row in rows if row.sheet is sheet]
        _write_sheet(workbook.create_sheet(sheet.value), questionnaire.name, of_sheet)
    written = io.BytesIO()
    workbook.save(written)
    return _without_times(written.getvalue())


def _refuse_unfit(rows: Sequence[Row]) -> None:
    complaints = (
        (f"{row.address}.{language}", layout.cannot_hold(row.text.in_(language)))
        for row in rows
        for language in Language
    )
    faults = [SheetFault(address, message) for address, message in complaints if message]
    if faults:
        raise WorkbookFaultyError(faults)


def _write_sheet(sheet: Worksheet, name: str, rows: Sequence[Row]) -> None:
    _write_row(sheet, layout.NAME_ROW, (name, _EXPLANATION))
    _write_row(sheet, layout.HEADER_ROW, layout.HEADERS)
    for number in (layout.NAME_ROW, layout.HEADER_ROW):
        for cell in sheet[number]:
            cell.font = Font(bold=number == layout.HEADER_ROW)
            cell.fill = _GREY
            # The explanation runs on over the cells beside it instead of making its row high.
            cell.alignment = Alignment(vertical="top")
    for number, row in enumerate(rows, start=layout.FIRST_TEXT_ROW):
        texts = (row.text.in_(language) for language in Language)
        stamps = layout.stamps(row.address, row.text)
        _write_row(sheet, number, (row.address, row.where, *texts, stamps))
        for column in layout.COLUMN_OF.values():
            sheet[f"{column}{number}"].protection = Protection(locked=False)
        for column in ("A", "B", layout.STAMP_COLUMN):
            sheet[f"{column}{number}"].fill = _GREY
    _arrange(sheet, max(sheet.max_row, layout.HEADER_ROW))


def _write_row(sheet: Worksheet, number: int, values: Sequence[str]) -> None:
    """Write texts as texts, whatever they begin with."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column, value)
        cell.data_type = "s"
        cell.number_format = _TEXT
        cell.alignment = _TOP
        if value.startswith(_LOOKS_LIKE_A_FORMULA):
            cell.quotePrefix = True


def _arrange(sheet: Worksheet, last_row: int) -> None:
    """Set widths, what stays in view, what one may change, and how the sheet is printed."""
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions[layout.STAMP_COLUMN].hidden = True
    sheet.freeze_panes = f"A{layout.FIRST_TEXT_ROW}"
    sheet.auto_filter.ref = f"A{layout.HEADER_ROW}:{layout.STAMP_COLUMN}{last_row}"
    sheet.protection.sheet = True
    # These say what protection forbids: all that changes no locked cell stays allowed.
    sheet.protection.autoFilter = False
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"


def _without_times(content: bytes) -> bytes:
    """Give the same workbook without what openpyxl tells of the moment it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _TIME_IN_ARCHIVE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, _PROPERTIES if name == _PROPERTIES_FILE else old.read(name))
    return written.getvalue()
