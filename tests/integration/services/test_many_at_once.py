"""Many threads that save to one visit at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.installations import Installation
from tests.visits import answered, noted, planned
from woningscan.domain.inspection import Inspection
from woningscan.services import saving, visits
from woningscan.services.saving import Receipt

THREADS, BATCHES = 6, 15


def opened(installation: Installation, visit: str) -> Inspection:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.reopened(), actor, visit, "test").inspection


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
