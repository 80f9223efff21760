"""Bringing an installation of an earlier version up to date: tables first, then what they hold.

Each step may be interrupted and run again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.persistence import migrate
from woningscan.persistence.keystore import VERSION, ShreddedError
from woningscan.services.installation import version_of_key_store

if TYPE_CHECKING:
    from woningscan.services.resources import Resources


def upgrade(resources: Resources) -> None:
    """Bring the main database and the key store up to date; does nothing when they are.

    Raises:
        LockedError: the key store is not there, is another's, or was made by newer code.
        SchemaTooNewError: the database was made by newer code.
        KeyUnavailableError: the root key is missing or is not the right one.
    """
    version = version_of_key_store(resources.work.database, resources.keyring)
    migrate.upgrade(resources.work.database)
    if version < VERSION:
        resources.keyring.store.begin_version_2()
        _give_photos_shares(resources)
        resources.keyring.store.finish_version_2()


def _give_photos_shares(resources: Resources) -> None:
    """Give every photo a share of its own and seal it anew; those that have it are passed over."""
    with resources.work.reading() as stored:
        inspections = stored.blobs.inspections()
    for inspection in inspections:
        _give_shares(resources, inspection)


def _give_shares(resources: Resources, inspection: str) -> None:
    """Do so for one inspection. One that was destroyed is closed to us too, and stays as it is."""
    with resources.work.writing() as stored:
        record = stored.inspections.find_and_lock(inspection)
        if record is None:
            return
        try:
            keys = resources.keyring.open(record.id, record.keys)
        except ShreddedError:
            return
        photos = sorted(stored.blobs.ids(inspection))
        shared = resources.keyring.make_photo_keys(keys, photos, resources.clock.now())
        for photo in photos:
            before, after = keys.photo_sealer(photo, None), shared.sealer(photo)
            stored.blobs.seal_anew(inspection, photo, before, after)
