"""How the command line speaks: results, messages, and failing."""

from __future__ import annotations

import sys

BAD_INPUT = 2
FAULTY = 1
"""The exit code of a check that found faults."""


class CommandError(Exception):
    """A command cannot do what was asked; each line says what, where and how to mend it."""


def result(text: str) -> None:
    """Print a result."""
    print(text, flush=True)


def message(text: str) -> None:
    """Print something that is not the result."""
    print(text, file=sys.stderr)


def warn(text: str) -> None:
    """Print a warning."""
    message(f"warning: {text}")
