"""An installation with a visit in every state, in which refusals must leave every row as it was.

Whose home it is, what was found there and the case number are marks: an answer to somebody who may
not see them holds none of them.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import text

from tests.installations import Installation, Template, copied
from tests.integration.web.browsing import application
from tests.photos import jpeg
from tests.visits import change, front_door, noted, planned
from woningscan.crypto.tokens import new_token
from woningscan.domain.appointments import Why
from woningscan.domain.photos import Photo
from woningscan.domain.rights import Role, State
from woningscan.services import accounts, photos, reassignments, saving
from woningscan.services.authentication import invitations, sessions
from woningscan.services.authentication.browsers import Browser

HOLDER, ADDRESS = "Kenmerk Naamloos", "Merksteeg 41 bis"
NOTE, OWN_TEXT = "Notitiemerk onder de mat.", "Adviesmerk voor de achterdeur."
IDENTITY = {"holder-name": HOLDER, "holder-address": ADDRESS, "holder-postcode": "1234 ZZ"}
FINDINGS = (NOTE, OWN_TEXT)
FOREIGN = "Vreemd"
"""What every mark of a visit of another adviser says instead of the word for a mark."""

MORE_ADVISERS = ("second-adviser", "former-adviser", "ended-adviser", "disabled-adviser")
"""Advisers beside those of `PEOPLE`; the visits are, or were, for each of them."""

CHANGE_COUNTER = slice(24, 28)
"""Where a SQLite file counts its transactions that wrote something (file format, section 1.3.7)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that something is asked about, and what stands in it."""

    id: str
    case_number: str
    room: str
    photo: str
    own_advice: str


@dataclass(frozen=True)
class World:
    """The application over an installation, with a visit in each state and a wish that waits.

    `foreign` is a visit of another adviser.
    """

    installation: Installation
    app: Flask
    visits: Mapping[State, Visit]
    foreign: Visit
    wish: str
    invitation: str
    somebody: str
    lost_device: str
    _copies: dict[Path, sqlite3.Connection] = field(default_factory=dict)
    _remembered: dict[str, list[object]] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Path, ...]:
        """Give the files of both databases."""
        resources = self.installation.resources
        databases = (resources.work.database, resources.keyring.store._database)  # noqa: SLF001
        return tuple(Path(database.file or "") for database in databases)

    def counters(self) -> tuple[bytes, ...]:
        """Give how often each database was written to: the cheapest way to see that it was."""
        found = []
        for file in self.files:
            with file.open("rb") as stream:
                found.append(stream.read(CHANGE_COUNTER.stop)[CHANGE_COUNTER])
        return tuple(found)

    def differs(self, *, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Give the tables that hold something else than was remembered."""
        now = self._rows()
        return tuple(
            sorted(name for name in now if name not in but and now[name] != self._remembered[name])
        )

    def of(self, visit: Visit) -> tuple[object, ...]:
        """Give the row of a visit, how many of its changes and photos there are, and its wishes."""
        tables = ("change", "blob", "assignment", "reassignment", "search_entry")
        counts = "".join(
            f", (SELECT count(*) FROM {table} WHERE inspection = :id)"  # noqa: S608 - our names
            for table in tables
        )
        with closing(sqlite3.connect(self.files[0])) as connection:
            query = f"SELECT *{counts} FROM inspection WHERE id = :id"  # noqa: S608 - our names
            return tuple(connection.execute(query, {"id": visit.id}).fetchone())

    def _rows(self) -> dict[str, list[object]]:
        found: dict[str, list[object]] = {}
        for file in self.files:
            with closing(sqlite3.connect(file)) as connection:
                tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                for (table,) in tables.fetchall():
                    query = f'SELECT * FROM "{table}"'  # noqa: S608 - a name of our own
                    rows = connection.execute(query).fetchall()
                    found[f"{file.stem}.{table}"] = sorted(rows, key=repr)
        return found

    def remember(self) -> None:
        """Keep both databases as they are now, for `restore`."""
        self._remembered.update(self._rows())
        for file in self.files:
            kept = sqlite3.connect(":memory:")
            with closing(sqlite3.connect(file)) as connection:
                connection.backup(kept)
            self._copies[file] = kept

    def restore(self) -> None:
        """Put both databases back as they were remembered."""
        for file, kept in self._copies.items():
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA synchronous=OFF")
                kept.backup(connection)
        for visit in (*self.visits.values(), self.foreign):
            self.installation.resources.cache.forget(visit.id)

    def close(self) -> None:
        """Drop what was remembered."""
        for kept in self._copies.values():
            kept.close()


