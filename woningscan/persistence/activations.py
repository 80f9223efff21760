"""Which version of each questionnaire new visits get: a history, of which the newest row counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from woningscan.persistence.histories import History
from woningscan.persistence.models import ContentActivation, table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_TABLE = table_of(ContentActivation)
_HISTORY = History(_TABLE, "questionnaire")
_NEWEST: Select[Any] = _HISTORY.seen.where(_HISTORY.is_newest).order_by(_TABLE.c.questionnaire)


@dataclass(frozen=True, slots=True)
class NewActivation:
    """What somebody (account id) decides of a questionnaire, and the row that it replaces.

    `version` is None where it is no longer offered; `replaces` is 0 where nothing was decided.
    """

    questionnaire: str
    version: int | None
    replaces: int
    account: str
    at: str


@dataclass(frozen=True, slots=True)
class ActivationRecord:
    """What was decided of a questionnaire last."""

    id: int
    questionnaire: str
    version: int | None
    account_name: str
    at: str


@dataclass(frozen=True, slots=True)
class Activations:
    """Reads and adds decisions over one connection."""

    connection: Connection

    def newest(self) -> dict[str, ActivationRecord]:
        """Give what holds for each questionnaire of which anything was decided, by its id."""
        rows = self.connection.execute(_NEWEST).all()
        return {
            row.questionnaire: ActivationRecord(
                row.id, row.questionnaire, row.version, row.account_name, row.at
            )
            for row in rows
        }

    def add(self, activation: NewActivation) -> None:
        """Add a row.

        Raises:
            NewerRowError: another row has replaced the same one; another transaction was first.
        """
        _HISTORY.add(self.connection, asdict(activation))
