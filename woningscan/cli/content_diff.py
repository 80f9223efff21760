"""`content diff`: what changed between two versions, and which answers keep their meaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.cli.output import CommandError, message, result
from woningscan.content.comparing.differences import differences
from woningscan.content.comparing.report import report
from woningscan.content.faults import ContentFaultyError
from woningscan.content.library import Library
from woningscan.content.loader import load

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands
    from woningscan.domain.questionnaire import Questionnaire

DIFFERENT = 1
"""The exit code when there are differences, as of `diff`."""


def add_to(actions: Commands) -> None:
    """Add the command to those of `content`."""
    parser = actions.add_parser("diff", help="print what changed between two versions")
    parser.add_argument("old", metavar="OLD", help="a name such as woningscan/1, or a folder")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.set_defaults(run=_diff)


def _diff(chosen: argparse.Namespace) -> int:
    library = Library()
    old, new = (_questionnaire(library, text) for text in (chosen.old, chosen.new))
    compared = differences(old, new)
    if not compared.groups:
        message("No differences.")
        return 0
    for line in report(compared):
        result(line)
    return DIFFERENT


def _questionnaire(library: Library, text: str) -> Questionnaire:
    """Load a version by its name, or one that stands in a folder of its own."""
    try:
        if text in library.names:
            return library.questionnaire(text)
        if os.path.isdir(text):  # noqa: PTH112  # Path.is_dir fails on odd names
            return load(Path(text))
    except ContentFaultyError as error:
        raise CommandError(f"{text} has faults; mend them first:\n{error}") from None
    known = ", ".join(library.names)
    raise CommandError(f"{text} is neither a folder nor a version; there are: {known}.")
