"""Installing and starting: whatever is missing or does not fit, it is said and nothing is made."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import inspect

from tests.installations import Template, config_in, installed
from tests.postgresql import Server
from woningscan import bootstrap
from woningscan.config import Config, KekSource
from woningscan.crypto.providers import KEY_VARIABLE, new_environment_key
from woningscan.domain.rights import Role
from woningscan.persistence import migrate
from woningscan.persistence.database import Database
from woningscan.services import accounts
from woningscan.services.errors import LockedError
from woningscan.services.installation import AlreadyInstalledError

Contents = Mapping[str, tuple[int, bytes | None]]


def contents(folder: Path) -> Contents:
    """Give every file and folder with its mode and its bytes."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else None,
        )
        for path in folder.rglob("*")
    }


@pytest.fixture
def config(tmp_path: Path, sqlite_template: Template) -> Config:
    """Give the settings of an installation that nobody has opened."""
    shutil.copytree(sqlite_template.folder, tmp_path / "here")
    return config_in(tmp_path / "here")


@pytest.fixture
def other(tmp_path: Path) -> Config:
    """Give the settings of another installation."""
    settings = config_in(tmp_path / "elsewhere")
    bootstrap.install(settings)
    return settings


def key_file(config: Config) -> Path:
    return config.key_dir / "root.key"


def keystore(config: Config) -> Path:
    return config.key_dir / "keystore.sqlite"


def database(config: Config) -> Path:
    return config.data_dir / "woningscan.sqlite"


def write_key(config: Config, content: bytes, mode: int = 0o400) -> None:
    key_file(config).chmod(0o600)
    key_file(config).write_bytes(content)
    key_file(config).chmod(mode)


