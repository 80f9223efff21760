"""Reading the texts of a workbook, or telling everything that is wrong with it."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook

from woningscan.content.sheets import layout
from woningscan.content.sheets.faults import SheetFault, WorkbookFaultyError
from woningscan.content.sheets.guarding import examine
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TEXT_TYPES = ("s", "inlineStr")
_STAMPS = re.compile(r"[0-9a-f]{16} [0-9a-f]{16}")
# A carriage return is written as a code, and a line may end in one.
_LINE_END = re.compile(r"_x000[dD]_\n?|\r\n?")


@dataclass(frozen=True, slots=True)
class SheetText:
    """A text as a workbook has it: its row, such as `Vragen!12`, and for each language its words.

    `stamps` are those of the texts when they were exported; there are none when these were changed.
    """

    sheet: str
    row: int
    address: str
    texts: Mapping[Language, str]
    stamps: Mapping[Language, str]

    def place(self, language: Language) -> str:
        """Give the cell of one language, such as `Vragen!C12`."""
        return f"{self.sheet}!{layout.COLUMN_OF[language]}{self.row}"


class WorkbookTexts(NamedTuple):
    """What a workbook holds: the questionnaires that its sheets name, its texts, its faults."""

    names: frozenset[str]
    texts: tuple[SheetText, ...]
    faults: tuple[SheetFault, ...]


def read_workbook(content: bytes) -> WorkbookTexts:
    """Read a workbook as far as it can be read.

    Raises:
        WorkbookFaultyError: the file is no workbook, or one that is too large.
    """
    faults, last_row = examine(content)
    sheets = _cells(content, last_row, faults)
    names: set[str] = set()
    texts: list[SheetText] = []
    for sheet in layout.Sheet:
        if sheet.value not in sheets:
            message = "the sheet is missing; export again, and leave the tabs as they are"
            faults.append(SheetFault(sheet.value, message))
            continue
        rows = sheets[sheet.value]
        names.add(_name(rows))
        faults.extend(_header_faults(sheet.value, rows))
        for number in sorted(number for number in rows if number >= layout.FIRST_TEXT_ROW):
            text = _text(sheet.value, number, rows[number], faults)
            texts.extend([] if text is None else [text])
    return WorkbookTexts(frozenset(names), tuple(texts), tuple(faults))


Cell = tuple[str, Any]
"""What openpyxl says of a cell: its type and its value."""
_EMPTY: Cell = ("n", None)
Rows = dict[int, list[Cell]]


def _cells(content: bytes, last_row: int, faults: Sequence[SheetFault]) -> dict[str, Rows]:
    """Give the cells of the columns that are read, by sheet and row.

    Raises:
        WorkbookFaultyError: they cannot be read; it holds the faults that are known already too.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out; nothing of that is read here.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            names = [sheet.value for sheet in layout.Sheet if sheet.value in workbook.sheetnames]
            return {name: dict(_rows(workbook[name], last_row)) for name in names}
    # openpyxl says of a damaged file in many ways that it cannot read it, some of them by chance.
    except Exception as error:
        damaged = SheetFault("", "the file is damaged; save it as xlsx once more")
        raise WorkbookFaultyError([*faults, damaged]) from error


def _rows(
    sheet: Any,  # noqa: ANN401  # no stub fits
    last_row: int,
) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows in which something stands."""
    # Both ends are given: the size that a file says it has may be wrong.
    width = len(layout.HEADERS)
    for number, row in enumerate(sheet.iter_rows(max_row=last_row, max_col=width), start=1):
        if any(cell.value is not None for cell in row):
            cells = [(cell.data_type or "n", cell.value) for cell in row]
            yield number, [*cells, *[_EMPTY] * (width - len(cells))]


def _name(rows: Rows) -> str:
    value = rows.get(layout.NAME_ROW, [_EMPTY])[0][1]
    return value.strip() if isinstance(value, str) else ""


def _header_faults(sheet: str, rows: Rows) -> Iterator[SheetFault]:
    cells = rows.get(layout.HEADER_ROW, [_EMPTY] * len(layout.HEADERS))
    for column, (header, (_, value)) in enumerate(zip(layout.HEADERS, cells, strict=True)):
        if value != header:
            place = f"{sheet}!{chr(ord('A') + column)}{layout.HEADER_ROW}"
            yield SheetFault(place, f"the header must be “{header}”; put it back")


def _text(sheet: str, number: int, cells: list[Cell], faults: list[SheetFault]) -> SheetText | None:
    """Read one row, or note why it cannot be read."""
    row = f"{sheet}!{{}}{number}"
    address = cells[0][1]
    if not isinstance(address, str) or not address.strip():
        faults.append(SheetFault(row.format("A"), "the id is missing; put it back"))
        return None
    stamps = cells[-1][1]
    if not isinstance(stamps, str) or not _STAMPS.fullmatch(stamps.strip()):
        message = "what this hidden cell held was changed; export again"
        faults.append(SheetFault(row.format(layout.STAMP_COLUMN), message))
        stamps = ""
    texts: dict[Language, str] = {}
    for language, cell in zip(Language, cells[2:4], strict=True):
        complaint = _complaint(*cell)
        texts[language] = _written(cell[1])
        if complaint:
            faults.append(SheetFault(row.format(layout.COLUMN_OF[language]), complaint))
    by_language = dict(zip(Language, stamps.split(), strict=False))
    return SheetText(sheet, number, address.strip(), texts, by_language)


def _written(value: object) -> str:
    """Give the text of a cell as the files have theirs: without spaces around it."""
    return _LINE_END.sub("\n", value).strip() if isinstance(value, str) else ""


def _complaint(kind: str, value: object) -> str | None:
    """Say why a cell cannot be used, or nothing; formulas have been told before."""
    if kind == "f":
        return None
    if value is None or (isinstance(value, str) and not _written(value)):
        return "is empty; fill it in"
    if kind not in _TEXT_TYPES or not isinstance(value, str):
        return f"holds {value!r}, which is no text; format the cell as text and type it again"
    return layout.cannot_hold(_written(value))
