"""One process of several that append to the same visit, each change with a save of its own.

On the standard input stands, as JSON on one line, which visit, and what to append in each round. A
round begins when all have said that they are ready and the next line comes. The answer, at the end,
is the number that each change was acknowledged with.
"""

import json
import os
import sys
from contextlib import nullcontext
from typing import Any

from woningscan import bootstrap
from woningscan.config import from_environment
from woningscan.persistence.database import Database
from woningscan.services import accounts, saving

TURN = "with the file lock"
NO_TURN = "without the file lock"


def work(task: dict[str, Any]) -> dict[str, int]:
    """Save every change, and give its number by its id."""
    resources = bootstrap.resources(from_environment(os.environ))
    actor = accounts.acting_as(resources, task["account"])
    numbers = {}
    for changes in task["rounds"]:
        print("ready", flush=True)  # noqa: T201 - the answer
        sys.stdin.readline()
        for change in changes:
            (accepted,) = saving.save_changes(resources, actor, task["visit"], [change]).accepted
            numbers[accepted.id] = accepted.sequence
    resources.close()
    return numbers


def _main() -> None:
    task = json.loads(sys.stdin.readline())
    if task["turn"] == NO_TURN:
        # The lock has no switch: it is not for anybody to turn off.
        setattr(Database, "_turn", lambda _: nullcontext())  # noqa: B010
    print(json.dumps(work(task)), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    _main()
