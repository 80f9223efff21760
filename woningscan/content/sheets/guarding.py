"""Refusing a file before anything is read from it: what is no plain workbook, or does something.

Nothing in a workbook is ever executed here. What could be elsewhere (a formula, a macro, a link)
is refused all the same: a text that somebody's spreadsheet made is not a text that somebody wrote,
and the file may go on to other people.

The XML is read by expat as a stream, without a tree, and without document types: none of the ways
in which a small file grows large gets past the limits.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from woningscan.content.sheets.faults import SheetFault, WorkbookFaultyError
from woningscan.content.sheets.outline import MOST_ROWS, Outline, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 10_000_000
LARGEST_CONTENT = 50_000_000
"""The most bytes that the files in a workbook may have together, once unpacked."""
MOST_FILES = 300

_ENCRYPTED_OR_OLD = b"\xd0\xcf\x11\xe0"
"""How the container of an encrypted workbook begins, and that of Excel 97."""
_IS_ENCRYPTED = 0x1
_PLAIN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TYPES_FILE = "[Content_Types].xml"
_XML = (".xml", ".rels")

_DOES_SOMETHING = {
    "vba": "holds macros; save it as an ordinary xlsx",
    "macrosheets": "holds macros; save it as an ordinary xlsx",
    "dialogsheets": "holds macros; save it as an ordinary xlsx",
    "activex": "holds controls; remove them",
    "ctrlprops": "holds controls; remove them",
    "embeddings": "holds embedded files; remove them",
    "externallinks": "holds links to other workbooks; remove them",
    "connections": "fetches data from elsewhere; remove the connections",
    "querytables": "fetches data from elsewhere; remove the connections",
    "model": "holds a data model; remove it",
}
_PART = re.compile(r"xl/([a-z]+)")
_MOST_LISTED = 100


class Examined(NamedTuple):
    """Everything for which a file is refused, and the last row in which something stands."""

    faults: list[SheetFault]
    last_row: int


def examine(content: bytes) -> Examined:
    """Look through a file before its texts are read.

    Raises:
        WorkbookFaultyError: it is no workbook, or too large to look into.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(f"has {len(content)} bytes; {LARGEST_FILE} is the most")
    if content.startswith(_ENCRYPTED_OR_OLD):
        raise _refused("is encrypted, or of Excel 97; save it as xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_archive(archive.infolist())
            outline = _outline(archive)
            return Examined([*_active_parts(archive), *_parts_that_act(outline)], outline.last_row)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _refused("is no xlsx, or is damaged; save it as xlsx once more") from error


def _refused(message: str) -> WorkbookFaultyError:
    return WorkbookFaultyError([SheetFault("", f"the file {message}")])


def _refuse_archive(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that is none of a workbook, or would be too much to unpack."""
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise _refused("is encrypted; save it without a password")
    if len(entries) > MOST_FILES or size > LARGEST_CONTENT:
        raise _refused(
            f"holds {len(entries)} files of {size} bytes together;"
            f" {MOST_FILES} and {LARGEST_CONTENT} are the most"
        )
    is_packed_plainly = all(entry.compress_type in _PLAIN_PACKING for entry in entries)
    # Of two files with one name, one program reads the first and another the last.
    is_ambiguous = len({name.casefold() for name in names}) < len(names)
    if not is_packed_plainly or is_ambiguous or _TYPES_FILE not in names:
        raise _refused("is no xlsx, or is damaged; save it as xlsx once more")


def _active_parts(archive: zipfile.ZipFile) -> Iterator[SheetFault]:
    """Name what is more than cells: macros, links, data from elsewhere."""
    messages = []
    for name in archive.namelist():
        part = _PART.match(name.casefold())
        what = next((key for key in _DOES_SOMETHING if part and part[1].startswith(key)), None)
        if what:
            messages.append(_DOES_SOMETHING[what])
    if b"macroenabled" in archive.read(_TYPES_FILE).lower():
        messages.append(_DOES_SOMETHING["vba"])
    for message in dict.fromkeys(messages):
        yield SheetFault("", f"the file {message}")


def _outline(archive: zipfile.ZipFile) -> Outline:
    outline = Outline()
    for entry in archive.infolist():
        if entry.filename.endswith(_XML):
            _read_part(outline, entry.filename, archive.read(entry))
    return outline


def _parts_that_act(outline: Outline) -> Iterator[SheetFault]:
    """Name every cell with a formula, and every link to something outside but web addresses."""
    places = outline.formula_places()
    for place in places[:_MOST_LISTED]:
        yield SheetFault(place, "holds a formula or the outcome of one; type the text instead")
    if len(places) > _MOST_LISTED:
        yield SheetFault("", f"{len(places) - _MOST_LISTED} more cells hold a formula")
    for target in outline.outside:
        yield SheetFault("", f"the file links to {target!r}; remove the link")


def _read_part(outline: Outline, name: str, content: bytes) -> None:
    outline.begin(name)
    parser = DefusedXMLParser(target=outline, forbid_dtd=True)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        raise _refused(f"declares a document type in {name}; a workbook has none") from error
    except (ParseError, LookupError, ValueError) as error:
        raise _refused(f"is damaged in {name}; save it as xlsx once more") from error
    except TooLargeError as error:
        raise _refused(f"has too much in it; {MOST_ROWS} rows are the most") from error
