"""Reading the command line and running one command."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from woningscan.cli import account, content, demo, installation, letter, serving, visit, work
from woningscan.cli.output import BAD_INPUT, CommandError, message
from woningscan.config import ConfigError
from woningscan.content.faults import ContentError
from woningscan.crypto.providers import KeyExistsError, KeyUnavailableError
from woningscan.services.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPS = (installation, serving, work, demo, account, content, visit, letter)
_BAD_INPUT = (
    CommandError,
    ConfigError,
    ContentError,
    KeyExistsError,
    KeyUnavailableError,
    ServiceError,
)


CUT_OFF = 141
"""The exit code that a shell gives a program whose reader went away (128 + SIGPIPE)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; bad input is 2."""
    parser = command_line()
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except _BAD_INPUT as error:
        message(str(error))
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever read along has seen enough, as `head` does; Python would complain once more when
        # it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    return code


def command_line() -> argparse.ArgumentParser:
    """Give the parser of the whole command line; the documentation is tested against it."""
    parser = argparse.ArgumentParser(
        prog="woningscan",
        description="Home security scans: a visit goes in, a letter comes out.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in _GROUPS:
        group.add_to(commands)
    return parser
