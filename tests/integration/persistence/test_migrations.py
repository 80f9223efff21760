"""The schema: models and revisions say the same, rows survive, and strangers are refused."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, insert, inspect, select, text

from tests.installations import Installation
from tests.signing_in import sign_in
from tests.visits import answered, front_door, planned
from woningscan.paths import data_folder
from woningscan.persistence import migrate
from woningscan.persistence.account_models import (
    BrowserReport,
    Ceremony,
    Invitation,
    Passkey,
    RecoveryCode,
    Tries,
)
from woningscan.persistence.blobs import Rendition
from woningscan.persistence.database import Database, OrphanedRowsError
from woningscan.persistence.migrate import SchemaTooNewError, SchemaTooOldError
from woningscan.persistence.models import (
    Base,
    ContentActivation,
    Reassignment,
    SearchEntry,
    Setting,
    table_of,
)
from woningscan.services import saving, visits
from woningscan.services.journals import open_keys

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give an empty database of each kind."""
    fresh = Database(database_url)
    yield fresh
    fresh.close()


def revisions() -> list[str]:
    """Give the revisions, the first one first."""
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(data_folder("migrations")))
    scripts = ScriptDirectory.from_config(configuration).walk_revisions()
    return [script.revision for script in scripts][::-1]


def moved(database: Database, revision: str) -> None:
    """Bring a database up or down to a revision."""
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(data_folder("migrations")))
    newer = revision != "base" and revision in revisions()
    with database.writing() as connection:
        configuration.attributes["connection"] = connection
        if newer and _is_behind(connection, revision):
            command.upgrade(configuration, revision)
        else:
            command.downgrade(configuration, revision)


def _is_behind(connection: Connection, revision: str) -> bool:
    current = MigrationContext.configure(connection).get_current_revision()
    order = ["base", *revisions()]
    return order.index(current or "base") < order.index(revision)


def all_rows(database: Database) -> Rows:
    with database.reading() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def tables_of(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


def test_models_and_revisions_say_the_same(database: Database) -> None:
    migrate.upgrade(database)
    with database.reading() as connection:
        # On SQLite a number that counts itself looks like a default that is missing.
        defaults = not database.is_sqlite
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": defaults}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_and_indexes_have_the_names_of_the_models(database: Database) -> None:
    # The comparison above looks at no primary key and no name of a foreign key.
    migrate.upgrade(database)
    with database.reading() as connection:
        found = inspect(connection)
        for table in Base.metadata.sorted_tables:
            assert found.get_pk_constraint(table.name)["name"] == table.primary_key.name
            assert {key["name"] for key in found.get_foreign_keys(table.name)} == {
                constraint.name for constraint in table.foreign_key_constraints
            }


def test_every_revision_goes_up_and_down_and_up_again(database: Database) -> None:
    for revision in revisions():
        moved(database, revision)
        assert migrate.current_revision(database) == revision
    for revision in [*revisions()[-2::-1], "base"]:
        moved(database, revision)
    assert tables_of(database) == {"alembic_version"}
    migrate.upgrade(database)
    migrate.check(database)


def test_upgrading_is_done_once(database: Database) -> None:
    migrate.upgrade(database)
    before = all_rows(database)
    migrate.upgrade(database)
    assert all_rows(database) == before


def test_an_empty_database_wants_to_be_upgraded(database: Database) -> None:
    assert migrate.is_empty(database)
    assert migrate.current_revision(database) is None
    assert migrate.installation_of(database) is None
    with pytest.raises(SchemaTooOldError, match="woningscan database upgrade"):
        migrate.check(database)
    assert tables_of(database) == set()


def test_a_database_of_newer_code_is_refused_and_left_as_it_is(database: Database) -> None:
    migrate.upgrade(database)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate.check, migrate.upgrade):
        with pytest.raises(SchemaTooNewError, match=r"9999.*newer"):
            use(database)
    assert migrate.current_revision(database) == "9999"


def filled(installation: Installation) -> str:
    """Put something into every table, and give the visit."""
    device = sign_in(installation).actor.device
    visit, actor = planned(installation), installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    visits.open_visit(installation.resources, actor, visit, "test")
    with installation.resources.work.writing() as stored:
        record = stored.inspections.find(visit)
        assert record is not None
        keys = open_keys(installation.resources, record)
        now = installation.resources.clock.now()
        photo_keys = installation.resources.keyring.make_photo_keys(keys, [visit], now)
        stored.blobs.add(visit, visit, {Rendition.PRINT: b"photo"}, photo_keys)
        moment = installation.resources.clock.now()
    with installation.resources.work.database.writing() as connection:
        for table, row in _rows_of_tables_beside(
            visit, actor.account or "", device, moment
        ).items():
            connection.execute(insert(table), row)
    return visit


