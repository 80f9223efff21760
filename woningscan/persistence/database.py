"""One database: how it is opened, and how its transactions begin.

SQLite: rollback journal (`TRUNCATE`) with `synchronous=EXTRA`, because before 3.51.3 a WAL database
with two writers can be corrupted. A writing transaction begins with `BEGIN IMMEDIATE`. File locks
around it make writers wait in turn (`turns`). They are for fairness only: `BEGIN IMMEDIATE` is what
keeps the data right.

PostgreSQL: READ COMMITTED, and rows are locked where a service says so.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from woningscan.persistence.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_WRITING = "woningscan_writing"
_PRAGMAS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=30000",
)


class DatabaseUnavailableError(Exception):
    """The database does not answer; the message says what it said."""


class OrphanedRowsError(Exception):
    """A change of the schema would leave rows that point at rows that are not there."""


class Database:
    """An open database, SQLite or PostgreSQL. Open it after a fork, never before."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened until it is used."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(url)
        self._reading_engine = self.engine if self.is_sqlite else _without_begin(self.engine)
        self._turns = Turns(self.file) if self.file else None

    @property
    def file(self) -> str | None:
        """The path of a SQLite database."""
        return self.url.database if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction that writes nothing."""
        with self._connected(self._reading_engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end, and durable then."""
        with self._turn(), self._connected(self.engine) as connection, self._begun(connection):
            yield connection

    @staticmethod
    @contextmanager
    def _begun(connection: Connection) -> Iterator[None]:
        with connection.execution_options(**{_WRITING: True}).begin():
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Give a writing connection with which tables may be made anew.

        SQLite cannot change a table: it is copied and the old one dropped. With foreign keys on,
        that would fail or take the rows of other tables along; they are checked afterwards instead.

        Raises:
            OrphanedRowsError: a row points at nothing now; nothing was changed.
        """
        if not self.is_sqlite:
            with self.writing() as connection:
                yield connection
            return
        with self._turn(), self._connected(self.engine) as connection:
            # The switch does nothing inside a transaction, which SQLAlchemy would begin.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with self._begun(connection):
                    yield connection
                    _refuse_orphans(connection)
            finally:
                driver.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._turns is not None:
            self._turns.close()

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        """Give a connection, and tell a database that fails from a rule that refuses."""
        try:
            with engine.connect() as connection:
                yield connection
        except (DataError, IntegrityError, ProgrammingError):
            raise
        except DBAPIError as error:
            where = f"{self.file}: " if self.file else ""
            raise DatabaseUnavailableError(f"{where}{error.orig}") from error

    def _turn(self) -> AbstractContextManager[None]:
        """Wait in turn for writing; a server that takes many writers needs none of it."""
        return nullcontext() if self._turns is None else self._turns.turn()


def _refuse_orphans(connection: Connection) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        tables = ", ".join(sorted({str(orphan[0]) for orphan in orphans}))
        raise OrphanedRowsError(f"Rows of {tables} would point at rows that are not there.")


def make_private(folder: Path) -> None:
    """Make a folder that only this user can look into."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _sqlite_engine(url: str) -> Engine:
    # The driver must not begin transactions by itself: `_begin` does. What is stored may not stand
    # in the message of an error.
    arguments = {"isolation_level": None, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def _make_private(_dialect: object, _record: object, place: Any, _wishes: object) -> None:  # noqa: ANN401
        _create(place[0])

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _create(file: str) -> None:
    """Make a new database file readable by this user alone; SQLite would follow the umask.

    A file that stands already is never opened here: closing it again would take away the locks
    that SQLite holds on it in this process (POSIX).
    """
    if file != ":memory:":
        # Whatever is wrong with the place, SQLite says it better.
        with suppress(OSError):
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def _postgresql_engine(url: str) -> Engine:
    # A server may be told to acknowledge before a commit is on disk; that is not for us.
    return create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=8,
        hide_parameters=True,
        connect_args={"options": "-c synchronous_commit=on"},
    )


def _without_begin(engine: Engine) -> Engine:
    """Give the same connections for reading, without BEGIN and ROLLBACK around it.

    At READ COMMITTED every statement sees what is committed by then, in a transaction or not, so
    the two round trips bought nothing: going on in a visit took 0.82 ms with them and 0.57 without.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT")
