"""`content freeze`: a version that visits were made with may not change any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.cli.output import CommandError, message, result
from woningscan.content.freezing import FROZEN_LIST, freeze, line_to_freeze
from woningscan.content.library import SHIPPED
from woningscan.domain.letter import REQUIRED_PHRASES

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands


def add_to(actions: Commands) -> None:
    """Add the command to those of `content`."""
    parser = actions.add_parser("freeze", help="print the line that freezes a version")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"add the line to {FROZEN_LIST}")
    parser.set_defaults(run=_freeze)


def _freeze(chosen: argparse.Namespace) -> int:
    line = line_to_freeze(SHIPPED, chosen.name, REQUIRED_PHRASES)
    if chosen.write:
        file = SHIPPED / FROZEN_LIST
        try:
            is_new = freeze(SHIPPED, line)
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}).") from None
        message(f"Added to {file}." if is_new else f"It stands in {file} already.")
    result(line)
    return 0
