"""What stands where in a workbook of texts; writing and reading both go by it.

A workbook has a sheet for each kind of text. Row 1 of a sheet names the questionnaire and says what
the file is, row 2 holds the headers, and each further row is one text. The last column is hidden:
by the stamps in it an import sees which texts were changed, in the workbook or in the folder.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.language import Language

if TYPE_CHECKING:
    from woningscan.domain.language import Text


class Sheet(StrEnum):
    """A sheet, by the name on its tab."""

    QUESTIONS = "Vragen"
    MEASURES = "Maatregelen"
    LETTERS = "Brieven"
    OTHER = "Overig"


NAME_ROW = 1
HEADER_ROW = 2
FIRST_TEXT_ROW = 3
HEADERS = ("id", "waar", "Nederlands", "English", "controle")
COLUMN_OF = {Language.NL: "C", Language.EN: "D"}
STAMP_COLUMN = "E"

LONGEST_CELL = 32_767
"""The most characters that a cell of a spreadsheet can hold."""

# The form in which a workbook writes a control character. openpyxl reads and writes it in two ways,
# so that a text in which it stands might come back as another one.
_CODE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNFIT = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_STAMP_LENGTH = 16


def stamp(address: str, language: Language, text: str) -> str:
    """Give what shows whether a text is still the one that was exported."""
    content = f"{address}\0{language.value}\0{text}".encode()
    return hashlib.sha256(content).hexdigest()[:_STAMP_LENGTH]


def stamps(address: str, text: Text) -> str:
    """Give the stamps of a text as the hidden cell holds them."""
    return " ".join(stamp(address, language, text.in_(language)) for language in Language)


def cannot_hold(text: str) -> str | None:
    """Say why a cell cannot hold a text so that it comes back as it was, or nothing if it can."""
    if len(text) > LONGEST_CELL:
        return f"has {len(text)} characters; {LONGEST_CELL} is the most that a cell can hold"
    unfit = _UNFIT.search(text) or _CODE.search(text)
    if unfit:
        return f"holds {unfit[0]!r}, which spreadsheets use for control characters; remove it"
    return None
