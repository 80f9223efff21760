"""The shares of photos, in the key store: a photo whose share is gone opens from no copy at all.

A share is durable before the first byte of its photo is stored. Before a photo is deleted its share
is marked as going, so that a crash in the middle of it is found and finished (`going`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import ColumnElement

    from woningscan.persistence.database import Database


def photo_share_table(metadata: MetaData) -> Table:
    """Give the table of these shares, as a part of the key store."""
    return Table(
        "photo_share",
        metadata,
        Column("inspection", String(36), primary_key=True),
        Column("photo", String(36), primary_key=True),
        Column("share", LargeBinary(32), nullable=False),
        Column("created_at", String(27), nullable=False),
        Column("going_since", String(27), nullable=True),
    )


_SHARE = photo_share_table(MetaData())


@dataclass(frozen=True, slots=True)
class PhotoShares:
    """Reads and writes the shares of photos. What is written is durable when a method returns."""

    database: Database

    def add(
        self, inspection: str, shares: Mapping[str, bytes], created_at: str
    ) -> Mapping[str, bytes]:
        """Keep the shares of several photos, all in one transaction, and give what stands.

        A photo that has a share already keeps it: an upload that was cut off is sent again.
        """
        stands = dict(self.of(inspection, shares))
        while new := {photo: share for photo, share in shares.items() if photo not in stands}:
            rows = [
                {"inspection": inspection, "photo": photo, "share": share, "created_at": created_at}
                for photo, share in new.items()
            ]
            try:
                with self.database.writing() as connection:
                    connection.execute(insert(_SHARE), rows)
            except IntegrityError:
                # The same photo is being sent twice: the other one was first.
                stands = dict(self.of(inspection, shares))
            else:
                return stands | new
        return stands

    def of(self, inspection: str, photos: Collection[str]) -> Mapping[str, bytes]:
        """Give the shares of photos; of those that were deleted there is none."""
        if not photos:
            return {}
        query = select(_SHARE.c.photo, _SHARE.c.share).where(*_these(inspection, photos))
        with self.database.reading() as connection:
            return {row.photo: row.share for row in connection.execute(query).all()}

    def mark_going(self, inspection: str, photos: Collection[str], now: str) -> None:
        """Say that photos are about to be deleted."""
        with self.database.writing() as connection:
            query = update(_SHARE).where(*_these(inspection, photos))
            connection.execute(query.values(going_since=now))

    def keep(self, inspection: str, photos: Collection[str]) -> None:
        """Say that photos are not deleted after all."""
        if photos:
            with self.database.writing() as connection:
                query = update(_SHARE).where(*_these(inspection, photos))
                connection.execute(query.values(going_since=None))

    def going(self, before: str) -> Mapping[str, frozenset[str]]:
        """Give the photos by inspection whose deletion began before a moment and did not end."""
        query = select(_SHARE.c.inspection, _SHARE.c.photo).where(_SHARE.c.going_since < before)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return {
            inspection: frozenset(row.photo for row in rows if row.inspection == inspection)
            for inspection in sorted({row.inspection for row in rows})
        }

    def remove(self, inspection: str, photos: Collection[str]) -> None:
        """Remove shares for ever: no copy of these photos can be opened any more."""
        if photos:
            with self.database.writing() as connection:
                connection.execute(delete(_SHARE).where(*_these(inspection, photos)))


def _these(inspection: str, photos: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (_SHARE.c.inspection == inspection, _SHARE.c.photo.in_(photos))
