"""Blobs: photos, each sealed under a key of its own. The journal holds their ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from woningscan.persistence.models import Blob, table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from woningscan.persistence.keyring import InspectionKeys

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

    def add(
        self,
        inspection: str,
        blob: str,
        renditions: Mapping[Rendition, bytes],
        keys: InspectionKeys,
    ) -> None:
        """Seal and store a photo in its sizes; the size is sealed in, so that none is swapped."""
        self.connection.execute(
            insert(_TABLE),
            [
                {
                    "inspection": inspection,
                    "id": blob,
                    "rendition": rendition.value,
                    "content": keys.blob_sealer(blob).seal(f"{blob}/{rendition}", content),
                }
                for rendition, content in renditions.items()
            ],
        )

    def read(
        self, inspection: str, blobs: Collection[str], rendition: Rendition, keys: InspectionKeys
    ) -> dict[str, bytes]:
        """Open photos in one size, by their id; ids without a row are left out."""
        rows = self.connection.execute(
            select(_BLOB.id, _BLOB.content).where(
                _BLOB.inspection == inspection,
                _BLOB.id.in_(blobs),
                _BLOB.rendition == rendition,
            )
        ).all()
        return {
            row.id: keys.blob_sealer(row.id).unseal(f"{row.id}/{rendition}", row.content)
            for row in rows
        }