def execute(file: Path, query: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(query)
    connection.commit()
    connection.close()


def link_into_data(config: Config) -> None:
    moved = config.data_dir / "root.key"
    key_file(config).rename(moved)
    key_file(config).symlink_to(moved)


def folder_for_key(config: Config) -> None:
    key_file(config).unlink()
    key_file(config).mkdir()


def recipes(config: Config) -> None:
    database(config).unlink()
    execute(database(config), "CREATE TABLE recipe (name TEXT)")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Something that is wrong with an installation, and words that its message must hold."""

    spoil: Callable[[Config], object]
    message: str


SPOILED = {
    "no key file": Spoiled(
        lambda config: key_file(config).unlink(), r"root\.key is missing: put back the key file"
    ),
    "no key folder": Spoiled(
        lambda config: shutil.rmtree(config.key_dir), r"keystore\.sqlite is missing: put the backup"
    ),
    "a short key": Spoiled(lambda config: write_key(config, b"short"), "not exactly 32 bytes"),
    "a long key": Spoiled(lambda config: write_key(config, bytes(33)), "not exactly 32 bytes"),
    "an empty key": Spoiled(lambda config: write_key(config, b""), "not exactly 32 bytes"),
    "another key": Spoiled(
        lambda config: write_key(config, bytes(32)), "the data needs root key .* is present"
    ),
    "a key for all to read": Spoiled(
        lambda config: key_file(config).chmod(0o444), "has mode 0444 .* chmod 0400"
    ),
    "a key to write over": Spoiled(
        lambda config: key_file(config).chmod(0o600), "has mode 0600 .* chmod 0400"
    ),
    "a key in the data": Spoiled(link_into_data, "lies in the data folder"),
    "a folder for a key": Spoiled(folder_for_key, "not a regular file"),
    "no key store": Spoiled(
        lambda config: keystore(config).unlink(), r"keystore\.sqlite is missing: put the backup"
    ),
    "an empty key store": Spoiled(
        lambda config: keystore(config).write_bytes(b""), "without its key store: put its backup"
    ),
    "a spoiled key store": Spoiled(
        lambda config: keystore(config).write_bytes(b"ruined" * 1000), r"keystore\.sqlite: .*"
    ),
    "a key store without a system key": Spoiled(
        lambda config: execute(keystore(config), "DELETE FROM system_key"),
        "has no key accounts; put back its backup",
    ),
    "a key store with a key altered": Spoiled(
        lambda config: execute(
            keystore(config),
            "UPDATE system_key SET wrapped = (SELECT wrapped FROM system_key WHERE name = 'audit')",
        ),
        "a wrapped key was altered or moved",
    ),
    "a newer key store": Spoiled(
        lambda config: execute(keystore(config), "UPDATE installation SET version = 3"),
        "made by a newer woningscan: install that version",
    ),
    "no database": Spoiled(
        lambda config: database(config).unlink(), r"woningscan\.sqlite is missing: run"
    ),
    "an empty database": Spoiled(
        lambda config: database(config).write_bytes(b""), "no database of woningscan here"
    ),
    "a spoiled database": Spoiled(
        lambda config: database(config).write_bytes(b"ruined" * 1000), r"woningscan\.sqlite: .*"
    ),
    "another program's database": Spoiled(
        recipes,
        "no database of woningscan here",
    ),
    "a database of newer code": Spoiled(
        lambda config: execute(database(config), "UPDATE alembic_version SET version_num='9999'"),
        "9999, which this version of woningscan does not know",
    ),
    "a database without a revision": Spoiled(
        lambda config: execute(database(config), "DELETE FROM alembic_version"),
        "run `woningscan database upgrade`",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_installation_is_locked_and_left_as_it_is(
    config: Config, tmp_path: Path, name: str
) -> None:
    SPOILED[name].spoil(config)
    before = contents(tmp_path)
    with pytest.raises(LockedError, match=SPOILED[name].message):
        bootstrap.resources(config)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", SPOILED)
def test_nothing_spoiled_is_mended_by_making_it_anew(
    config: Config, tmp_path: Path, name: str
) -> None:
    SPOILED[name].spoil(config)
    before = contents(tmp_path)
    with pytest.raises((LockedError, AlreadyInstalledError)):
        bootstrap.install(config)
    assert contents(tmp_path) == before


def test_a_whole_installation_opens(config: Config) -> None:
    resources = bootstrap.resources(config)
    assert accounts.acting_as(resources, "adviser").role is Role.ADVISER
    resources.close()


def test_a_key_store_of_another_installation_is_refused(
    config: Config, other: Config, tmp_path: Path
) -> None:
    shutil.rmtree(config.key_dir)
    shutil.copytree(other.key_dir, config.key_dir)
    before = contents(tmp_path)
    with pytest.raises(LockedError, match="belongs to another database"):
        bootstrap.resources(config)
    assert contents(tmp_path) == before


def test_a_root_key_of_another_installation_is_refused(
    config: Config, other: Config, tmp_path: Path
) -> None:
    write_key(config, key_file(other).read_bytes())
    before = contents(tmp_path)
    with pytest.raises(LockedError, match="the data needs root key"):
        bootstrap.resources(config)
    assert contents(tmp_path) == before


def test_nothing_is_made_by_opening_nothing(tmp_path: Path) -> None:
    settings = config_in(tmp_path)
    with pytest.raises(LockedError, match="run `woningscan init`"):
        bootstrap.resources(settings)
    with pytest.raises(LockedError, match="run `woningscan init`"):
        bootstrap.upgrade(settings)
    assert not bootstrap.is_installed(settings)
    assert contents(tmp_path) == {}


def test_an_installation_is_made_once(tmp_path: Path) -> None:
    settings = config_in(tmp_path)
    bootstrap.install(settings)
    assert bootstrap.is_installed(settings)
    before = contents(tmp_path)
    with pytest.raises(AlreadyInstalledError):
        bootstrap.install(settings)
    assert contents(tmp_path) == before
    bootstrap.resources(settings).close()


def test_what_is_made_is_for_this_user_alone(tmp_path: Path) -> None:
    bootstrap.install(config_in(tmp_path))
    modes = {name: mode & 0o777 for name, (mode, _) in contents(tmp_path).items()}
    assert modes.pop("keys/root.key") == 0o400
    assert {modes.pop("data"), modes.pop("keys")} == {0o700}
    assert set(modes.values()) == {0o600}


def test_a_misplaced_key_folder_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").symlink_to(tmp_path / "data")
    before = contents(tmp_path)
    with pytest.raises(LockedError, match="lies in the data folder"):
        bootstrap.install(config_in(tmp_path))
    assert contents(tmp_path) == before


def test_an_installation_breaks_off_without_half_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = config_in(tmp_path)
    monkeypatch.setattr(migrate, "insert", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bootstrap.install(settings)
    monkeypatch.undo()
    with pytest.raises(LockedError, match=r"Keys stand in .* move the keys away"):
        bootstrap.install(settings)


@pytest.fixture
def by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Give the settings of an installation whose root key stands in the environment."""
    monkeypatch.setenv(KEY_VARIABLE, new_environment_key())
    settings = replace(config_in(tmp_path), kek=KekSource.ENVIRONMENT)
    installed(settings)
    return settings


def test_the_root_key_may_stand_in_the_environment(by_environment: Config) -> None:
    resources = bootstrap.resources(by_environment)
    assert resources.keyring.provider.health().warnings
    assert not key_file(by_environment).exists()
    resources.close()


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (None, "WONINGSCAN_ROOT_KEY is not set"),
        ("", "WONINGSCAN_ROOT_KEY is not set"),
        ("c2hvcnQ=", "is not 32 bytes"),
        ("00" * 32, "the data needs root key"),
    ],
)
def test_a_wrong_root_key_in_the_environment_locks(
    by_environment: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str | None,
    message: str,
) -> None:
    before = contents(tmp_path)
    monkeypatch.delenv(KEY_VARIABLE)
    if key is not None:
        monkeypatch.setenv(KEY_VARIABLE, key)
    with pytest.raises(LockedError, match=message):
        bootstrap.resources(by_environment)
    assert contents(tmp_path) == before


