"""Blobs: photos, each sealed under a key of its own. The journal holds their ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, distinct, func, insert, select, update

from woningscan.persistence.models import Blob, table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from woningscan.crypto.envelope import Sealer
    from woningscan.persistence.keyring import InspectionKeys, Keyring, PhotoKeys

_TABLE = table_of(Blob)
_BLOB = _TABLE.c


class Rendition(StrEnum):
    """In which size a photo is kept."""

    FULL = "full"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Blobs:
    """Reads and writes blobs over one connection."""

    connection: Connection
    keyring: Keyring

    def add(
        self, inspection: str, blob: str, renditions: Mapping[Rendition, bytes], keys: PhotoKeys
    ) -> None:
        """Seal and store a photo in its sizes; the size is sealed in, so that none is swapped."""
        sealer = keys.sealer(blob)
        self.connection.execute(
            insert(_TABLE),
            [
                {
                    "inspection": inspection,
                    "id": blob,
                    "rendition": rendition.value,
                    "content": sealer.seal(f"{blob}/{rendition}", content),
                }
                for rendition, content in renditions.items()
            ],
        )

    def read(
        self, inspection: str, blobs: Collection[str], rendition: Rendition, keys: InspectionKeys
    ) -> dict[str, bytes]:
        """Open photos in one size, by their id; ids without a row or a share are left out."""
        rows = self.connection.execute(
            select(_BLOB.id, _BLOB.content).where(
                _BLOB.inspection == inspection,
                _BLOB.id.in_(blobs),
                _BLOB.rendition == rendition,
            )
        ).all()
        shares = self.keyring.store.of_photos.of(inspection, [row.id for row in rows])
        return {
            row.id: keys.photo_sealer(row.id, shares[row.id]).unseal(
                f"{row.id}/{rendition}", row.content
            )
            for row in rows
            if row.id in shares
        }

    def ids(self, inspection: str) -> frozenset[str]:
        """Give the ids of the photos that are stored of an inspection."""
        query = select(_BLOB.id).where(_BLOB.inspection == inspection).distinct()
        return frozenset(self.connection.execute(query).scalars())

    def count(self, inspection: str) -> int:
        """Count the photos that are stored of an inspection."""
        query = select(func.count(distinct(_BLOB.id))).where(_BLOB.inspection == inspection)
        return self.connection.execute(query).scalar_one()

    def remove(self, inspection: str, blobs: Collection[str]) -> None:
        """Remove photos in all their sizes."""
        query = delete(_TABLE).where(_BLOB.inspection == inspection, _BLOB.id.in_(blobs))
        self.connection.execute(query)

    def inspections(self) -> tuple[str, ...]:
        """Give the inspections that have photos."""
        query = select(_BLOB.inspection).distinct().order_by(_BLOB.inspection)
        return tuple(self.connection.execute(query).scalars())

    def seal_anew(self, inspection: str, blob: str, before: Sealer, after: Sealer) -> None:
        """Seal a photo under another key, in each size that is not sealed under it already.

        Raises:
            UnsealableError: a size opens with neither.
        """
        where = (_BLOB.inspection == inspection, _BLOB.id == blob)
        rows = self.connection.execute(select(_BLOB.rendition, _BLOB.content).where(*where)).all()
        for row in rows:
            if not after.is_of(row.content):
                place = (*where, _BLOB.rendition == row.rendition)
                content = _sealed_anew(f"{blob}/{row.rendition}", row.content, before, after)
                self.connection.execute(update(_TABLE).where(*place).values(content=content))


def _sealed_anew(name: str, content: bytes, before: Sealer, after: Sealer) -> bytes:
    return after.seal(name, before.unseal(name, content))
