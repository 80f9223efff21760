"""The composition root: makes what use cases need from the settings of an installation."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from woningscan.config import Config, KekSource
from woningscan.content.library import Library
from woningscan.crypto.providers import (
    KEY_FILE_NAME,
    EnvironmentProvider,
    FileProvider,
    KeyUnavailableError,
    create_key_file,
)
from woningscan.persistence import migrate
from woningscan.persistence.database import Database, DatabaseUnavailableError, make_private
from woningscan.persistence.keyring import Keyring
from woningscan.persistence.keystore import KeyStore
from woningscan.persistence.unit_of_work import UnitOfWork
from woningscan.services import installation, upgrading
from woningscan.services.clock import Clock
from woningscan.services.errors import LockedError
from woningscan.services.photo_deletion import finish_deletions
from woningscan.services.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.crypto.providers import KekProvider


def resources(config: Config) -> Resources:
    """Open an installation.

    Raises:
        LockedError: a key or a database is missing or does not fit; the message says how to mend
            it. Nothing was written.
    """
    _refuse_missing_files(config)
    with _locked_when_unavailable(), ExitStack() as undo:
        opened = _opened(config, _provider(config))
        undo.callback(opened.close)
        installation.check(opened.work.database, opened.keyring)
        finish_deletions(opened)
        undo.pop_all()
    return opened


def is_installed(config: Config) -> bool:
    """Tell whether anything of an installation stands here, whole or not."""
    return _has_database(config) or _has_keys(config)


def install(config: Config) -> None:
    """Make the keys and databases of a new installation.

    Raises:
        installation.AlreadyInstalledError: all of it stands already.
        LockedError: a part of it stands without the rest.
    """
    with _locked_when_unavailable():
        _install(config)


def _install(config: Config) -> None:
    has_database, has_keys = _has_database(config), _has_keys(config)
    if has_database and has_keys:
        raise installation.AlreadyInstalledError("There is an installation here already.")
    if has_database:
        raise LockedError(
            f"The database stands without its keys: put the backup of {config.key_dir} back."
        )
    if has_keys:
        raise LockedError(
            f"Keys stand in {config.key_dir} without their database: put its backup back, or "
            "move the keys away to begin anew."
        )
    # The root key comes first: when it cannot be, no folder is left behind.
    if config.kek is KekSource.FILE:
        create_key_file(config.key_dir, config.data_dir)
    provider = _provider(config)
    make_private(config.data_dir)
    make_private(config.key_dir)
    with closing(_opened(config, provider)) as opened:
        installation.install(opened.work.database, opened.keyring, Clock())


def upgrade(config: Config) -> str | None:
    """Bring both databases up to date, and give the revision that the main one is at.

    Raises:
        LockedError: a database or a key is missing, or was made by newer code.
    """
    with _locked_when_unavailable():
        if not _has_database(config):
            raise LockedError("There is no database here: run `woningscan init`.")
        _refuse_missing_files(config)
        with closing(_opened(config, _provider(config))) as opened:
            upgrading.upgrade(opened)
            return migrate.current_revision(opened.work.database)


@contextmanager
def _locked_when_unavailable() -> Iterator[None]:
    """Say in one way that a key, a database or its schema keeps the application locked."""
    try:
        yield
    except (KeyUnavailableError, DatabaseUnavailableError, migrate.SchemaError) as error:
        raise LockedError(str(error)) from error


def _provider(config: Config) -> KekProvider:
    if config.kek is KekSource.ENVIRONMENT:
        return EnvironmentProvider(os.environ)
    return FileProvider(config.key_dir, config.data_dir)


def _opened(config: Config, provider: KekProvider) -> Resources:
    keyring = Keyring(provider, KeyStore(Database(config.keystore_url)))
    return Resources(UnitOfWork(Database(config.database_url), keyring), keyring, Library())


def _has_database(config: Config) -> bool:
    return _has_tables(config.database_url)


def _has_keys(config: Config) -> bool:
    """Tell whether there is a key file or a key store; a root key in the environment is neither."""
    has_file = config.kek is KekSource.FILE and (config.key_dir / KEY_FILE_NAME).exists()
    return has_file or _has_tables(config.keystore_url)


def _has_tables(url: str) -> bool:
    with closing(Database(url)) as database:
        is_missing = database.file is not None and not os.path.exists(database.file)  # noqa: PTH110
        return not is_missing and not migrate.is_empty(database)


def _refuse_missing_files(config: Config) -> None:
    """Say so before SQLite makes an empty file of its own."""
    for url, mend in (
        (config.database_url, "run `woningscan init`, or put its backup back"),
        (config.keystore_url, "put the backup of the key store back"),
    ):
        file = Database(url).file
        if file is not None and not os.path.exists(file):  # noqa: PTH110
            raise LockedError(f"{file} is missing: {mend}.")
