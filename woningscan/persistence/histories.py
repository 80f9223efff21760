"""Tables to which rows are only ever added: each replaces one before, and the newest counts.

Such a table has the columns `id`, `replaces` (the id of the row that was the newest then, 0 for the
first) and `account`, and those that say what a row is about. No two rows about the same replace the
same one, so that of two people at once the second is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, select

from woningscan.persistence.account_models import Account
from woningscan.persistence.adding import AddingOnce
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

_ACCOUNTS = table_of(Account)


class NewerRowError(Exception):
    """Somebody else has added a row since the one that this was to replace."""


class History:
    """The statements of one such table, made once."""

    def __init__(self, table: Table, *about: str) -> None:
        """Make the statements; `about` names the columns that say what a row is about."""
        newer = table.alias("newer")
        same = [newer.c[name] == table.c[name] for name in about]
        self._adding = AddingOnce(table, *about, "replaces")
        self.seen: Select[Any] = select(
            *table.c, _ACCOUNTS.c.display_name.label("account_name")
        ).join_from(table, _ACCOUNTS, _ACCOUNTS.c.id == table.c.account)
        """Every row, with the name of the account as `account_name`."""
        self.is_newest: ColumnElement[bool] = ~(
            select(newer.c.id).where(*same, newer.c.replaces == table.c.id).exists()
        )
        """That no other row replaces a row."""

    def add(self, connection: Connection, row: Mapping[str, Any]) -> None:
        """Add a row.

        Raises:
            NewerRowError: another row has replaced the same one; another transaction was first.
        """
        if not self._adding.one(connection, row):
            raise NewerRowError
