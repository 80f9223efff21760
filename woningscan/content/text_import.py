"""Bringing the texts of a workbook into the YAML files of a questionnaire.

Only the scalars of texts that were changed are written anew: comments, order, quotes and the
layout of all else stay as they are. The outcome is read again before any file is replaced, and
must be the same questionnaire but for these texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.faults import ContentError, ContentFaultyError
from woningscan.content.freezing import frozen_versions
from woningscan.content.loader import folder_name, read, texts_in
from woningscan.content.scalar_styles import edit_of
from woningscan.content.sheets.comparing import compare
from woningscan.content.sheets.faults import SheetFault, WorkbookFaultyError
from woningscan.content.sheets.reading import read_workbook
from woningscan.content.text_places import BYTE_ORDER_MARK, content_with, written_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from woningscan.content.scalar_styles import Edit
    from woningscan.content.sheets.comparing import TextChange
    from woningscan.content.text_places import TextKey


class TextNotWritableError(ContentError):
    """A file is written in a way in which a text cannot be replaced without touching the rest."""


class FrozenVersionError(ContentError):
    """The folder is that of a version that may not change any more."""


@dataclass(frozen=True, slots=True)
class TextImport:
    """What an import changes, and the files it concerns: their bytes before and after.

    `kept` are cells that nobody changed, of texts that changed in the folder since the export.
    """

    changes: tuple[TextChange, ...]
    kept: tuple[str, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def import_of(folder: Path, workbook: bytes, required_phrases: Iterable[str] = ()) -> TextImport:
    """Give what a workbook changes in the folder of one version; nothing is written yet.

    `required_phrases` are the ids of the phrases that letters use.

    Raises:
        FrozenVersionError: the version in the folder is frozen.
        ContentFaultyError: the folder has faults already.
        WorkbookFaultyError: the workbook cannot be imported; it names everything that is wrong.
        TextNotWritableError: a file of the folder is written in too unusual a way.
    """
    name, required_phrases = folder_name(folder), tuple(required_phrases)
    if name is not None and name in frozen_versions(folder.resolve().parents[1]):
        raise FrozenVersionError(f"{name} is frozen: change the texts of the next version.")
    sources = texts_in(folder)
    reading = read(sources, required_phrases, name)
    if reading.faults:
        raise ContentFaultyError(reading.faults)
    comparison = compare(read_workbook(workbook), reading.questionnaire)
    new = {(change.address, change.language): change.new for change in comparison.changes}
    written = with_texts(sources, new)
    faults = read(written, required_phrases, name).faults if new else []
    if comparison.faults or faults:
        cells = _cells(sources, comparison.changes)
        of_rules = (
            SheetFault(cells.get((fault.file, fault.key), ""), str(fault)) for fault in faults
        )
        raise WorkbookFaultyError([*comparison.faults, *of_rules])
    changed = [file for file, content in written.items() if content != sources[file]]
    return TextImport(
        comparison.changes,
        comparison.kept,
        {file: sources[file] for file in changed},
        {file: written[file] for file in changed},
    )


def with_texts(sources: Mapping[str, bytes], new: Mapping[TextKey, str]) -> dict[str, bytes]:
    """Give the files of a questionnaire with some texts replaced, and nothing else.

    Raises:
        TextNotWritableError: what comes of it is not the same but for these texts.
    """
    written = dict(sources)
    for file, content in sources.items():
        edits = _edits(file, content, new)
        if edits:
            written[file] = _edited(content, edits)
            meant = content_with(file, content.decode(), new)
            if content_with(file, written[file].decode(), {}) != meant:
                raise TextNotWritableError(
                    f"{file} is written in a way in which its texts cannot be replaced;"
                    " write its texts as in the other files."
                )
    return written


def _edits(file: str, content: bytes, new: Mapping[TextKey, str]) -> list[Edit]:
    source = content.decode().removeprefix(BYTE_ORDER_MARK)
    return [
        edit_of(source, written, new[written.key])
        for written in (written_texts(file, source) if new else ())
        if written.key in new
    ]


def _edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits from the last to the first, so that the positions of the others stay."""
    text = content.decode()
    source = text.removeprefix(BYTE_ORDER_MARK)
    mark = text[: len(text) - len(source)]
    for start, end, words in sorted(edits, reverse=True):
        source = source[:start] + words + source[end:]
    return (mark + source).encode()


def _cells(
    sources: Mapping[str, bytes], changes: Sequence[TextChange]
) -> dict[tuple[str, str], str]:
    """Give the cells of changed texts by the file and key that a fault names."""
    return dict(_keys_with_cells(sources, changes))


def _keys_with_cells(
    sources: Mapping[str, bytes], changes: Sequence[TextChange]
) -> Iterator[tuple[tuple[str, str], str]]:
    cells = {(change.address, change.language): change.place for change in changes}
    for file, content in sources.items():
        for written in written_texts(file, content.decode()):
            if written.key in cells:
                key, language = written.place.key, written.key[1]
                yield (file, key), cells[written.key]
                yield (file, f"{key}.{language}"), cells[written.key]
