"""`visit`: visits as files, checked, imported and exported."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli import environment
from woningscan.cli.output import CommandError, message, result, warn
from woningscan.content.library import BY_DEFAULT, Library
from woningscan.domain.visit_file import empty_file
from woningscan.services import accounts, visit_files, visit_transfer
from woningscan.services.actors import system_manager

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands

_MOST_OF_A_REASON = 200


def add_to(commands: Commands) -> None:
    """Add the commands."""
    visit = commands.add_parser("visit", help="visits as files")
    actions = visit.add_subparsers(metavar="ACTION", required=True)

    new = actions.add_parser("new", help="print an empty file with every standard room and item")
    new.add_argument("--questionnaire", metavar="ID", default=BY_DEFAULT)
    new.set_defaults(run=_new)

    check = actions.add_parser("check", help="print every fault of a file, one line each")
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(run=_check)

    bring = actions.add_parser("import", help="bring a file in; prints the case number")
    bring.add_argument("file", metavar="FILE", type=Path)
    bring.add_argument("--adviser", metavar="NAME", help="the only adviser by default")
    bring.set_defaults(run=_import)

    export = actions.add_parser("export", help="write a visit as a file with its photos")
    export.add_argument("case", metavar="CASE")
    export.add_argument("--account", metavar="NAME", required=True, help="in whose name")
    export.add_argument("--reason", metavar="TEXT", required=True, help="stands in the audit log")
    export.add_argument("--output", metavar="DIR", type=Path, required=True)
    export.set_defaults(run=_export)


def _new(chosen: argparse.Namespace) -> int:
    questionnaire = Library().chosen(chosen.questionnaire)
    result(json.dumps(empty_file(questionnaire), ensure_ascii=False, indent=1))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    read = visit_files.read(chosen.file)
    _warn_of(read)
    message(f"{chosen.file}: no faults.")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    read = visit_files.read(chosen.file)
    resources = environment.resources()
    adviser = visit_transfer.adviser_account(resources, chosen.adviser)
    _warn_of(read)
    if adviser is None:
        warn("the visit is nobody's yet; name one with --adviser.")
    actor = system_manager(resources.clock.new_id())
    result(visit_transfer.import_visit(resources, actor, read, adviser))
    return 0


def _export(chosen: argparse.Namespace) -> int:
    reason = chosen.reason.strip()
    if not 0 < len(reason) <= _MOST_OF_A_REASON or not reason.isprintable():
        raise CommandError(f"--reason: give one line of 1 to {_MOST_OF_A_REASON} characters.")
    if os.path.lexists(chosen.output):
        raise CommandError(f"{chosen.output} exists already: name a new folder with --output.")
    resources = environment.resources()
    actor = accounts.acting_as(resources, chosen.account)
    exported = visit_transfer.export_visit(resources, actor, chosen.case, reason)
    _write(chosen.output, exported)
    message(
        f"Wrote {chosen.output / 'visit.json'} and {len(exported.photos)} photos, in the clear."
    )
    return 0


def _warn_of(read: visit_files.VisitFile) -> None:
    for warning in read.warnings:
        warn(str(warning))


def _write(folder: Path, exported: visit_transfer.ExportedVisit) -> None:
    """Write files that only this user can read: all of them, or no folder at all."""
    contents = {"visit.json": exported.text.encode(), **exported.photos}
    made = False
    try:
        folder.mkdir(mode=0o700, parents=True)
        made = True
        for name, content in contents.items():
            file = folder / name
            file.parent.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(content)
    except OSError as error:
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise CommandError(
            f"{folder} cannot be written ({error.strerror}): name another folder with --output."
        ) from None
