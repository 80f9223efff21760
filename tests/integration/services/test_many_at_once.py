"""Two processes, and many threads, that save to one visit at the same time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from threading import Barrier
from typing import IO

from tests.installations import Installation
from tests.repository import ROOT
from tests.visits import answered, noted, planned
from woningscan.domain.inspection import Inspection
from woningscan.services import saving, visits
from woningscan.services.saving import Receipt

TIMES = 1000
THREADS, BATCHES = 6, 15


def opened(installation: Installation, visit: str) -> Inspection:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.reopened(), actor, visit, "test").inspection


@contextmanager
def appending(installation: Installation, visit: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that waits for a line and then saves a thousand changes."""
    config = installation.config
    environment = os.environ | {
        "WONINGSCAN_DATA_DIR": str(config.data_dir),
        "WONINGSCAN_KEY_DIR": str(config.key_dir),
        "WONINGSCAN_DATABASE_URL": config.database_url,
    }
    command = [sys.executable, "-m", "tests.appending", visit, str(TIMES)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def test_two_processes_lose_nothing(installation: Installation) -> None:
    visit = planned(installation)
    before = len(opened(installation, visit).journal.changes)
    with ExitStack() as stack:
        both = [stack.enter_context(appending(installation, visit)) for _ in range(2)]
        for process in both:
            assert pipes(process)[1].readline() == "ready\n"
        for process in both:
            pipes(process)[0].write("go\n")
            pipes(process)[0].flush()
        lines = [pipes(process)[1].read().split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    acknowledged = {
        change: int(number)
        for words in lines
        for change, number in zip(words[::2], words[1::2], strict=True)
    }
    assert sorted(acknowledged.values()) == list(range(before + 1, before + 2 * TIMES + 1))
    # Opening verifies the chain from its first change to its last.
    changes = opened(installation, visit).journal.changes
    assert len(changes) == before + 2 * TIMES
    assert acknowledged.keys() <= changes.keys()
    # Neither process had to wait for the other to be done.
    firsts = set(map(int, lines[0][1::2]))
    owners = [number in firsts for number in sorted(acknowledged.values())]
    assert sum(one != other for one, other in pairwise(owners)) > TIMES / 10


def test_threads_that_send_the_same_store_it_once(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    before = len(opened(installation, visit).journal.changes)
    batches = [[answered(visit), noted(visit, str(number))] for number in range(BATCHES)]
    start = Barrier(THREADS)

    def send_all() -> list[Receipt]:
        start.wait()
        return [
            saving.save_changes(installation.resources, actor, visit, batch) for batch in batches
        ]

    with ThreadPoolExecutor(THREADS) as threads:
        sent = [threads.submit(send_all) for _ in range(THREADS)]
    first, *others = [each.result() for each in sent]
    assert all(receipts == first for receipts in others)
    numbers = [each.sequence for receipt in first for each in receipt.accepted]
    assert sorted(numbers) == list(range(before + 1, before + 2 * BATCHES + 1))
    assert len(opened(installation, visit).journal.changes) == before + 2 * BATCHES


def test_threads_that_read_and_write_see_whole_journals(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    resources, start = installation.resources, Barrier(THREADS)
    visits.continue_visit(resources, actor, visit)

    def write() -> None:
        start.wait()
        for number in range(BATCHES):
            saving.save_changes(resources, actor, visit, [noted(visit, str(number))])

    def read() -> None:
        start.wait()
        seen = 0
        for _ in range(BATCHES):
            found = visits.continue_visit(resources, actor, visit).inspection.journal.changes
            assert len(found) >= seen
            seen = len(found)
            visits.open_visit(resources, actor, visit, "test")

    with ThreadPoolExecutor(THREADS) as threads:
        working = [threads.submit(work) for work in (write, read) * (THREADS // 2)]
    for each in working:
        each.result()
