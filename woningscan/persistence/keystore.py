"""The key store: a second, small database with backups of its own.

It holds wrapped epoch keys, wrapped system keys and one shred share per inspection. Deleting a
share makes every copy of that inspection unreadable, in backups of the main database too. It is
reached over a connection of its own: attached, each save of an answer would lock it.

Since version 2 each photo has a share as well: see `photo_shares`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from woningscan.persistence.photo_shares import PhotoShares, photo_share_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from woningscan.persistence.database import Database

VERSION = 2

_METADATA = MetaData()
_INSTALLATION = Table(
    "installation",
    _METADATA,
    Column("id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
)
_SYSTEM_KEY = Table(
    "system_key",
    _METADATA,
    Column("name", String(20), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
_EPOCH_KEY = Table(
    "epoch_key",
    _METADATA,
    Column("epoch", String(7), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
_SHARE = Table(
    "shred_share",
    _METADATA,
    Column("inspection", String(36), primary_key=True),
    Column("share", LargeBinary(32), nullable=False),
    Column("created_at", String(27), nullable=False),
)
PHOTO_SHARE = photo_share_table(_METADATA)

# Asked whenever a visit is opened or saved; making the statement takes as long as running it.
_SHARE_AND_EPOCH_KEY = (
    select(_SHARE.c.share, _EPOCH_KEY.c.wrapped)
    .join_from(_SHARE, _EPOCH_KEY, _EPOCH_KEY.c.epoch == bindparam("until"))
    .where(_SHARE.c.inspection == bindparam("asked"))
)


class ShreddedError(LookupError):
    """There is no share for this inspection: it was shredded, or never completed."""


class KeyStore:
    """Reads and writes the key store. Each writing operation is durable when it returns."""

    def __init__(self, database: Database) -> None:
        """Keep the database; nothing is opened yet."""
        self._database = database

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def create(self, installation: str) -> None:
        """Make the tables of a new key store."""
        with self._database.writing() as connection:
            _METADATA.create_all(connection)
            connection.execute(insert(_INSTALLATION).values(id=installation, version=VERSION))

    def begin_version_2(self) -> None:
        """Make the table of version 2, if it is not there yet; the version stays what it is."""
        with self._database.writing() as connection:
            _METADATA.create_all(connection)

    def finish_version_2(self) -> None:
        """Say that everything is as version 2 has it."""
        with self._database.writing() as connection:
            connection.execute(update(_INSTALLATION).values(version=VERSION))

    @property
    def of_photos(self) -> PhotoShares:
        """The shares of photos."""
        return PhotoShares(self._database)

    def installation(self) -> tuple[str, int] | None:
        """Give the id of the installation and the version of the schema; None for no store."""
        with self._database.reading() as connection:
            try:
                row = connection.execute(select(_INSTALLATION)).one_or_none()
            except DBAPIError:
                return None
        return None if row is None else (row.id, row.version)

    def system_key(self, name: str) -> bytes | None:
        """Give a wrapped system key."""
        with self._database.reading() as connection:
            query = select(_SYSTEM_KEY.c.wrapped).where(_SYSTEM_KEY.c.name == name)
            return connection.execute(query).scalar_one_or_none()

    def add_system_key(self, name: str, wrapped: bytes) -> None:
        """Keep a wrapped system key."""
        with self._database.writing() as connection:
            connection.execute(insert(_SYSTEM_KEY).values(name=name, wrapped=wrapped))

    def epoch_key(self, epoch: str) -> bytes | None:
        """Give the wrapped key of a month of expiry."""
        with self._database.reading() as connection:
            query = select(_EPOCH_KEY.c.wrapped).where(_EPOCH_KEY.c.epoch == epoch)
            return connection.execute(query).scalar_one_or_none()

    def epochs(self) -> frozenset[str]:
        """Give the months of expiry that have a key."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(_EPOCH_KEY.c.epoch)).scalars())

    def add_epoch_key(self, epoch: str, wrapped: bytes) -> bytes:
        """Keep the wrapped key of a month, unless another process was first; give what stands."""
        try:
            with self._database.writing() as connection:
                connection.execute(insert(_EPOCH_KEY).values(epoch=epoch, wrapped=wrapped))
        except IntegrityError:
            return self.epoch_key(epoch) or wrapped
        return wrapped

    def add_share(self, inspection: str, share: bytes, created_at: str) -> bytes:
        """Keep the shred share of an inspection, unless it has one already; give what stands.

        The row of the inspection comes only after this. When it did not follow, and the same visit
        is planned once more, the share that stayed behind is of use after all.
        """
        values = {"inspection": inspection, "share": share, "created_at": created_at}
        try:
            with self._database.writing() as connection:
                connection.execute(insert(_SHARE).values(values))
        except IntegrityError:
            return self.shares([inspection]).get(inspection, share)
        return share

    def share_and_epoch_key(self, inspection: str, epoch: str) -> tuple[bytes, bytes]:
        """Give the share of an inspection and the wrapped key of its epoch.

        Raises:
            ShreddedError: one of them is gone.
        """
        with self._database.reading() as connection:
            asked = {"asked": inspection, "until": epoch}
            row = connection.execute(_SHARE_AND_EPOCH_KEY, asked).one_or_none()
        if row is None:
            raise ShreddedError(inspection)
        return row.share, row.wrapped

    def shares(self, inspections: Collection[str]) -> Mapping[str, bytes]:
        """Give the shares of several inspections; of those that were shredded there is none."""
        with self._database.reading() as connection:
            query = select(_SHARE.c.inspection, _SHARE.c.share)
            rows = connection.execute(query.where(_SHARE.c.inspection.in_(inspections))).all()
        return {row.inspection: row.share for row in rows}

    def epoch_keys(self, epochs: Collection[str]) -> Mapping[str, bytes]:
        """Give the wrapped keys of several months."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(_EPOCH_KEY).where(_EPOCH_KEY.c.epoch.in_(epochs))
            ).all()
        return {row.epoch: row.wrapped for row in rows}

    def shares_made_before(self, moment: str) -> tuple[str, ...]:
        """Give the inspections whose share is older than a moment."""
        with self._database.reading() as connection:
            query = select(_SHARE.c.inspection).where(_SHARE.c.created_at < moment)
            return tuple(connection.execute(query).scalars())

    def remove_shares(self, inspections: Collection[str]) -> None:
        """Remove shares for ever: what they protected cannot be read any more.

        The shares of the photos go with those of their inspections.
        """
        with self._database.writing() as connection:
            connection.execute(delete(PHOTO_SHARE).where(PHOTO_SHARE.c.inspection.in_(inspections)))
            connection.execute(delete(_SHARE).where(_SHARE.c.inspection.in_(inspections)))
