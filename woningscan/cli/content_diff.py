"""`content diff`: what changed between two versions, and which answers keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.cli.output import message, result
from woningscan.cli.questionnaires import named_or_in_folder
from woningscan.content.comparing.differences import differences
from woningscan.content.comparing.report import report

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands

DIFFERENT = 1
"""The exit code when there are differences, as of `diff`."""


def add_to(actions: Commands) -> None:
    """Add the command to those of `content`."""
    parser = actions.add_parser("diff", help="print what changed between two versions")
    parser.add_argument("old", metavar="OLD", help="a name such as woningscan/1, or a folder")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.set_defaults(run=_diff)


def _diff(chosen: argparse.Namespace) -> int:
    compared = differences(named_or_in_folder(chosen.old), named_or_in_folder(chosen.new))
    if not compared.groups:
        message("No differences.")
        return 0
    for line in report(compared):
        result(line)
    return DIFFERENT
