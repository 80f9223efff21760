"""`work`: what has to be done by the clock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from woningscan.cli import environment
from woningscan.cli.output import message
from woningscan.services.sweeping import sweep

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands
    from woningscan.services.resources import Resources

PAUSE = 600
"""Seconds between two rounds, for who has no timer."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    work = commands.add_parser("work", help="remove what has run out, every ten minutes")
    work.add_argument("--once", action="store_true", help="do it once and stop, for a timer")
    work.set_defaults(run=_work)


def _work(chosen: argparse.Namespace) -> int:
    resources = environment.resources()
    while True:
        _round(resources)
        if chosen.once:
            return 0
        time.sleep(PAUSE)


def _round(resources: Resources) -> None:
    swept = sweep(resources)
    message(
        f"Removed {swept.sessions} sessions, {swept.tries} counts of tries, "
        f"{swept.challenges} challenges and {swept.photos} photos."
    )
