"""Whatever somebody changes in the rows of a visit by hand is found when it is opened."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from tests.installations import Installation
from tests.visits import answered, noted, planned
from woningscan.crypto.chain import BrokenChainError, ChainHead
from woningscan.crypto.envelope import UnsealableError
from woningscan.domain.changes import Change as DomainChange
from woningscan.persistence.journals import open_and_verify
from woningscan.persistence.models import Change, Inspection, table_of
from woningscan.services import saving, visits
from woningscan.services.journals import open_keys

CHANGES, INSPECTIONS = table_of(Change), table_of(Inspection)
FOUND = (UnsealableError, BrokenChainError)
FETCHED = ("sequence", "id", "compartment", "envelope", "digest", "late")
Rows = list[dict[str, Any]]


class Evidence:
    """A visit in the hands of somebody who can write in the database."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.visit = planned(installation)
        self.save(answered(self.visit), noted(self.visit, "Het raam klemt."))
        self.rows = self.read()
        self.row = self.inspection_row()

    def save(self, *changes: object) -> None:
        actor = self.installation.actor("adviser")
        saving.save_changes(self.installation.resources, actor, self.visit, changes)

    def read(self) -> Rows:
        """Read the rows of the journal in order."""
        query = select(CHANGES).where(CHANGES.c.inspection == self.visit)
        with self.installation.resources.work.database.reading() as connection:
            rows = connection.execute(query.order_by(CHANGES.c.sequence)).mappings()
            return [dict(row) for row in rows]

    def write(self, rows: Rows) -> None:
        """Put these rows in place of the journal."""
        with self.installation.resources.work.database.writing() as connection:
            connection.execute(delete(CHANGES).where(CHANGES.c.inspection == self.visit))
            if rows:
                connection.execute(insert(CHANGES), rows)

    def write_inspection(self, **values: object) -> None:
        """Change the visit's own row."""
        with self.installation.resources.work.database.writing() as connection:
            query = update(INSPECTIONS).where(INSPECTIONS.c.id == self.visit)
            connection.execute(query.values(**values))

    def restore(self) -> None:
        """Put everything back, and see that it opens."""
        self.write(self.rows)
        self.write_inspection(**self.row)
        self.open()

    def open(self) -> dict[str, DomainChange]:
        """Open the visit as a process does that has never seen it."""
        resources, actor = self.installation.resources, self.installation.actor("adviser")
        resources.cache.forget(self.visit)
        opened = visits.open_visit(resources, actor, self.visit, "test")
        return dict(opened.inspection.journal.changes)

    def is_found(self) -> bool:
        """Tell whether opening says that something is wrong."""
        try:
            self.open()
        except FOUND:
            return True
        return False

    def inspection_row(self) -> dict[str, Any]:
        """Read the visit's own row."""
        query = select(INSPECTIONS).where(INSPECTIONS.c.id == self.visit)
        with self.installation.resources.work.database.reading() as connection:
            return dict(connection.execute(query).mappings().one())


@pytest.fixture
def evidence(installation: Installation) -> Iterator[Evidence]:
    """Give a visit to tamper with; afterwards it is whole again, so what was found was that."""
    found = Evidence(installation)
    yield found
    found.restore()


def flipped(value: bytes, bit: int) -> bytes:
    place, mask = bit // 8, 1 << bit % 8
    return value[:place] + bytes([value[place] ^ mask]) + value[place + 1 :]


def with_row(rows: Rows, place: int, **values: object) -> Rows:
    return [row | values if each == place else row for each, row in enumerate(rows)]


def test_an_untouched_visit_opens(evidence: Evidence) -> None:
    assert evidence.open().keys() == {row["id"] for row in evidence.rows}
    assert {row["compartment"] for row in evidence.rows} == {"findings", "identity"}


def one_of_each(rows: Rows) -> Iterator[int]:
    """Give the place of a finding and of a line of identity."""
    for compartment in ("findings", "identity"):
        yield max(place for place, row in enumerate(rows) if row["compartment"] == compartment)


def test_no_flipped_bit_of_an_envelope_or_a_digest_passes(on_sqlite: Installation) -> None:
    # Every single bit, on rows as they were fetched; below, a choice of them through SQL.
    evidence = Evidence(on_sqlite)
    with on_sqlite.resources.work.reading() as stored:
        visit = stored.inspections.find(evidence.visit)
        rows = list(stored.journals.rows(evidence.visit, 0))
    assert visit is not None
    keys = open_keys(on_sqlite.resources, visit)
    heads = [keys.chain().start()]
    for row in rows:
        link = keys.chain().link(heads[-1].head, row.sequence, row.id, row.digest)
        heads.append(ChainHead(row.sequence, link))
    assert heads[-1] == visit.chain
    for place in one_of_each(evidence.rows):
        row, before, after = rows[place], heads[place], heads[place + 1]
        parts = {name: getattr(row, name) for name in FETCHED}
        assert open_and_verify([row], keys, after, before).changes
        for column in ("envelope", "digest"):
            value = getattr(row, column)
            for bit in range(len(value) * 8):
                altered: Any = SimpleNamespace(**parts | {column: flipped(value, bit)})
                with pytest.raises(FOUND):
                    open_and_verify([altered], keys, after, before)


def test_flipped_bits_are_found_in_the_database(evidence: Evidence) -> None:
    for place in one_of_each(evidence.rows):
        for column in ("envelope", "digest"):
            value = evidence.rows[place][column]
            for byte in range(0, len(value), 5):
                altered = flipped(value, byte * 8 + byte % 8)
                evidence.write(with_row(evidence.rows, place, **{column: altered}))
                assert evidence.is_found(), (place, column, byte)


