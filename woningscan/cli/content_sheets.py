"""`content export --xlsx` and `content import`: texts in a spreadsheet, and back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli.folders import is_folder
from woningscan.cli.output import CommandError, message, result, warn
from woningscan.content.replacing import replace_files
from woningscan.content.sheets.guarding import LARGEST_FILE
from woningscan.content.sheets.writing import workbook_of
from woningscan.content.text_import import import_of
from woningscan.domain.letter import REQUIRED_PHRASES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from woningscan.cli.parsing import Commands
    from woningscan.content.text_import import TextImport
    from woningscan.domain.questionnaire import Questionnaire

_SUFFIX = ".xlsx"


def add_to(actions: Commands) -> None:
    """Add `content import`."""
    parser = actions.add_parser("import", help="bring texts back from a spreadsheet")
    parser.add_argument("file", metavar="FILE.xlsx", type=Path)
    parser.add_argument("--folder", metavar="PATH", type=Path, required=True)
    parser.add_argument("--dry-run", action="store_true", help="print what would change")
    parser.set_defaults(run=_import)


def write_workbook(questionnaire: Questionnaire, file: Path) -> int:
    """Write the texts of a questionnaire into a new workbook, and give the exit code.

    Raises:
        CommandError: the file stands already, or cannot be written.
        WorkbookFaultyError: a text does not fit in a cell.
    """
    if file.suffix.lower() != _SUFFIX:
        raise CommandError(f"{file}: give the file a name that ends in {_SUFFIX}.")
    content = workbook_of(questionnaire)
    try:
        with file.open("xb") as written:
            written.write(content)
    except FileExistsError as error:
        raise CommandError(f"{file} stands already: name a new file, or remove it.") from error
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
    message(f"{file} holds every text of {questionnaire.name}.")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    if not is_folder(chosen.folder):
        raise CommandError(f"{chosen.folder} is no folder: give that of one version, such as …/v1.")
    texts = import_of(chosen.folder, _read(chosen.file), REQUIRED_PHRASES)
    for line in _changes(texts):
        result(line)
    for cell in texts.kept:
        warn(f"{cell}: has changed in the folder since the export; the text of the folder stays.")
    if chosen.dry_run:
        message(f"{len(texts.changes)} texts would change in {len(texts.after)} files.")
        return 0
    replace_files(chosen.folder, texts.before, texts.after)
    message(f"{len(texts.changes)} texts changed in {len(texts.after)} files.")
    return 0


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{file} is larger than {LARGEST_FILE} bytes.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _changes(texts: TextImport) -> Iterator[str]:
    """Give what changes: a line that names the text, then the old and the new one."""
    for change in texts.changes:
        yield f"{change.place}: {change.address}.{change.language}"
        yield from (f"- {line}" for line in change.old.split("\n"))
        yield from (f"+ {line}" for line in change.new.split("\n"))
