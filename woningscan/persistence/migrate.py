"""The schema of the main database: made, compared and brought up to date with Alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, select

from woningscan.paths import data_folder
from woningscan.persistence.models import Installation, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from woningscan.persistence.database import Database


class SchemaError(Exception):
    """The schema of the database is not the one of this code."""


class SchemaTooNewError(SchemaError):
    """The database was made by newer code than this."""


class SchemaTooOldError(SchemaError):
    """The database wants `woningscan database upgrade` first."""


def upgrade(database: Database) -> None:
    """Bring the schema up to date; does nothing when it is.

    Raises:
        SchemaTooNewError: it has a revision that this code does not know.
        OrphanedRowsError: it would leave rows that point at nothing; nothing was changed.
    """
    revision = current_revision(database)
    _refuse_unknown(revision)
    with database.rebuilding() as connection:
        _bring_to_head(connection)


def create(database: Database, installation: str, now: str) -> None:
    """Make the schema and write which installation this is: both or neither."""
    with database.writing() as connection:
        _bring_to_head(connection)
        connection.execute(insert(table_of(Installation)).values(id=installation, created_at=now))


def check(database: Database) -> None:
    """See that the schema is the one of this code.

    Raises:
        SchemaTooNewError: it has a revision that this code does not know.
        SchemaTooOldError: it is behind, or there is none.
    """
    revision = current_revision(database)
    _refuse_unknown(revision)
    head = newest_revision()
    if revision != head:
        raise SchemaTooOldError(
            f"The database is at revision {revision or 'none'} and the code at {head}: "
            "run `woningscan database upgrade`."
        )


def current_revision(database: Database) -> str | None:
    """Give the revision that the database is at; None for an empty one."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Give the newest revision that this code knows."""
    return ScriptDirectory.from_config(_configuration()).get_current_head()


def is_empty(database: Database) -> bool:
    """Tell whether the database has no table at all."""
    with database.reading() as connection:
        return not inspect(connection).get_table_names()


def installation_of(database: Database) -> str | None:
    """Give the id of the installation; None when there is none yet."""
    with database.reading() as connection:
        if not inspect(connection).has_table(Installation.__tablename__):
            return None
        return connection.execute(select(table_of(Installation).c.id)).scalar_one_or_none()


def _bring_to_head(connection: Connection) -> None:
    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def _refuse_unknown(revision: str | None) -> None:
    if revision is None:
        return
    known = {
        script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()
    }
    if revision not in known:
        raise SchemaTooNewError(
            f"The database is at revision {revision}, which this version of woningscan does not "
            "know: install the version that made it, or a newer one."
        )


def _configuration() -> AlembicConfig:
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(data_folder("migrations")))
    return configuration
