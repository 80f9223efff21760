"""`content`: checking and exporting questionnaires."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli import content_diff, content_freeze, content_print, content_sheets
from woningscan.cli.folders import is_folder
from woningscan.cli.output import FAULTY, CommandError, message, result
from woningscan.cli.questionnaires import named_or_in_folder
from woningscan.content.export import export
from woningscan.content.freezing import frozen_faults, version_faults
from woningscan.content.library import BY_DEFAULT, SHIPPED, Library
from woningscan.content.loader import folder_name
from woningscan.domain.letter import REQUIRED_PHRASES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from woningscan.cli.parsing import Commands
    from woningscan.content.faults import Fault


def add_to(commands: Commands) -> None:
    """Add the commands."""
    content = commands.add_parser("content", help="questionnaires")
    actions = content.add_subparsers(metavar="ACTION", required=True)

    check_parser = actions.add_parser("check", help="print every fault with file, line and key")
    check_parser.add_argument("path", metavar="PATH", nargs="?", type=Path)
    check_parser.set_defaults(run=_check)

    export_parser = actions.add_parser("export", help="a questionnaire for programs, or its texts")
    form = export_parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--json", action="store_true", help="print it for programs")
    form.add_argument("--xlsx", metavar="FILE", type=Path, help="write its texts in a spreadsheet")
    export_parser.add_argument("--questionnaire", metavar="ID or folder", default=BY_DEFAULT)
    export_parser.set_defaults(run=_export)

    content_sheets.add_to(actions)
    content_print.add_to(actions)
    content_diff.add_to(actions)
    content_freeze.add_to(actions)


def _check(chosen: argparse.Namespace) -> int:
    folders = list(_folders(chosen.path))
    faults = [
        f"{folder.parent.name}/{folder.name}/{fault}" if chosen.path is None else str(fault)
        for folder in folders
        for fault in version_faults(folder, REQUIRED_PHRASES)
    ]
    faults.extend(map(str, _frozen_faults(chosen.path)))
    for fault in faults:
        result(fault)
    if faults:
        return FAULTY
    message(f"{len(folders)} checked, no faults.")
    return 0


def _folders(path: Path | None) -> Iterator[Path]:
    """Give the folders to check: one version, all versions below a folder, or all that ship."""
    if path is None:
        library = Library()
        yield from map(library.folder, library.names)
    elif not is_folder(path):
        raise CommandError(f"{path} is no folder: give the folder of one version, such as …/v1.")
    else:
        yield path


def _frozen_faults(path: Path | None) -> list[Fault]:
    """Say which frozen versions changed: of all that ship, or the one of a folder `<id>/v<N>`."""
    if path is None:
        return frozen_faults(SHIPPED)
    name = folder_name(path)
    return [] if name is None else frozen_faults(path.resolve().parents[1], name)


def _export(chosen: argparse.Namespace) -> int:
    questionnaire = named_or_in_folder(chosen.questionnaire)
    if chosen.xlsx is not None:
        return content_sheets.write_workbook(questionnaire, chosen.xlsx)
    result(json.dumps(export(questionnaire), ensure_ascii=False, indent=1))
    return 0
