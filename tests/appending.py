"""A process that saves answers one by one: `python -m tests.appending VISIT TIMES`.

It opens the installation of the environment, says `ready`, waits for a line, and then writes the
id and the number of each change once that is acknowledged.
"""

import os
import sys

from tests.visits import noted
from woningscan import bootstrap, config
from woningscan.services import accounts, saving


def main(visit: str, times: int) -> None:
    """Append so many changes to a visit."""
    resources = bootstrap.resources(config.from_environment(os.environ))
    actor = accounts.acting_as(resources, "adviser")
    say("ready")
    sys.stdin.readline()
    for number in range(times):
        change = noted(visit, f"Bericht {number}")
        (accepted,) = saving.save_changes(resources, actor, visit, [change]).accepted
        say(f"{accepted.id} {accepted.sequence}")
    resources.close()


def say(line: str) -> None:
    """Write a line that whoever started this process is waiting for."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
