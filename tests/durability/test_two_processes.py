"""Two processes append to one visit: nothing is lost, whichever comes between the other's steps."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
from itertools import pairwise
from typing import TypeAlias

import pytest

from tests.durability.appending import NO_TURN, TURN
from tests.installations import Installation
from tests.repository import ROOT
from tests.visits import Data, noted, planned
from woningscan.config import PREFIX, Config
from woningscan.services import visits

PROCESSES = 2
Rounds: TypeAlias = list[list[Data]]


def appending(config: Config) -> subprocess.Popen[str]:
    """Start a process that appends."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {
        f"{PREFIX}DATA_DIR": str(config.data_dir),
        f"{PREFIX}KEY_DIR": str(config.key_dir),
        f"{PREFIX}DATABASE_URL": config.database_url,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.durability.appending"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # A process that died tells why on its standard error.
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def appended(
    installation: Installation, visit: str, shares: list[Rounds], turn: str
) -> list[dict[str, int]]:
    """Let each process append its share, all beginning a round together; give the numbers."""
    with ExitStack() as stack:
        processes = [stack.enter_context(appending(installation.config)) for _ in shares]
        for process, share in zip(processes, shares, strict=True):
            task = {"account": "adviser", "visit": visit, "rounds": share, "turn": turn}
            tell(process, json.dumps(task))
        for _ in shares[0]:
            for process in processes:
                assert process.stdout is not None
                process.stdout.readline()
            for process in processes:
                tell(process, "begin")
        told = [process.communicate() for process in processes]
    assert [errors for _, errors in told] == [""] * len(shares)
    return [json.loads(answer) for answer, _ in told]


def check_appends(installation: Installation, rounds: int, each: int, turn: str) -> None:
    """Let two processes append so many changes in so many rounds, and check what is stored."""
    visit, adviser = planned(installation), installation.actor("adviser")
    before = visits.open_visit(installation.resources, adviser, visit, "test").inspection.journal
    shares: list[Rounds] = [
        [
            [noted(visit, f"proces {process}, {part}.{number}") for number in range(each)]
            for part in range(rounds)
        ]
        for process in range(PROCESSES)
    ]
    told = appended(installation, visit, shares, turn)
    sent = {change["id"]: change for share in shares for part in share for change in part}
    numbers = {change: number for answer in told for change, number in answer.items()}
    first = len(before.changes) + 1
    assert sorted(numbers.values()) == list(range(first, first + len(sent)))
    # Opening verifies the chain: every number once, in order, with the content that was sealed.
    after = visits.open_visit(installation.resources, adviser, visit, "test").inspection.journal
    kept = {id_: change.as_data() for id_, change in after.changes.items()}
    assert kept == {id_: change.as_data() for id_, change in before.changes.items()} | sent
    assert list(kept)[first - 1 :] == sorted(numbers, key=numbers.__getitem__)
    # A process that is acknowledged twice in a row with a gap met the other one in between.
    of_each = [list(answer.values()) for answer in told]
    assert all(mine == sorted(mine) for mine in of_each)
    assert any(later > number + 1 for mine in of_each for number, later in pairwise(mine))


@pytest.mark.parametrize("each", [250, pytest.param(1000, marks=pytest.mark.long)])
def test_two_processes_append_many_each(installation: Installation, each: int) -> None:
    check_appends(installation, 1, each, TURN)


def test_the_file_lock_is_for_fairness_only(on_sqlite: Installation) -> None:
    """`BEGIN IMMEDIATE` alone keeps it right. Rounds, because one may starve without the lock."""
    check_appends(on_sqlite, 30, 5, NO_TURN)
