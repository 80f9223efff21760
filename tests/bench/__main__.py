"""`make bench`: every figure beside its limit of the same run and its aim."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import in_browser, letter, opening, overview, room_page, saves, sign_in
from tests.bench.figures import Figure, table
from tests.bench.places import Machine
from tests.postgresql import running
from tests.programs import installed_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

BENCHES: Mapping[str, Callable[[Machine], Iterable[Figure]]] = {
    "save": saves.save,
    "batch": saves.batch,
    "opening": opening.measure,
    "room-page": room_page.measure,
    "overview": overview.measure,
    "browser": in_browser.measure,
    "letter": letter.measure,
    "sign-in": sign_in.measure,
}


def main() -> int:
    """Measure, and give 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=BENCHES, action="append", metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    chosen = parser.parse_args()
    # Asked to stop, it still stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    programs = installed_postgresql()
    about = _about(programs)
    print("\n".join(f"{name}: {value}" for name, value in about.items()), end="\n\n", flush=True)
    figures: list[Figure] = []
    with ExitStack() as stack:
        server = None if programs is None else stack.enter_context(running(programs))
        for name in chosen.only or BENCHES:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            figures += BENCHES[name](Machine(server))
    print(table(figures))
    if chosen.json is not None:
        data = {"machine": about, "figures": [figure.as_data() for figure in figures]}
        chosen.json.write_text(json.dumps(data, indent=2) + "\n")
    return int(any(figure.is_met is False for figure in figures))


def _about(programs: Path | None) -> dict[str, str]:
    """Describe the machine that the figures are of."""
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return {
        "processors": f"{os.cpu_count()} ({platform.machine()})",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": "not measured: apt-get install postgresql"
        if programs is None
        else _version(programs),
        "load at the start": f"{load} (over 1, 5 and 15 minutes)",
    }


def _version(programs: Path) -> str:
    """Give what the server itself calls its version."""
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return said.stdout.strip().rsplit(") ", 1)[-1]


if __name__ == "__main__":
    sys.exit(main())
