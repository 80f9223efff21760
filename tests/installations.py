"""Installed installations for tests: made once for each kind of database, then copied.

An installation has one account of each role, and a second adviser. Its passwords are hashed at the
lowest cost, and its clock stands still until a test moves it. It does not wait for the disk: no
test pulls a plug, and a process that is killed loses nothing that it wrote. That every connection
is set up to wait is tested where the database is.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from sqlalchemy import Table, create_engine, delete, event, insert, select

from tests.postgresql import Server
from tests.shipped import LIBRARY
from woningscan import bootstrap, config
from woningscan.config import Config
from woningscan.crypto.passwords import Cost, PasswordHasher
from woningscan.domain.rights import Role
from woningscan.persistence.database import Database
from woningscan.persistence.models import Base
from woningscan.services import accounts
from woningscan.services.accounts import Credentials
from woningscan.services.actors import Actor
from woningscan.services.clock import Clock
from woningscan.services.resources import Resources

CHEAP = PasswordHasher(Cost(memory=8))
PEOPLE = {
    "coordinator": Role.COORDINATOR,
    "adviser": Role.ADVISER,
    "other-adviser": Role.ADVISER,
    "reviewer": Role.REVIEWER,
    "administrator": Role.ADMINISTRATOR,
    "privacy-officer": Role.PRIVACY_OFFICER,
}
"""Every account by its name."""

Rows: TypeAlias = dict[Table, list[dict[str, Any]]]

BEGINNING = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)


@dataclass
class Moments:
    """A clock that a test moves by hand."""

    now: datetime = BEGINNING

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.now += span

    def clock(self) -> Clock:
        """Give the clock that resources want."""
        return Clock(current=lambda: self.now)


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation, opened; `moments` moves its clock."""

    config: Config
    resources: Resources
    credentials: Mapping[str, Credentials]
    moments: Moments = field(default_factory=Moments)
    _others: list[Resources] = field(default_factory=list)

    def actor(self, name: str) -> Actor:
        """Give somebody of `PEOPLE`, in a session without a row."""
        return accounts.acting_as(self.resources, name)

    def reopened(self) -> Resources:
        """Open the installation once more, as another process would: with a cache of its own."""
        self._others.append(opened(self.config, self.moments))
        return self._others[-1]

    def close(self) -> None:
        """Close every connection that was opened."""
        for resources in (self.resources, *self._others):
            resources.close()


@dataclass(frozen=True, slots=True)
class Template:
    """An installation to copy: its folder, and the address of its PostgreSQL database if any."""

    folder: Path
    credentials: Mapping[str, Credentials]
    database_url: str | None = None


def config_in(folder: Path, database_url: str | None = None) -> Config:
    """Give the settings of an installation in a folder."""
    environment = {
        "WONINGSCAN_DATA_DIR": str(folder / "data"),
        "WONINGSCAN_KEY_DIR": str(folder / "keys"),
    }
    if database_url is not None:
        environment["WONINGSCAN_DATABASE_URL"] = database_url
    return config.from_environment(environment)


def _hurried(database: Database) -> None:
    """Do not wait for the disk, which takes more time than all the rest of a save."""

    def hurry_sqlite(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    def hurry_postgresql(connection: psycopg.Connection, _record: object) -> None:
        connection.execute("SET synchronous_commit = off")
        connection.commit()

    database.engine.dispose()
    event.listen(
        database.engine, "connect", hurry_sqlite if database.is_sqlite else hurry_postgresql
    )


def opened(settings: Config, moments: Moments) -> Resources:
    """Open an installation with passwords that cost nothing and a clock that stands still."""
    resources = bootstrap.resources(settings)
    _hurried(resources.work.database)
    _hurried(resources.keyring.store._database)  # noqa: SLF001 - nobody else wants it
    return replace(resources, clock=moments.clock(), passwords=CHEAP, library=LIBRARY)


def installed(settings: Config) -> Mapping[str, Credentials]:
    """Install, and add everybody."""
    bootstrap.install(settings)
    resources = opened(settings, Moments())
    credentials = {
        name: accounts.add_account(resources, name, f"{name} (verzonnen)", role)
        for name, role in PEOPLE.items()
    }
    resources.close()
    return credentials


def copied(template: Template, folder: Path) -> Iterator[Installation]:
    """Copy a template to a folder, open it, and close it afterwards."""
    shutil.copytree(template.folder, folder)
    settings = config_in(folder, template.database_url)
    moments = Moments()
    copy = Installation(settings, opened(settings, moments), template.credentials, moments)
    yield copy
    copy.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Make an installation on SQLite, for copying."""
    folder = tmp_path_factory.mktemp("sqlite-template")
    return Template(folder, installed(config_in(folder)))


@pytest.fixture(scope="session")
def installed_postgresql_template(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: Server
) -> Template:
    """Make an installation on PostgreSQL with a key store on SQLite, for copying."""
    folder = tmp_path_factory.mktemp("postgresql-template")
    url = postgresql_server.url("installed")
    postgresql_server.create("installed", "template1")
    return Template(folder, installed(config_in(folder, url)), url)


@pytest.fixture(scope="session")
def rows_of_a_new_installation(installed_postgresql_template: Template) -> Rows:
    """Give the rows that are there before the first visit."""
    engine = create_engine(installed_postgresql_template.database_url or "")
    with engine.connect() as connection:
        rows = {
            table: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return rows


def made_new(url: str, rows: Rows) -> None:
    """Take a PostgreSQL database back to what it was; making one anew takes 20 times as long."""
    hurried = {"options": "-c synchronous_commit=off"}
    engine = create_engine(url, connect_args=hurried)
    with engine.begin() as connection:
        for table in reversed(rows):
            connection.execute(delete(table))
        for table, several in rows.items():
            if several:
                connection.execute(insert(table), several)
    engine.dispose()


@pytest.fixture
def on_sqlite(tmp_path: Path, sqlite_template: Template) -> Iterator[Installation]:
    """Give a fresh installation on SQLite."""
    yield from copied(sqlite_template, tmp_path / "installation")


@pytest.fixture
def on_postgresql(
    tmp_path: Path, installed_postgresql_template: Template, rows_of_a_new_installation: Rows
) -> Iterator[Installation]:
    """Give an installation on PostgreSQL; its one database is emptied after the test."""
    template = installed_postgresql_template
    assert template.database_url is not None
    yield from copied(template, tmp_path / "installation")
    made_new(template.database_url, rows_of_a_new_installation)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def installation(request: pytest.FixtureRequest) -> Installation:
    """Run the test twice, each time with a fresh installation on one of the two databases."""
    fresh: Installation = request.getfixturevalue(f"on_{request.param}")
    return fresh
