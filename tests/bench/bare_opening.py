"""Opening a visit by hand: read, decrypt, two MACs a row, parse, and a fold that checks nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from tests.bench.figures import Timings, timed
from woningscan.domain.changes import canonical
from woningscan.services import visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bench.places import Place

_NONCE, _HEADER = 12, 42
_BLOCK = 512
_READ = "SELECT sequence, id, compartment, envelope, digest FROM bare_change ORDER BY sequence"
_KEY = bytes(range(32))


def openings(place: Place, visit: str, times: int) -> Timings:
    """Time opening as many changes of the same content, with no more than the drivers."""
    cipher = AESGCM(_KEY)
    with _table(place) as (insert, fetch):
        opened = visits.open_visit(place.resources, place.adviser, visit, "bench")
        changes = opened.inspection.journal.changes.values()
        insert([_row(cipher, number, canonical(each)) for number, each in enumerate(changes)])
        return timed(lambda: _fold(_opened(cipher, fetch())), times)


def _row(cipher: AESGCM, number: int, text: str) -> tuple[Any, ...]:
    content = text.encode()
    nonce = os.urandom(_NONCE)
    padded = content.ljust(-(-len(content) // _BLOCK) * _BLOCK)
    envelope = os.urandom(_HEADER) + nonce + cipher.encrypt(nonce, padded, None)
    return number, json.loads(text)["id"], "findings", envelope, os.urandom(32)


def _opened(cipher: AESGCM, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    keyed = HMAC(_KEY, SHA256())
    texts = []
    begin = _HEADER
    for _, _, _, envelope, digest in rows:
        nonce = envelope[begin : begin + _NONCE]
        text = cipher.decrypt(nonce, envelope[begin + _NONCE :], None)
        for content in (text, digest):
            state = keyed.copy()
            state.update(content)
            state.finalize()
        texts.append(text)
    changes: list[dict[str, Any]] = json.loads(b"[" + b",".join(texts) + b"]")
    return changes


def _fold(changes: list[dict[str, Any]]) -> dict[tuple[str, ...], dict[str, Any]]:
    """Let the last one of each slot win."""
    return {(change["kind"], *change["slot"]): change for change in changes}


@contextmanager
def _table(place: Place) -> Iterator[tuple[Callable[[list[Any]], object], Callable[[], list[Any]]]]:
    """Make a table with nothing in it, and give what fills it and what reads all of it."""
    columns = "sequence integer PRIMARY KEY, id text, compartment text"
    if place.resources.work.database.is_sqlite:
        with closing(sqlite3.connect(place.folder / "bare.sqlite", isolation_level=None)) as sqlite:
            sqlite.execute("DROP TABLE IF EXISTS bare_change")
            sqlite.execute(f"CREATE TABLE bare_change ({columns}, envelope blob, digest blob)")
            into = "INSERT INTO bare_change VALUES (?, ?, ?, ?, ?)"
            yield (
                lambda rows: sqlite.executemany(into, rows),
                lambda: sqlite.execute(_READ).fetchall(),
            )
        return
    url = place.config.database_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP TABLE IF EXISTS bare_change")
        server.execute(f"CREATE TABLE bare_change ({columns}, envelope bytea, digest bytea)")
        into = "INSERT INTO bare_change VALUES (%s, %s, %s, %s, %s)"
        yield (
            lambda rows: server.cursor().executemany(into, rows),
            lambda: server.execute(_READ).fetchall(),
        )
