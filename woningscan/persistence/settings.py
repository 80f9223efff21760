"""Settings of letters: a history to which rows are only ever added; the newest counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from woningscan.persistence.histories import History
from woningscan.persistence.models import Setting, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

_TABLE = table_of(Setting)
_SETTING = _TABLE.c
_BEFORE = _TABLE.alias("before")
_HISTORY = History(_TABLE, "questionnaire", "name")
_SEEN: Select[Any] = _HISTORY.seen.add_columns(_BEFORE.c.value.label("value_before")).outerjoin(
    _BEFORE, _BEFORE.c.id == _SETTING.replaces
)


@dataclass(frozen=True, slots=True)
class NewSetting:
    """A setting as somebody (account id) leaves it, and the id of the row that it replaces."""

    questionnaire: str
    name: str
    value: str | None
    replaces: int
    account: str
    at: str


@dataclass(frozen=True, slots=True)
class SettingRecord:
    """A setting as somebody left it, and as it was before; values are JSON, None is not set."""

    id: int
    questionnaire: str
    name: str
    value: str | None
    value_before: str | None
    account_name: str
    at: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Reads and adds settings over one connection."""

    connection: Connection

    def newest(
        self, questionnaire: str, names: Iterable[str] | None = None
    ) -> tuple[SettingRecord, ...]:
        """Give every setting of a questionnaire as it stands, or those with these names."""
        asked = _SEEN.where(_SETTING.questionnaire == questionnaire, _HISTORY.is_newest)
        if names is not None:
            asked = asked.where(_SETTING.name.in_(list(names)))
        rows = self.connection.execute(asked.order_by(_SETTING.name)).all()
        return tuple(_record(row) for row in rows)

    def history(self, questionnaire: str, first: int, most: int) -> tuple[SettingRecord, ...]:
        """Give what was changed, the newest first, from the place `first` on."""
        asked = _SEEN.where(_SETTING.questionnaire == questionnaire).order_by(_SETTING.id.desc())
        rows = self.connection.execute(asked.offset(first).limit(most)).all()
        return tuple(_record(row) for row in rows)

    def count(self, questionnaire: str) -> int:
        """Give how often something was changed."""
        asked = select(func.count()).where(_SETTING.questionnaire == questionnaire)
        return int(self.connection.execute(asked).scalar_one())

    def add(self, setting: NewSetting) -> None:
        """Add a row.

        Raises:
            NewerRowError: another row has replaced the same one; another transaction was first.
        """
        _HISTORY.add(self.connection, asdict(setting))


def _record(row: Row[Any]) -> SettingRecord:
    return SettingRecord(
        id=row.id,
        questionnaire=row.questionnaire,
        name=row.name,
        value=row.value,
        value_before=row.value_before,
        account_name=row.account_name,
        at=row.at,
    )
