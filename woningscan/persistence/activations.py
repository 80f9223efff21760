"""Which version of each questionnaire new visits get: a history, of which the newest row counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.dialects import postgresql, sqlite

from woningscan.persistence.models import Account, ContentActivation, table_of
from woningscan.persistence.settings import NewerRowError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = table_of(ContentActivation)
_ACTIVATION = _TABLE.c
_NEWER = _TABLE.alias("newer")
_ACCOUNTS = table_of(Account)
_NEWEST: Select[Any] = (
    select(*_ACTIVATION, _ACCOUNTS.c.display_name.label("account_name"))
    .join_from(_TABLE, _ACCOUNTS, _ACCOUNTS.c.id == _ACTIVATION.account)
    .where(
        ~select(_NEWER.c.id)
        .where(
            _NEWER.c.questionnaire == _ACTIVATION.questionnaire,
            _NEWER.c.replaces == _ACTIVATION.id,
        )
        .exists()
    )
    .order_by(_ACTIVATION.questionnaire)
)
_KEY = ["questionnaire", "replaces"]
_ADD = {
    "sqlite": sqlite.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_KEY)
    .returning(_ACTIVATION.id),
    "postgresql": postgresql.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_KEY)
    .returning(_ACTIVATION.id),
}


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
        added = self.connection.execute(_ADD[self.connection.dialect.name], asdict(activation))
        if added.one_or_none() is None:
            raise NewerRowError(activation.questionnaire)
