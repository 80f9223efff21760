"""Finding visits by a name or a postcode that is sealed, through a blind index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from woningscan.crypto.blind_index import BlindIndex
from woningscan.crypto.fields import SystemKey
from woningscan.domain.searching import searched_form
from woningscan.persistence.adding import AddingOnce
from woningscan.persistence.models import SearchEntry, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from woningscan.persistence.keyring import Keyring

_TABLE = table_of(SearchEntry)
_ENTRY = _TABLE.c
_ADDING = AddingOnce(_TABLE)


@dataclass(frozen=True, slots=True)
class SearchEntries:
    """Reads and writes what visits are found by, over one connection."""

    connection: Connection
    keyring: Keyring

    def add(self, inspection: str, lines: Iterable[tuple[str, str]]) -> None:
        """Let a visit be found by these lines: what each is, and its text."""
        key = self.keyring.system(SystemKey.BLIND_INDEX)
        rows = [
            {
                "inspection": inspection,
                "field": field,
                "value": BlindIndex(key, field).of(searched_form(text)),
            }
            for field, text in lines
        ]
        _ADDING.all(self.connection, rows)

    def candidates(self, lines: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Give the inspections that may bear one of these lines, or bore it once.

        The index is short, so that some others come along: open and compare.
        """
        key = self.keyring.system(SystemKey.BLIND_INDEX)
        found: set[str] = set()
        for field, text in lines:
            value = BlindIndex(key, field).of(searched_form(text))
            query = select(_ENTRY.inspection).where(_ENTRY.field == field, _ENTRY.value == value)
            found.update(self.connection.execute(query).scalars())
        return frozenset(found)
