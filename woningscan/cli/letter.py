"""`letter`: a visit file in, a letter out; without a server and without a database."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from woningscan.cli.folders import is_folder
from woningscan.cli.output import CommandError, warn
from woningscan.domain.language import Language
from woningscan.domain.settings import LetterSettings
from woningscan.services import visit_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from woningscan.cli.parsing import Commands


def add_to(commands: Commands) -> None:
    """Add the command."""
    letter = commands.add_parser("letter", help="make a letter from a visit file")
    letter.add_argument("file", metavar="FILE", type=Path)
    letter.add_argument("--reader", required=True, help="a reader of the questionnaire")
    letter.add_argument("--language", required=True, choices=[each.value for each in Language])
    letter.add_argument("--large-print", action="store_true")
    letter.add_argument("--settings", metavar="FILE", type=Path)
    letter.add_argument("--output", metavar="OUT.pdf", type=Path, required=True)
    letter.add_argument("--cover", metavar="COVER.pdf", type=Path)
    letter.set_defaults(run=_letter)


def _letter(chosen: argparse.Namespace) -> int:
    if chosen.large_print:
        raise CommandError("--large-print: this version makes letters of the usual size only.")
    outputs = [file for file in (chosen.output, chosen.cover) if file is not None]
    _refuse_bad(outputs, [file for file in (chosen.file, chosen.settings) if file is not None])
    read = visit_files.read(chosen.file)
    settings = (
        visit_files.read_settings(chosen.settings, read.questionnaire)
        if chosen.settings
        else LetterSettings()
    )
    made = visit_files.letter_of(read, Language(chosen.language), settings, chosen.reader)
    contents = [made.letter]
    if chosen.cover is not None:
        if made.cover is None:
            raise CommandError(f"--cover: the letter for {chosen.reader} has no cover sheet.")
        contents.append(made.cover)
    for warning in read.warnings:
        warn(str(warning))
    for file, content in zip(outputs, contents, strict=True):
        _write(file, content)
    return 0


def _refuse_bad(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Refuse files that cannot be written, and those that would cost another file its content."""
    taken = {os.path.realpath(file) for file in inputs}
    for file in outputs:
        if not is_folder(file.parent):
            raise CommandError(f"{file.parent} is no folder: make it, or name another file.")
        if is_folder(file):
            raise CommandError(f"{file} is a folder: name a file.")
        place = os.path.realpath(file)
        if place in taken:
            raise CommandError(f"{file} is used for something else here: name another file.")
        taken.add(place)


def _write(file: Path, content: bytes) -> None:
    """Put a file in place whole or not at all; only this user can read it."""
    part = None
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=".letter-", delete=False) as opened:
            part = Path(opened.name)
            opened.write(content)
        part.replace(file)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise CommandError(f"{file} cannot be written ({error.strerror}).") from None
