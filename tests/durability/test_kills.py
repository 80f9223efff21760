"""Nothing that was acknowledged is lost, and nothing is half done, whatever is killed, and when.

A kill is SIGKILL to the whole process group of `woningscan serve`: gunicorn's arbiter and both of
its workers at once, in the middle of saves and of planning, after a number of acknowledgements that
is drawn anew each time; on SQLite then at once, in the middle of a transaction of the database or
of the key store, or right after one. On PostgreSQL the postmaster dies with it, just before or just
after, and is started again on the same data folder. Only the importing of modules is spared between
kills.

A killed process leaves the operating system, and so the page cache, alive: what is written but not
synchronised survives here. So these tests show that the answer leaves after the commit and that a
commit is all or nothing; they would not notice a database that does not synchronise.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.durability.moments import moments_of
from tests.durability.postmaster import Postmaster, running_postmaster
from tests.durability.served import Served, served
from tests.durability.stored import Auditor, opened, stored_of
from tests.durability.tablets import Countdown, Ledger, Planner, Session, Tablet, sign_in
from tests.installations import Template, config_in, installed
from tests.visits import planned_anyway
from woningscan.services import accounts
from woningscan.services.planning import Plan

ADVISERS = ("adviser", "other-adviser")
MOST_ACKNOWLEDGEMENTS = 25
KILLS_BETWEEN_CHECKS = 10
PATIENCE = 60
MOST_TRIES = 30
FACTS = {"jurisdiction": "nl", "office": "wethouder"}


@dataclass
class Office:
    """A served installation at work: two tablets of each of two advisers, and a coordinator."""

    server: Served
    auditor: Auditor
    tablets: Sequence[Tablet]
    planner: Planner
    ledger: Ledger
    kept_unheard: int = 0
    sets_of_visits: int = 0

    def give_new_visits(self) -> None:
        """Let each adviser's tablets write to two visits that nobody wrote to yet."""
        self.sets_of_visits += 1
        with closing(opened(self.auditor.config)) as resources:
            coordinator = accounts.acting_as(resources, "coordinator")
            for number, tablet in enumerate(self.tablets):
                adviser = accounts.acting_as(resources, ADVISERS[number % 2]).account or ""
                name = f"Dijkgraaf Bedacht {self.sets_of_visits}.{number}"
                plan = Plan(adviser, "2026-06-03", {"holder-name": name}, FACTS)
                tablet.visits = [planned_anyway(resources, coordinator, plan)]
                self.ledger.posted.add(name)
                self.ledger.planned.add(name)
        for mine, colleague in zip(self.tablets[:2], self.tablets[2:], strict=True):
            mine.visits = colleague.visits = [*mine.visits, *colleague.visits]

    def work_until(self, kill: Callable[[], None]) -> None:
        """Let everybody work, and kill after some acknowledgements; what is pending stays so."""
        number = random.randint(1, MOST_ACKNOWLEDGEMENTS)  # noqa: S311 - a test draws no secrets
        countdown = Countdown(number)
        with ThreadPoolExecutor(len(self.tablets) + 1) as pool:
            works = (self.planner.work, *(tablet.work for tablet in self.tablets))
            working = [pool.submit(work, self.server.port, countdown) for work in works]
            try:
                assert countdown.over.wait(PATIENCE), "".join(self.server.messages)
                kill()
            except AssertionError:
                self.server.kill()  # Otherwise nobody would stop working.
                raise
            for each in working:
                each.result()

    def check_nothing_half(self) -> None:
        """Check that a batch without an answer is stored as a whole or not at all."""
        with closing(opened(self.auditor.config)) as resources:
            for batch in filter(None, (tablet.pending for tablet in self.tablets)):
                number = stored_of(resources, batch)
                assert number in {0, len(batch.changes)}, "half a batch is stored"
                self.kept_unheard += number

    def send_what_waits(self) -> None:
        """Send every pending batch again; what is in doubt is settled by this."""
        for tablet in self.tablets:
            with tablet.session.line(self.server.port) as line:
                # A connection to a database that was killed is found out by failing once.
                tries = (tablet.pending is None or tablet.send(line) for _ in range(MOST_TRIES))
                assert any(tries), "".join(self.server.messages)