def test_no_installation_without_a_root_key_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    settings = replace(config_in(tmp_path), kek=KekSource.ENVIRONMENT)
    with pytest.raises(LockedError, match="WONINGSCAN_ROOT_KEY is not set"):
        bootstrap.install(settings)
    assert contents(tmp_path) == {}


@pytest.fixture
def all_on_postgresql(
    tmp_path: Path, postgresql_url: str, postgresql_server: Server
) -> Iterator[Config]:
    """Give the settings of an installation with both databases on PostgreSQL."""
    postgresql_server.create("keystore", "template1")
    settings = replace(
        config_in(tmp_path, postgresql_url), keystore_url=postgresql_server.url("keystore")
    )
    installed(settings)
    yield settings
    postgresql_server.drop("keystore")


def rows_of(url: str) -> dict[str, int]:
    """Count the rows of every table."""
    with closing(Database(url)) as opened, opened.reading() as connection:
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
            for name in sorted(inspect(connection).get_table_names())
        }


def execute_on(url: str, query: str) -> None:
    with closing(Database(url)) as opened, opened.writing() as connection:
        connection.exec_driver_sql(query)


SPOILED_ON_POSTGRESQL: Mapping[str, tuple[str, str, str]] = {
    "empty key store": (
        "keystore",
        "DROP TABLE installation, system_key, epoch_key, shred_share, photo_share",
        "without its key store",
    ),
    "newer key store": ("keystore", "UPDATE installation SET version = 3", "newer woningscan"),
    "other key store": ("keystore", "UPDATE installation SET id = 'x'", "another database"),
    "no system key": ("keystore", "DELETE FROM system_key", "has no key accounts"),
    "newer database": ("main", "UPDATE alembic_version SET version_num = '9999'", "9999"),
    "empty database": (
        "main",
        "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
        "no database of woningscan",
    ),
}


def test_both_databases_may_be_on_postgresql(all_on_postgresql: Config) -> None:
    assert bootstrap.is_installed(all_on_postgresql)
    bootstrap.resources(all_on_postgresql).close()
    with pytest.raises(AlreadyInstalledError):
        bootstrap.install(all_on_postgresql)


@pytest.mark.parametrize("name", SPOILED_ON_POSTGRESQL)
def test_a_spoiled_installation_on_postgresql_is_locked_and_left_as_it_is(
    all_on_postgresql: Config, tmp_path: Path, name: str
) -> None:
    where, query, message = SPOILED_ON_POSTGRESQL[name]
    urls = {
        "main": all_on_postgresql.database_url,
        "keystore": all_on_postgresql.keystore_url,
    }
    execute_on(urls[where], query)
    before = contents(tmp_path), [rows_of(url) for url in urls.values()]
    with pytest.raises(LockedError, match=message):
        bootstrap.resources(all_on_postgresql)
    with pytest.raises((LockedError, AlreadyInstalledError)):
        bootstrap.install(all_on_postgresql)
    assert (contents(tmp_path), [rows_of(url) for url in urls.values()]) == before


def test_a_server_that_does_not_answer_locks(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://nobody@/nothing?host={tmp_path}"
    settings = config_in(tmp_path / "here", url)
    for use in (bootstrap.install, bootstrap.resources):
        with pytest.raises(LockedError, match=r"No such file|is missing"):
            use(settings)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing was made
