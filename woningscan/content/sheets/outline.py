"""What the XML of a workbook consists of, noted while it streams by."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ROWS = 20_000
"""The most rows that the sheets of a workbook may have together."""
MOST_ELEMENTS = 1_000_000
DEEPEST = 64
LAST_ROW = 1_048_576
"""The last row that a sheet of a spreadsheet has."""

_HYPERLINK = "/hyperlink"
_ID = "}id"


class TooLargeError(Exception):
    """There is more XML in a workbook than one that people filled in would have."""


class Outline:
    """Receives the XML of every file of a workbook, one after the other.

    It is the target of an XML parser, which calls `start`, `end` and `close`.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.outside: list[str] = []
        """What relations outside the file lead to; addresses that one can click are left out."""
        self.last_row = 0
        """The last row of any sheet in which something stands."""
        self._titles: dict[str, str] = {}
        """The names of sheets, by the id of the relation that leads to each."""
        self._targets: dict[tuple[str, str], str] = {}
        """Where a relation leads, by the file that names it and its id."""
        self._formulas: dict[tuple[str, str], None] = {}
        self._part = self._cell = ""
        self._path: list[str] = []
        self._elements = self._rows = self._row = 0

    def begin(self, part: str) -> None:
        """Say of which file the XML is that follows."""
        self._part, self._cell, self._row, self._path = part, "", 0, []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note an element; raise `TooLargeError` when there are too many."""
        name = tag.rpartition("}")[2]
        self._path.append(name)
        self._count(name, attributes)
        if name == "c":
            self._start_cell(attributes)
        elif self._path[-2:] == ["c", "f"]:
            self._formulas[self._part, self._cell] = None
        elif self._path[-2:] in (["c", "v"], ["c", "is"]):
            self.last_row = max(self.last_row, self._row)
        elif name == "Relationship":
            self._start_relation(attributes)
        elif self._path[-2:] == ["sheets", "sheet"]:
            relation = next((attributes[key] for key in attributes if key.endswith(_ID)), "")
            self._titles[relation] = attributes.get("name", "")

    def end(self, tag: str) -> None:
        """Leave an element."""
        del tag
        self._path.pop()

    def close(self) -> None:
        """Finish a file; there is no result."""

    def formula_places(self) -> list[str]:
        """Give the cells that hold a formula or the outcome of one, such as `Vragen!C12`."""
        sheets = {
            self._targets.get(("xl/_rels/workbook.xml.rels", relation), ""): title
            for relation, title in self._titles.items()
        }
        return [f"{sheets.get(part, part)}!{cell}" for part, cell in self._formulas]

    def _count(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep count, and see to it that no row claims a place far beyond the last."""
        self._elements += 1
        if name == "row":
            self._rows += 1
            number = attributes.get("r", str(self._row + 1))
            # One without a number follows the one before it.
            self._row = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else LAST_ROW + 1
        is_too_much = self._elements > MOST_ELEMENTS or self._rows > MOST_ROWS
        if is_too_much or self._row > LAST_ROW or len(self._path) > DEEPEST:
            raise TooLargeError

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes.get("r", "?")
        # A cell of this type holds the text that a formula gave.
        if attributes.get("t") == "str":
            self._formulas[self._part, self._cell] = None

    def _start_relation(self, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            if not attributes.get("Type", "").endswith(_HYPERLINK):
                self.outside.append(target)
            return
        folder = posixpath.dirname(posixpath.dirname(self._part))
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        self._targets[self._part, attributes.get("Id", "")] = path
