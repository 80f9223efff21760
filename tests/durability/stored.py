"""What must be true of an installation, whatever was killed, read from what is stored."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy import func, make_url, select

from tests.durability.tablets import Batch, Ledger
from tests.shipped import LIBRARY
from tests.visits import Data
from woningscan import bootstrap
from woningscan.config import Config
from woningscan.domain.rights import State
from woningscan.persistence.audit import Action
from woningscan.persistence.models import Audit, Change, Inspection, table_of
from woningscan.services import accounts, visits
from woningscan.services.actors import Actor
from woningscan.services.resources import Resources
from woningscan.services.rights import viewer
from woningscan.services.visits import OpenVisit

CHANGES, INSPECTIONS, AUDIT = table_of(Change), table_of(Inspection), table_of(Audit)
PLANNED_KINDS = {"visit-dated", "identity-stated", "fact-stated", "room-added"}


@dataclass
class Auditor:
    """Compares what is stored with the ledger. A visit that nobody writes to is opened once."""

    config: Config
    ledger: Ledger
    settled: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    rooms: set[frozenset[str]] = field(default_factory=set)

    def check(self) -> None:
        """Check all that a kill could have spoiled, in every visit that is not settled."""
        whole_files(self.config)
        with closing(opened(self.config)) as resources:
            ids = _inspections(resources)
            shares = resources.keyring.store.shares_made_before("9999")
            assert ids <= set(shares), "an inspection without its shred share"
            stored = {visit: _sequences(resources, visit) for visit in ids - self.settled}
            actors = [accounts.acting_as(resources, name) for name in ("adviser", "other-adviser")]
            for visit, sequences in stored.items():
                self._check_visit(_open(resources, actors, visit), sequences)
            _check_reported_once(resources, ids)
        self._check_acknowledged(stored)
        self.settled |= ids

    def check_everything(self) -> None:
        """Check every visit again, from the beginning."""
        self.settled.clear()
        self.names.clear()
        self.check()
        assert self.ledger.planned <= set(self.names), "a planned visit is gone"
        twice = [name for name, number in self.names.items() if number > 1]
        assert not twice, f"planned once and stored more often: {twice}"

    def _check_visit(self, visit: OpenVisit, sequences: dict[str, int]) -> None:
        """Check one visit whose chain was verified: it has what was sent, and nothing else."""
        numbers = sorted(sequences.values())
        assert numbers == list(range(1, len(numbers) + 1)), f"gaps between numbers: {numbers}"
        changes = visit.inspection.journal.changes
        kept = {id_: change.as_data() for id_, change in changes.items()}
        assert kept.keys() == sequences.keys(), "the journal is not what its rows are"
        saved = kept.keys() & self.ledger.sent.keys()
        other = [change for change in saved if kept[change] != self.ledger.sent[change]]
        assert not other, f"stored with other content: {other}"
        state = State.VISITING if saved else State.PLANNED
        assert visit.state is state, f"a visit that is {visit.state} and ought to be {state}"
        self._check_beginning([kept[change] for change in kept.keys() - saved])

    def _check_beginning(self, planned: list[Data]) -> None:
        """Check that a visit began with all that it is planned with: its holder and its rooms."""
        kinds = {str(change["kind"]) for change in planned}
        assert kinds == PLANNED_KINDS, f"a visit that began with {kinds}"
        names = [each["value"] for each in planned if each["slot"] == ["holder-name"]]
        assert len(names) == 1, f"a visit to {names}"
        self.names[str(names[0])] += 1
        rooms = [each["value"] for each in planned if each["kind"] == "room-added"]
        self.rooms.add(frozenset(str(room["standard"]) for room in rooms if isinstance(room, dict)))
        assert len(self.rooms) == 1, "a visit without some of its standard rooms"

    def _check_acknowledged(self, stored: dict[str, dict[str, int]]) -> None:
        acknowledged = {
            change: (visit, number)
            for change, (visit, number) in self.ledger.acknowledged.items()
            if visit not in self.settled
        }
        lost = {
            change: told
            for change, told in acknowledged.items()
            if stored[told[0]].get(change) != told[1]
        }
        assert not lost, "acknowledged, and not stored under the number that was told"


def opened(config: Config) -> Resources:
    """Open an installation as another process would, with the time that it is."""
    resources = bootstrap.resources(config)
    return Resources(resources.work, resources.keyring, LIBRARY)


def whole_files(config: Config) -> None:
    """Let SQLite check every page of its files; PostgreSQL's recovery refuses a torn one."""
    for url in (config.database_url, config.keystore_url):
        if make_url(url).get_backend_name() == "sqlite":
            with closing(sqlite3.connect(make_url(url).database or "")) as connection:
                found = connection.execute("PRAGMA integrity_check").fetchall()
                assert found == [("ok",)], f"{url}: {found}"
                astray = connection.execute("PRAGMA foreign_key_check").fetchall()
                assert not astray, f"{url}: rows that belong to nothing: {astray}"


def stored_of(resources: Resources, batch: Batch) -> int:
    """Count the changes of a batch that are stored."""
    with resources.work.database.reading() as connection:
        query = select(func.count()).select_from(CHANGES).where(CHANGES.c.id.in_(batch.ids))
        return int(connection.execute(query).scalar_one())


def _inspections(resources: Resources) -> set[str]:
    with resources.work.database.reading() as connection:
        return set(connection.execute(select(INSPECTIONS.c.id)).scalars())


def _sequences(resources: Resources, visit: str) -> dict[str, int]:
    """Give the number of each change; a change that is stored twice would make two rows."""
    query = select(CHANGES.c.id, CHANGES.c.sequence).where(CHANGES.c.inspection == visit)
    with resources.work.database.reading() as connection:
        rows = connection.execute(query).all()
    numbers = {row.id: row.sequence for row in rows}
    assert len(numbers) == len(rows), "a change is stored twice"
    return numbers


def _open(resources: Resources, actors: list[Actor], visit: str) -> OpenVisit:
    """Open a visit as the adviser that it is assigned to, which verifies the whole chain."""
    with resources.work.reading() as stored:
        viewers = (viewer(actor, resources.clock) for actor in actors)
        found = (stored.inspections.find(visit, each) for each in viewers)
        assigned = [record is not None and record.is_assigned for record in found]
    return visits.open_visit(resources, actors[assigned.index(True)], visit, "test")


def _check_reported_once(resources: Resources, ids: set[str]) -> None:
    query = select(AUDIT.c.inspection).where(AUDIT.c.action == Action.VISIT_PLANNED)
    with resources.work.database.reading() as connection:
        reported = Counter(connection.execute(query).scalars())
    assert reported == Counter(ids), "a visit and the report of its planning belong together"
