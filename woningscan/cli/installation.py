"""`init`, `version` and `database`: the installation itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import woningscan
from woningscan import bootstrap
from woningscan.cli import environment
from woningscan.cli.output import message, result
from woningscan.services.installation import AlreadyInstalledError

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands


def add_to(commands: Commands) -> None:
    """Add the commands."""
    init = commands.add_parser("init", help="make keys and databases")
    init.add_argument("--if-needed", action="store_true", help="do nothing when they stand already")
    init.set_defaults(run=_init)

    version = commands.add_parser("version", help="print the version")
    version.set_defaults(run=_version)

    database = commands.add_parser("database", help="the schema of the database")
    actions = database.add_subparsers(metavar="ACTION", required=True)
    upgrade = actions.add_parser("upgrade", help="bring it up to date")
    upgrade.set_defaults(run=_upgrade)
    check = actions.add_parser("check", help="see that it fits this version")
    check.set_defaults(run=_check)


def _init(chosen: argparse.Namespace) -> int:
    config = environment.config()
    try:
        bootstrap.install(config)
    except AlreadyInstalledError:
        if not chosen.if_needed:
            raise
        bootstrap.resources(config)
        return 0
    message(f"Made keys in {config.key_dir} and a database in {config.data_dir}.")
    message("Back up both, in different places: without the keys nothing can be read.")
    return 0


def _version(_chosen: argparse.Namespace) -> int:
    result(woningscan.__version__)
    return 0


def _upgrade(_chosen: argparse.Namespace) -> int:
    message(f"The database is at revision {bootstrap.upgrade(environment.config())}.")
    return 0


def _check(_chosen: argparse.Namespace) -> int:
    environment.resources()
    message("Database, key store and root key are there, and fit this version.")
    return 0