@pytest.mark.parametrize("column", ["findings_key", "identity_key", "head"])
def test_flipped_bits_of_the_visit_itself_are_found(evidence: Evidence, column: str) -> None:
    value = evidence.row[column]
    for byte in range(len(value)):
        evidence.write_inspection(**{column: flipped(value, byte * 8 + byte % 8)})
        assert evidence.is_found(), byte


def test_keys_of_another_visit_or_for_another_purpose_are_found(evidence: Evidence) -> None:
    other = Evidence(evidence.installation)
    keys = ("findings_key", "identity_key")
    for values in (
        {keys[0]: evidence.row[keys[1]]},
        {keys[1]: evidence.row[keys[0]]},
        {keys[0]: evidence.row[keys[1]], keys[1]: evidence.row[keys[0]]},
        {key: other.row[key] for key in keys},
        {keys[0]: evidence.row[keys[0]][:-1]},
        {keys[0]: evidence.row[keys[0]] + b"x"},
        {keys[0]: b""},
    ):
        evidence.write_inspection(**(evidence.row | values))
        assert evidence.is_found(), values


@pytest.mark.parametrize("keep", [0, 1, 9, 10, 42, 54, 55, 70, 581])
def test_a_cut_off_envelope_is_found(evidence: Evidence, keep: int) -> None:
    for place in one_of_each(evidence.rows):
        envelope = evidence.rows[place]["envelope"]
        evidence.write(with_row(evidence.rows, place, envelope=envelope[:keep]))
        assert evidence.is_found()
        evidence.write(with_row(evidence.rows, place, envelope=envelope + envelope[:keep] + b"x"))
        assert evidence.is_found()


@pytest.mark.parametrize("compartment", ["findings", "identity", "", "neither"])
def test_another_compartment_is_found(evidence: Evidence, compartment: str) -> None:
    for place, row in enumerate(evidence.rows):
        if row["compartment"] != compartment:
            evidence.write(with_row(evidence.rows, place, compartment=compartment))
            assert evidence.is_found()


@pytest.mark.parametrize(
    "columns",
    [("envelope",), ("digest",), ("id",), ("envelope", "digest"), ("envelope", "digest", "id")],
    ids="-".join,
)
def test_rows_that_were_exchanged_are_found(evidence: Evidence, columns: Sequence[str]) -> None:
    for one, two in combinations(range(len(evidence.rows)), 2):
        rows = [dict(row) for row in evidence.rows]
        for column in columns:
            rows[one][column], rows[two][column] = rows[two][column], rows[one][column]
        if len({row["id"] for row in rows}) == len(rows):
            evidence.write(rows)
            assert evidence.is_found(), (one, two)


def test_a_row_from_another_visit_is_found(evidence: Evidence) -> None:
    other = Evidence(evidence.installation)
    for place, (row, strange) in enumerate(zip(evidence.rows, other.rows, strict=True)):
        for columns in (("envelope",), ("envelope", "digest"), ("id", "envelope", "digest")):
            values = {column: strange[column] for column in columns}
            evidence.write(with_row(evidence.rows, place, **values))
            assert evidence.is_found(), (row["sequence"], columns)


def renumbered(rows: Rows) -> Rows:
    return [row | {"sequence": number} for number, row in enumerate(rows, 1)]


def test_a_row_that_was_taken_away_is_found(evidence: Evidence) -> None:
    for place in range(len(evidence.rows)):
        rest = evidence.rows[:place] + evidence.rows[place + 1 :]
        evidence.write(rest)
        assert evidence.is_found()
        evidence.write(renumbered(rest))
        assert evidence.is_found()
        evidence.write_inspection(sequence=len(rest))
        assert evidence.is_found()
        evidence.write_inspection(sequence=len(evidence.rows))


def test_rows_in_another_order_are_found(evidence: Evidence) -> None:
    for place in range(1, len(evidence.rows)):
        moved = [evidence.rows[place], *evidence.rows[:place], *evidence.rows[place + 1 :]]
        evidence.write(renumbered(moved))
        assert evidence.is_found()


def test_a_journal_that_was_emptied_is_found(evidence: Evidence) -> None:
    evidence.write([])
    assert evidence.is_found()
    evidence.write_inspection(sequence=0)
    assert evidence.is_found()


def test_another_number_of_changes_is_found(evidence: Evidence) -> None:
    for count in (0, 1, len(evidence.rows) - 1, len(evidence.rows) + 1):
        evidence.write_inspection(sequence=count)
        assert evidence.is_found()


def test_a_row_too_many_is_found(evidence: Evidence) -> None:
    last = evidence.rows[-1]
    for more in (
        last | {"sequence": last["sequence"] + 1, "id": evidence.visit},
        last | {"sequence": last["sequence"] + 5, "id": evidence.visit},
    ):
        evidence.write([*evidence.rows, more])
        assert evidence.is_found(), more["sequence"]


def test_going_back_to_older_rows_is_found(evidence: Evidence) -> None:
    older, older_row = evidence.rows, evidence.row
    evidence.save(noted(evidence.visit, "Toch niet."))
    evidence.rows, evidence.row = evidence.read(), evidence.inspection_row()
    evidence.write(older)
    assert evidence.is_found()
    evidence.write(evidence.rows)
    for column in ("head", "sequence"):
        evidence.write_inspection(**{column: older_row[column]})
        assert evidence.is_found()
        evidence.write_inspection(**evidence.row)
