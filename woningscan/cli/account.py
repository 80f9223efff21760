"""`account`: who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.cli import environment
from woningscan.cli.output import message, result
from woningscan.domain.rights import Role
from woningscan.services import accounts

if TYPE_CHECKING:
    import argparse

    from woningscan.cli.parsing import Commands


def add_to(commands: Commands) -> None:
    """Add the commands."""
    account = commands.add_parser("account", help="who may sign in")
    actions = account.add_subparsers(metavar="ACTION", required=True)

    add = actions.add_parser("add", help="add an account; prints its password and otpauth address")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--display-name", metavar="TEXT", help="as others see it; the name by default")
    add.set_defaults(run=_add)

    disable = actions.add_parser("disable", help="let an account sign in no more")
    disable.add_argument("name", metavar="NAME")
    disable.set_defaults(run=_disable)

    reset = actions.add_parser("reset", help="give a new password and second factor")
    reset.add_argument("name", metavar="NAME")
    reset.set_defaults(run=_reset)


def _add(chosen: argparse.Namespace) -> int:
    shown_name = chosen.display_name or chosen.name
    role = Role(chosen.role)
    _show(accounts.add_account(environment.resources(), chosen.name, shown_name, role))
    return 0


def _disable(chosen: argparse.Namespace) -> int:
    accounts.disable_account(environment.resources(), chosen.name)
    message(f"{chosen.name} can sign in no more; its sessions have ended.")
    return 0


def _reset(chosen: argparse.Namespace) -> int:
    _show(accounts.reset_account(environment.resources(), chosen.name))
    return 0


def _show(credentials: accounts.Credentials) -> None:
    result(credentials.password)
    result(credentials.otpauth)
    message("This is shown once. Put the address in an authenticator; keep the password safe.")