def _rows_of_tables_beside(
    visit: str, account: str, device: str, moment: str
) -> dict[Table, dict[str, object]]:
    asked = {"asked_by": account, "asked_at": moment, "reason": "leave", "kind": "take-over"}
    by = {"questionnaire": "woningscan", "replaces": 0, "account": account, "at": moment}
    return {
        table_of(Setting): {**by, "name": "validity_months", "value": "24"},
        table_of(ContentActivation): {**by, "version": 1},
        table_of(Reassignment): {"id": visit, "inspection": visit, "adviser": account, **asked},
        **_rows_of_factors(account, device, moment),
        table_of(SearchEntry): {"inspection": visit, "field": "holder-name", "value": 2047},
    }


def _rows_of_factors(account: str, device: str, moment: str) -> dict[Table, dict[str, object]]:
    key = {"credential": b"c", "public_key": b"k", "sign_count": 1, "has_prf": True}
    link = {"token_hash": b"t" * 32, "proposed_by": account, "proposed_at": moment}
    report = {"kind": "csp", "directive": "img-src", "blocked": "inline", "route": "overview.page"}
    of_account = {"id": device, "account": account}
    return {
        table_of(Passkey): {
            **of_account,
            **key,
            "name": "Tablet",
            "is_synced": False,
            "device": device,
            "created_at": moment,
        },
        table_of(RecoveryCode): {"account": account, "code_hash": b"r" * 32},
        table_of(Invitation): {**of_account, **link, "expires_at": moment},
        table_of(Tries): {"subject": b"s" * 32, "count": 1, "since": moment},
        table_of(Ceremony): {"challenge_hash": b"c" * 32, "expires_at": moment},
        table_of(BrowserReport): {"day": moment[:10], **report, "count": 1},
    }


def test_rows_survive_an_upgrade(installation: Installation) -> None:
    visit = filled(installation)
    database = installation.resources.work.database
    before = all_rows(database)
    assert all(before.values()), "a table without rows shows nothing"
    migrate.upgrade(database)
    assert all_rows(database) == before
    found = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    assert found.inspection.answers(front_door(visit), "cylinder") == ("skg3",)


REBUILDING = '''
"""Every table is changed in a way for which SQLite makes it anew."""

import sqlalchemy as sa
from alembic import op

revision = "rebuilt"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in {tables}:
        with op.batch_alter_table(table, recreate="auto") as batch_op:
            batch_op.add_column(sa.Column("colour", sa.String(10), server_default="grey"))
            batch_op.alter_column("colour", nullable=False)


def downgrade() -> None:
    pass
'''


@pytest.fixture
def one_revision_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the code know a revision after the newest, which makes every table anew."""
    folder = tmp_path / "migrations"
    shutil.copytree(data_folder("migrations"), folder)
    tables = [table.name for table in Base.metadata.sorted_tables]
    revision = REBUILDING.format(newest=revisions()[-1], tables=tables)
    (folder / "versions" / "rebuilt.py").write_text(revision)
    monkeypatch.setattr(migrate, "data_folder", lambda _name: folder)
    return folder


def test_rows_survive_a_revision_that_makes_tables_anew(
    on_sqlite: Installation, one_revision_more: Path
) -> None:
    assert one_revision_more.is_dir()
    # With foreign keys on, dropping the old table of visits would fail, or take its changes along.
    visit = filled(on_sqlite)
    database = on_sqlite.resources.work.database
    before = all_rows(database)
    migrate.upgrade(database)
    assert migrate.current_revision(database) == "rebuilt"
    assert all_rows(database) == before
    actor = on_sqlite.actor("adviser")
    assert visits.open_visit(on_sqlite.resources, actor, visit, "test").inspection.rooms
    with database.reading() as connection:
        assert connection.execute(text("SELECT colour FROM inspection")).scalars().all() == ["grey"]
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


BREAKING = '''
"""Visits are taken away under their changes."""

from alembic import op

revision = "breaking"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM inspection")


def downgrade() -> None:
    pass
'''


def test_a_revision_that_would_leave_orphans_is_undone(
    on_sqlite: Installation, one_revision_more: Path
) -> None:
    filled(on_sqlite)
    revision = BREAKING.format(newest=revisions()[-1])
    (one_revision_more / "versions" / "rebuilt.py").write_text(revision)
    database = on_sqlite.resources.work.database
    before = all_rows(database)
    with pytest.raises(OrphanedRowsError, match="change"):
        migrate.upgrade(database)
    assert all_rows(database) == before
    assert migrate.current_revision(database) == revisions()[-1]
