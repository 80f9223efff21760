"""Adding rows unless others stand in their place: one statement, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table


class AddingOnce:
    """Adds rows to a table, but for those whose key stands there already.

    Without a key it is any of the table. The statements are made once: making one takes as long as
    running it.
    """

    def __init__(self, table: Table, *key: str) -> None:
        """Make the statements; `key` names the columns of one unique constraint."""
        named = list(key) or None
        self._add = {
            "sqlite": sqlite.insert(table).on_conflict_do_nothing(index_elements=named),
            "postgresql": postgresql.insert(table).on_conflict_do_nothing(index_elements=named),
        }
        self._add_and_tell = {
            dialect: statement.returning(*table.primary_key)
            for dialect, statement in self._add.items()
        }

    def one(self, connection: Connection, row: Mapping[str, Any]) -> bool:
        """Add a row, and tell whether its place was free."""
        added = connection.execute(self._add_and_tell[connection.dialect.name], row)
        return added.one_or_none() is not None

    def all(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows."""
        connection.execute(self._add[connection.dialect.name], rows)
