"""The bare minimum: rows of the same size made durable on the same disk, and nothing else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

import psycopg

from tests.bench.figures import WARMING_UP, Timings, timed

if TYPE_CHECKING:
    from tests.bench.places import Place

_ENVELOPE, _DIGEST = 582, 32
_FIELDS = "inspection, sequence, id, envelope, digest"
_SCHEMA = (
    "inspection varchar(36), sequence integer, id varchar(36), envelope {blob}, digest {blob},"
    " PRIMARY KEY (inspection, sequence), UNIQUE (inspection, id)"
)
Row: TypeAlias = tuple[str, int, str, bytes, bytes]
Insert: TypeAlias = Callable[[list[Row]], None]


def inserts(place: Place, rows: int, times: int) -> Timings:
    """Time making so many rows durable at once, with no more than the driver."""
    opening = _sqlite(place) if place.resources.work.database.is_sqlite else _postgresql(place)
    with opening as insert:
        prepared = iter([list(_rows(rows)) for _ in range(times + WARMING_UP)])
        return timed(lambda: insert(next(prepared)), times)


def _rows(number: int) -> Iterator[Row]:
    inspection = str(uuid4())
    for sequence in range(number):
        yield inspection, sequence, str(uuid4()), os.urandom(_ENVELOPE), os.urandom(_DIGEST)


@contextmanager
def _sqlite(place: Place) -> Iterator[Insert]:
    with closing(sqlite3.connect(place.folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute(f"CREATE TABLE IF NOT EXISTS bare ({_SCHEMA.format(blob='BLOB')})")

        def insert(rows: list[Row]) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

        yield insert


@contextmanager
def _postgresql(place: Place) -> Iterator[Insert]:
    url = place.config.database_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE TABLE IF NOT EXISTS bare ({_SCHEMA.format(blob='bytea')})")

        def insert(rows: list[Row]) -> None:
            if len(rows) == 1:
                connection.execute("INSERT INTO bare VALUES (%s, %s, %s, %s, %s)", rows[0])
                return
            with connection.cursor().copy(f"COPY bare ({_FIELDS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

        yield insert
