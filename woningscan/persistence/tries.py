"""How often something was tried lately; counting and comparing are one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from woningscan.crypto.fields import SystemKey
from woningscan.crypto.subjects import subject_digest
from woningscan.persistence.account_models import Tries as TriesRow
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from woningscan.persistence.keyring import Keyring

_TABLE = table_of(TriesRow)
_TRIES = _TABLE.c


@dataclass(frozen=True, slots=True)
class Tries:
    """Counts tries over one connection.

    A subject is a kind and what it is about, such as an address. Only a keyed digest of it is
    stored: somebody may type a password where a name belongs.
    """

    connection: Connection
    keyring: Keyring

    def count(self, subject: tuple[str, str], since: str, now: str) -> int:
        """Count one try and give how many there were, it included.

        The count begins anew when the first counted try lies before `since`. Parallel tries get
        different numbers: the row is locked by the statement that counts.
        """
        is_old = _TRIES.since < since
        row = {"subject": self._digest(subject), "count": 1, "since": now}
        dialect = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        statement = (
            dialect.insert(_TABLE)
            .values(row)
            .on_conflict_do_update(
                index_elements=[_TRIES.subject],
                set_={
                    "count": case((is_old, 1), else_=_TRIES.count + 1),
                    "since": case((is_old, now), else_=_TRIES.since),
                },
            )
            .returning(_TRIES.count)
        )
        counted: int = self.connection.execute(statement).scalar_one()
        return counted

    def number(self, subject: tuple[str, str], since: str) -> int:
        """Give how many tries were counted, if the first of them does not lie before `since`."""
        query = select(_TRIES.count).where(
            _TRIES.subject == self._digest(subject), _TRIES.since >= since
        )
        return self.connection.execute(query).scalar_one_or_none() or 0

    def forget(self, subject: tuple[str, str]) -> None:
        """Let a subject begin anew."""
        self.connection.execute(delete(_TABLE).where(_TRIES.subject == self._digest(subject)))

    def forget_before(self, moment: str) -> int:
        """Remove counts that began before a moment; give how many.

        A row that is being counted in at this moment is left: waiting for it while holding others
        could end in a deadlock with who counts for several subjects.
        """
        free = select(_TRIES.subject).where(_TRIES.since < moment).with_for_update(skip_locked=True)
        old = delete(_TABLE).where(_TRIES.subject.in_(free))
        return self.connection.execute(old).rowcount

    def _digest(self, subject: tuple[str, str]) -> bytes:
        kind, value = subject
        return subject_digest(self.keyring.system(SystemKey.ACCOUNTS), kind, value)
