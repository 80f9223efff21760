"""`demo`: an installation to try, with accounts and visits, on this machine only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from woningscan import bootstrap
from woningscan.cli import demo_data, serving
from woningscan.cli.output import message, result
from woningscan.cli.parsing import port
from woningscan.config import PREFIX, from_environment
from woningscan.services import accounts

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands
    from woningscan.config import Config

DEFAULT_FOLDER = "woningscan-demo"


def add_to(commands: Commands) -> None:
    """Add the commands."""
    demo = commands.add_parser("demo", help="try it: demo accounts and visits, on localhost")
    demo.add_argument("--port", type=port, default=serving.DEFAULT_PORT, metavar="P")
    demo.set_defaults(run=_demo)
    actions = demo.add_subparsers(metavar="ACTION")
    code = actions.add_parser("code", help="print the second factor of a demo account, now")
    code.add_argument("name", metavar="NAME")
    code.set_defaults(run=_code)


def _config() -> Config:
    return from_environment({f"{PREFIX}DATA_DIR": DEFAULT_FOLDER, **os.environ})


def _demo(chosen: argparse.Namespace) -> int:
    config = _config()
    address = serving.Address("localhost", chosen.port)
    serving.refuse_taken(address)
    demo_data.prepare(config)
    serving.run(config, address, lambda listening: _tell(config, listening))
    return 0


def _tell(config: Config, listening: str) -> None:
    """Print where it is and who can sign in, and how."""
    result(listening)
    for account in demo_data.accounts_of(config):
        result(f"{account.name} {account.role} {account.password}")
    message("")
    message("Sign in with a name, its password, and the six digits of: woningscan demo code NAME")
    message("(from a checkout: .venv/bin/woningscan demo code NAME). Begin with adviser.")
    message("All people and homes here are invented. Stop with Ctrl+C; the demo stays in")
    message(f"{config.data_dir}. Remove it and {config.key_dir} to begin anew.")


def _code(chosen: argparse.Namespace) -> int:
    config = _config()
    demo_data.require_demo(config)
    result(accounts.current_code(bootstrap.resources(config), chosen.name))
    return 0
