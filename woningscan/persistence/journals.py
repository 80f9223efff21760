"""Journals: changes are sealed and chained on the way in, opened and verified on the way out.

Appending never reads the journal. Rows are fetched inside the transaction and opened outside it,
because an open cursor would keep a SQLite commit waiting.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sqlalchemy import ARRAY, String, any_, bindparam, func, select

from woningscan.crypto.chain import ChainHead, ChainRow
from woningscan.crypto.envelope import UnsealableError
from woningscan.crypto.fields import CHANGE_OF_IDENTITY
from woningscan.domain.changes import from_canonicals
from woningscan.domain.kinds import Compartment
from woningscan.persistence.models import Change as ChangeRow
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from woningscan.crypto.keys import DataKey
    from woningscan.domain.changes import Change
    from woningscan.persistence.keyring import InspectionKeys

_TABLE = table_of(ChangeRow)
_CHANGE = _TABLE.c
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
_COLUMNS = (
    _CHANGE.sequence,
    _CHANGE.id,
    _CHANGE.compartment,
    _CHANGE.envelope,
    _CHANGE.digest,
    _CHANGE.late,
)
# Statements of every request are made once: making one takes as long as running it.
_OF_INSPECTION = select(_CHANGE.id, _CHANGE.sequence, _CHANGE.digest).where(
    _CHANGE.inspection == bindparam("of")
)
# However many ids there are, they are one parameter.
_KNOWN = {
    "sqlite": _OF_INSPECTION.where(
        _CHANGE.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    ),
    "postgresql": _OF_INSPECTION.where(_CHANGE.id == any_(bindparam("ids", type_=ARRAY(String)))),
}
_ROWS = (
    select(*_COLUMNS)
    .where(_CHANGE.inspection == bindparam("of"), _CHANGE.sequence > bindparam("after"))
    .order_by(_CHANGE.sequence)
)
# Handed to the drivers as they are: for many small rows, SQLAlchemy takes as long as a database.
_INSERT_ROWS = """
    INSERT INTO change (inspection, account, device, received_at,
        sequence, id, compartment, envelope, digest, late)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_COLUMNS = """
    INSERT INTO change (inspection, account, device, received_at,
        sequence, id, compartment, envelope, digest, late)
    SELECT %b::text, %b::text, %b::text, %b::text, added.* FROM unnest(
        %b::int[], %b::text[], %b::text[], %b::bytea[], %b::bytea[], %b::bool[]) AS added
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the server adds to a change it received; it takes no part in comparing changes.

    `account` is None when the system manager imported it.
    """

    account: str | None
    device: str
    received_at: str


class Entry(NamedTuple):
    """A change to be stored: its canonical text, under which key, and whether it came late."""

    id: str
    content: bytes
    compartment: Compartment
    late: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A change that is stored already: its number and the keyed digest of its content."""

    sequence: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class JournalPart:
    """Opened and verified changes, the ids of those that came late, and the head they lead to."""

    changes: tuple[Change, ...]
    late: frozenset[str]
    head: ChainHead


@dataclass(frozen=True, slots=True)
class Journals:
    """Reads and writes the changes of inspections over one connection."""

    connection: Connection

    def known(self, inspection: str, ids: list[str]) -> Mapping[str, Known]:
        """Give those of these changes that are stored already."""
        dialect = self.connection.dialect.name
        asked = {"of": inspection, "ids": json.dumps(ids) if dialect == "sqlite" else ids}
        rows = self.connection.execute(_KNOWN[dialect], asked).all()
        return {row.id: Known(row.sequence, row.digest) for row in rows}

    def append(
        self,
        inspection: str,
        keys: InspectionKeys,
        head: ChainHead,
        entries: Sequence[Entry],
        stamp: Stamp,
    ) -> ChainHead:
        """Seal, chain and store changes behind a head, and give the new head."""
        chain = keys.chain()
        used = {entry.compartment for entry in entries}
        sealers = {compartment: keys.change_sealer(compartment) for compartment in used}
        link, rows = head.head, []
        for sequence, (change, content, compartment, late) in enumerate(entries, head.count + 1):
            digest = chain.digest(content)
            link = chain.link(link, sequence, change, digest)
            envelope = sealers[compartment].seal(change, content)
            rows.append((sequence, change, compartment.value, envelope, digest, late))
        self._insert((inspection, stamp.account, stamp.device, stamp.received_at), rows)
        return ChainHead(head.count + len(rows), link)

    def _insert(self, same: tuple[object, ...], rows: Sequence[tuple[object, ...]]) -> None:
        """Insert rows that begin with the same values, in the way that each database likes best.

        Sent row by row, 250 rows take twice as long to reach PostgreSQL as in one statement.
        """
        if self.connection.dialect.name == "sqlite":
            self.connection.exec_driver_sql(_INSERT_ROWS, [(*same, *row) for row in rows])
        else:
            columns = (list(column) for column in zip(*rows, strict=True))
            self.connection.exec_driver_sql(_INSERT_COLUMNS, (*same, *columns))

    def rows(self, inspection: str, after: int) -> Sequence[AnyRow]:
        """Fetch the stored changes behind a number, in order, still sealed."""
        return self.connection.execute(_ROWS, {"of": inspection, "after": after}).all()

    def identity_rows(self, inspections: Collection[str]) -> Mapping[str, list[AnyRow]]:
        """Fetch what is stored of whose home it is, for a list of visits, still sealed."""
        rows = self.connection.execute(
            select(_CHANGE.inspection, *_COLUMNS)
            .where(_CHANGE.inspection.in_(inspections), _CHANGE.compartment == Compartment.IDENTITY)
            .order_by(_CHANGE.sequence)
        ).all()
        found: dict[str, list[AnyRow]] = {}
        for row in rows:
            found.setdefault(row.inspection, []).append(row)
        return found


def open_and_verify(
    rows: Sequence[AnyRow],
    keys: InspectionKeys,
    expected: ChainHead,
    known: ChainHead | None = None,
) -> JournalPart:
    """Open fetched rows and verify that they lead from a known head to the expected one.

    Raises:
        UnsealableError: a row does not open: altered, or moved from elsewhere.
        BrokenChainError: a row is missing, exchanged or out of order.
    """
    texts = _unsealed(rows, keys)
    keys.chain().verify(
        [
            ChainRow(row.sequence, row.id, row.digest, text)
            for row, text in zip(rows, texts, strict=True)
        ],
        expected,
        known,
    )
    late = frozenset(row.id for row in rows if row.late)
    return JournalPart(from_canonicals(texts), late, expected)


def open_identity(rows: Sequence[AnyRow], key: DataKey) -> tuple[Change, ...]:
    """Open the changes that say whose home it is; the chain is verified when a visit is opened.

    Raises:
        UnsealableError: a row does not open.
    """
    unseal = key.sealer(CHANGE_OF_IDENTITY).unseal
    return from_canonicals(unseal(row.id, row.envelope) for row in rows)


def _unsealed(rows: Sequence[AnyRow], keys: InspectionKeys) -> list[bytes]:
    sealers = {kind.value: keys.change_sealer(kind).unseal for kind in Compartment}
    try:
        return [sealers[row.compartment](row.id, row.envelope) for row in rows]
    except KeyError:
        # Somebody wrote a compartment that there is not.
        raise UnsealableError from None
