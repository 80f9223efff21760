"""One database: how its transactions begin and end, and who waits for whom."""

import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy import text

from woningscan.persistence.database import Database, DatabaseUnavailableError
from woningscan.persistence.turns import ThreadQueue, Turns

WRITERS, TIMES = 4, 40
LOCKING = "SELECT number FROM tally FOR UPDATE"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give a database with one number in it, of each kind."""
    with closing(Database(database_url)) as fresh:
        with fresh.writing() as connection:
            connection.execute(text("CREATE TABLE tally (number INTEGER)"))
            connection.execute(text("INSERT INTO tally VALUES (0)"))
        yield fresh


def number(database: Database) -> int:
    with database.reading() as connection:
        found: int = connection.execute(text("SELECT number FROM tally")).scalar_one()
    return found


def write(database: Database, value: int) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE tally SET number = :value"), {"value": value})


class BrokenError(Exception):
    """Something that goes wrong in the middle."""


def test_what_is_written_is_there_for_another_connection(database: Database) -> None:
    write(database, 7)
    with closing(Database(database.url.render_as_string(hide_password=False))) as other:
        assert number(other) == 7


def test_an_error_undoes_all_of_it(database: Database) -> None:
    def write_and_break() -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE tally SET number = 7"))
            raise BrokenError

    with pytest.raises(BrokenError):
        write_and_break()
    assert number(database) == 0
    write(database, 8)
    assert number(database) == 8


def test_nobody_sees_what_is_not_committed(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE tally SET number = 7"))
        assert number(database) == 0
    assert number(database) == 7


def test_every_connection_to_sqlite_is_set_up_for_durability(sqlite_url: str) -> None:
    expected = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 30_000,
    }
    with closing(Database(sqlite_url)) as database:
        for begin in (database.reading, database.writing, database.rebuilding):
            with begin() as connection:
                found = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in expected
                }
            # Making tables anew is done without foreign keys, which are on again afterwards.
            keys_off = begin == database.rebuilding
            assert found == expected | ({"foreign_keys": 0} if keys_off else {})
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_postgresql_acknowledges_only_what_is_on_disk(postgresql_url: str) -> None:
    with closing(Database(postgresql_url)) as database, database.writing() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        # A server, or a database, may be told to acknowledge early.
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    with closing(Database(postgresql_url)) as database, database.writing() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == (
            "read committed"
        )


def count_up(database: Database) -> None:
    with database.writing() as connection:
        query = "SELECT number FROM tally" if database.is_sqlite else LOCKING
        before = connection.execute(text(query)).scalar_one()
        connection.execute(text("UPDATE tally SET number = :after"), {"after": before + 1})


def counted_by_many(databases: list[Database]) -> None:
    start = Barrier(len(databases))

    def count(database: Database) -> None:
        start.wait()
        for _ in range(TIMES):
            count_up(database)

    with ThreadPoolExecutor(len(databases)) as threads:
        for each in [threads.submit(count, database) for database in databases]:
            each.result()


def test_writers_of_one_process_lose_nothing(database: Database) -> None:
    counted_by_many([database] * WRITERS)
    assert number(database) == WRITERS * TIMES


def test_the_data_is_right_without_waiting_in_turn_too(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The locks beside the database are for fairness; BEGIN IMMEDIATE is what keeps it right.
    monkeypatch.setattr(Database, "_turn", lambda _: nullcontext())
    databases = [Database(sqlite_url) for _ in range(WRITERS)]
    with databases[0].writing() as connection:
        connection.execute(text("CREATE TABLE tally (number INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))
    counted_by_many(databases)
    assert number(databases[0]) == WRITERS * TIMES
    for database in databases:
        database.close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ruined.sqlite"
    file.write_bytes(b"ruined" * 1000)
    with (
        closing(Database(f"sqlite:///{file}")) as database,
        pytest.raises(DatabaseUnavailableError, match=r"ruined\.sqlite: file is not a database"),
    ):
        number(database)


def test_threads_go_in_the_order_in_which_they_came() -> None:
    queue, order = ThreadQueue(), list[int]()
    threads_coming = 8

    def come(place: int) -> None:
        with queue.turn():
            order.append(place)

    with ThreadPoolExecutor(threads_coming) as threads, queue.turn():
        for place in range(threads_coming):
            threads.submit(come, place)
            wait_until(partial(is_waiting, queue, place + 1))
    assert order == list(range(threads_coming))


def test_an_error_passes_the_turn_on(tmp_path: Path) -> None:
    with closing(Turns(str(tmp_path / "database"))) as turns:
        for _ in range(2):
            with pytest.raises(BrokenError), turns.turn():
                raise BrokenError


def test_a_process_that_waits_goes_before_one_that_has_just_been(tmp_path: Path) -> None:
    # Each pair of locks stands for a process: it has descriptors of its own.
    one, two = Turns(str(tmp_path / "database")), Turns(str(tmp_path / "database"))
    order, waiting = list[str](), Event()

    def come() -> None:
        waiting.set()
        with two.turn():
            order.append("two")

    with closing(one), closing(two), ThreadPoolExecutor(1) as threads:
        with one.turn():
            coming = threads.submit(come)
            waiting.wait()
            wait_until(lambda: is_locked(tmp_path / "database-next"))
        with one.turn():
            order.append("one")
        coming.result()
    assert order == ["two", "one"]


def is_waiting(queue: ThreadQueue, several: int) -> bool:
    return len(queue._waiting) == several  # noqa: SLF001 - nothing else tells


def wait_until(happened: Callable[[], bool]) -> None:
    """Let the other threads work until something has happened, but not for ever."""
    for _ in range(1_000_000):
        if happened():
            return
        os.sched_yield()
    raise AssertionError("it never happened")


def is_locked(file: Path) -> bool:
    """Tell whether somebody holds a lock on a file."""
    with file.open("rb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