def office_over(server: Served, auditor: Auditor, passwords: dict[str, str]) -> Office:
    """Start the server and sign everybody in."""
    server.start()
    with closing(opened(auditor.config)) as resources:

        def session(name: str) -> Session:
            code = accounts.current_code(resources, name)
            return sign_in(server.port, name, passwords[name], code)

        sessions = [session(name) for name in ADVISERS]
        adviser = accounts.acting_as(resources, ADVISERS[0]).account or ""
        planner = Planner(session("coordinator"), auditor.ledger, adviser)
    tablets = [Tablet(session, auditor.ledger) for session in sessions * 2]
    office = Office(server, auditor, tablets, planner, auditor.ledger)
    office.give_new_visits()
    return office


def rehearse(
    office: Office, kills: int, kill: Callable[[], None], mend: Callable[[], None]
) -> None:
    """Kill and start again, so many times; check in between, and everything at the end.

    The figures are printed for `pytest -rP`.
    """
    for number in range(1, kills + 1):
        office.work_until(kill)
        mend()
        office.check_nothing_half()
        if number % KILLS_BETWEEN_CHECKS == 0:
            office.send_what_waits()
            office.auditor.check()
            office.give_new_visits()
    office.send_what_waits()
    office.auditor.check_everything()
    ledger = office.ledger
    assert len(ledger.acknowledged) == len(ledger.sent), "everything that was sent is acknowledged"
    assert len(ledger.acknowledged) > kills
    assert ledger.repeated, "no request was ever broken off"
    print(  # noqa: T201 - figures for whoever asks for them
        f"{kills} kills, {len(ledger.acknowledged)} changes and {len(ledger.planned)} visits "
        f"acknowledged, {len(ledger.repeated)} changes sent again, of which {office.kept_unheard} "
        f"were stored already; {len(ledger.posted - ledger.planned)} plans without an answer, of "
        f"which {len(office.auditor.names) - len(ledger.planned)} were stored"
    )


@pytest.fixture
def office_on_sqlite(tmp_path: Path, sqlite_template: Template) -> Iterator[Office]:
    """Give a served installation on SQLite."""
    shutil.copytree(sqlite_template.folder, tmp_path / "installation")
    config = config_in(tmp_path / "installation")
    passwords = {name: each.password for name, each in sqlite_template.credentials.items()}
    with served(config, tmp_path) as server:
        yield office_over(server, Auditor(config, Ledger()), passwords)


@pytest.fixture
def postmaster(postgresql_bin: Path) -> Iterator[Postmaster]:
    """Give a PostgreSQL that may be killed."""
    with running_postmaster(postgresql_bin) as running:
        yield running


@pytest.fixture
def office_on_postgresql(tmp_path: Path, postmaster: Postmaster) -> Iterator[Office]:
    """Give a served installation on a PostgreSQL that may be killed."""
    postmaster.server.create("durable", "template1")
    config = config_in(tmp_path / "installation", postmaster.server.url("durable"))
    passwords = {name: each.password for name, each in installed(config).items()}
    with served(config, tmp_path) as server:
        yield office_over(server, Auditor(config, Ledger()), passwords)


@pytest.mark.parametrize("kills", [20, pytest.param(2000, marks=pytest.mark.long)])
def test_kills_on_sqlite(office_on_sqlite: Office, kills: int) -> None:
    server = office_on_sqlite.server
    moments = moments_of(office_on_sqlite.auditor.config)

    def kill() -> None:
        moments.wait()
        server.kill()
        moments.look_back()

    rehearse(office_on_sqlite, kills, kill, server.start)
    print(f"{moments.broken_off} transactions broken off")  # noqa: T201 - a figure, as above
    assert server.kills == kills
    assert moments.broken_off, "no kill came in the middle of a transaction"
    assert server.messages == [], "a server that is killed has nothing to complain of"


@pytest.mark.parametrize("kills", [3, pytest.param(200, marks=pytest.mark.long)])
def test_kills_on_postgresql(
    office_on_postgresql: Office, postmaster: Postmaster, kills: int
) -> None:
    server = office_on_postgresql.server

    def kill_both() -> None:
        for kill in random.sample([server.kill, postmaster.kill], 2):
            kill()

    def start_both() -> None:
        postmaster.start()
        server.start()

    rehearse(office_on_postgresql, kills, kill_both, start_both)
    assert server.kills == kills


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.long)])
def test_a_server_outlives_its_database(
    office_on_postgresql: Office, postmaster: Postmaster, kills: int
) -> None:
    def start_and_send() -> None:
        postmaster.start()
        office_on_postgresql.send_what_waits()

    rehearse(office_on_postgresql, kills, postmaster.kill, start_and_send)
    assert office_on_postgresql.server.kills == 0