@contextmanager
def world_in(folder: Path, template: Template) -> Iterator[World]:
    """Make a world in a folder, and close it afterwards."""
    for installation in copied(template, folder):
        for name in MORE_ADVISERS:
            accounts.add_account(installation.resources, name, f"{name} (verzonnen)", Role.ADVISER)
        visits = {state: _visit_in(installation, state) for state in State}
        _assign_otherwise(installation)
        foreign = _furnished(installation, "other-adviser", FOREIGN)
        wish = _ask(installation, visits[State.PLANNED].id, "other-adviser")
        invitation, somebody, lost_device = _account_that_is_looked_at(installation)
        app = application(
            replace(installation.config, secure_cookies=False), installation.resources
        )
        world = World(installation, app, visits, foreign, wish, invitation, somebody, lost_device)
        yield world
        world.close()


def _visit_in(installation: Installation, state: State) -> Visit:
    """Make a visit that stands in a state."""
    visit = _furnished(installation, "adviser")
    _write(installation, "UPDATE inspection SET state = :to WHERE id = :id", to=state, id=visit.id)
    if state is State.SHREDDED:
        store = installation.resources.keyring.store._database  # noqa: SLF001
        with store.writing() as connection:
            query = text("DELETE FROM shred_share WHERE inspection = :id")
            connection.execute(query, {"id": visit.id})
    return visit


def _furnished(installation: Installation, adviser: str, said: str = "merk") -> Visit:
    """Plan a visit with marks in it."""
    resources = installation.resources
    identity = {name: _as_said(mark, said) for name, mark in IDENTITY.items()}
    visit = planned(installation, adviser, identity=identity)
    actor, own_advice, photo = installation.actor(adviser), str(uuid4()), str(uuid4())
    own = {
        "title": "Achterdeur",
        "text": _as_said(OWN_TEXT, said),
        "chapter": "home",
        "photos": [photo],
    }
    photos.add_photo(resources, actor, visit, Photo(photo, front_door(visit), ()), jpeg())
    changes = [noted(visit, _as_said(NOTE, said)), change("own-advised", [own_advice], own)]
    saving.save_changes(resources, actor, visit, changes)
    with resources.work.reading() as stored:
        found = stored.inspections.find(visit)
    assert found is not None
    return Visit(visit, found.case_number, front_door(visit), photo, own_advice)


def _account_that_is_looked_at(installation: Installation) -> tuple[str, str, str]:
    """Give the ids of an invitation, of the account that is invited, and of a device of it."""
    resources, administrator = installation.resources, installation.actor("administrator")
    accounts.add_account(resources, "looked-at", "Bekeken Verzonnen", Role.ADVISER)
    browser = Browser(new_token(), "192.0.2.8", "Firefox, Windows")
    with resources.work.writing() as stored:
        account = stored.accounts.named("looked-at")
        assert account is not None
        device = sessions.begin(resources, stored, account, browser).actor.device
    invitations.propose_new_start(resources, administrator, account.id)
    with resources.work.reading() as stored:
        (invitation,) = stored.invitations.open(resources.clock.now())
    return invitation.id, account.id, device


def _as_said(mark: str, said: str) -> str:
    return mark.replace("merk", said).replace("Merk", said)


def _ask(installation: Installation, visit: str, adviser: str) -> str:
    account = installation.actor(adviser).account or ""
    coordinator = installation.actor("coordinator")
    return reassignments.ask_reassignment(
        installation.resources, coordinator, visit, adviser=account, reason=Why.ILLNESS
    )


def _assign_otherwise(installation: Installation) -> None:
    """Give the visits a second adviser, one who signs in no more, and two whose access ended."""
    clock = installation.resources.clock
    ends = {
        "second-adviser": None,
        "disabled-adviser": None,
        "former-adviser": clock.ago(timedelta(days=1)),
        "ended-adviser": clock.now(),
    }
    for name, until in ends.items():
        _write(
            installation,
            "INSERT INTO assignment (inspection, account, since, until)"
            " SELECT id, :account, :since, :until FROM inspection",
            account=installation.actor(name).account,
            since=clock.ago(timedelta(days=2)),
            until=until,
        )


def _write(installation: Installation, statement: str, **values: object) -> None:
    with installation.resources.work.database.writing() as connection:
        connection.execute(text(statement), values)
