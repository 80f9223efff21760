"""What the modules of the command line share in reading arguments."""

from __future__ import annotations

import argparse
from typing import Protocol

LAST_PORT = 65535


class Commands(Protocol):
    """A place where a command can be added."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002
        """Add a command; the names are argparse's."""


def port(text: str) -> int:
    """Read the number of a port; 0 lets the system choose a free one."""
    if not text.isdigit() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give 0 to {LAST_PORT}")
    return int(text)
