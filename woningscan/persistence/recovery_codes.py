"""Recovery codes of accounts; only their hashes, and each counts once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from woningscan.persistence.account_models import RecoveryCode
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_TABLE = table_of(RecoveryCode)
_CODE = _TABLE.c


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """Reads and writes recovery codes over one connection."""

    connection: Connection

    def replace(self, account: str, hashes: Iterable[bytes]) -> None:
        """Give an account other codes; the ones of before count no more."""
        self.connection.execute(delete(_TABLE).where(_CODE.account == account))
        rows = [{"account": account, "code_hash": each} for each in hashes]
        if rows:
            self.connection.execute(insert(_TABLE), rows)

    def use(self, account: str, code_hash: bytes, now: str) -> bool:
        """Use up a code; tell whether it was one of the account that was still unused."""
        used = self.connection.execute(
            update(_TABLE)
            .where(_CODE.account == account, _CODE.code_hash == code_hash, _CODE.used_at.is_(None))
            .values(used_at=now)
        )
        return used.rowcount == 1

    def left(self, account: str) -> int:
        """Give how many codes of an account are unused."""
        query = select(func.count()).where(_CODE.account == account, _CODE.used_at.is_(None))
        return int(self.connection.execute(query).scalar_one())
