"""An installation: made by an explicit command, and checked each time the application starts.

The main database and the key store carry the same id. One without the other is never mended by
making the missing half anew: that would hide a loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.crypto.fields import SystemKey
from woningscan.crypto.providers import KeyUnavailableError
from woningscan.persistence import migrate
from woningscan.persistence.inspections import Inspections
from woningscan.persistence.keystore import VERSION
from woningscan.services.errors import LockedError, ServiceError

if TYPE_CHECKING:
    from woningscan.persistence.database import Database
    from woningscan.persistence.keyring import Keyring
    from woningscan.services.clock import Clock


class AlreadyInstalledError(ServiceError):
    """There is an installation here already."""


def install(database: Database, keyring: Keyring, clock: Clock) -> None:
    """Make the tables, the key store and the keys of a new installation.

    The root key is there already; neither database holds anything yet.
    """
    installation, now = clock.new_id(), clock.now()
    keyring.store.create(installation)
    keyring.make_system_keys()
    migrate.create(database, installation, now)


def check(database: Database, keyring: Keyring) -> None:
    """See that database, key store and root key are there and belong together.

    Raises:
        LockedError: they do not; the message says what to put back.
    """
    version = version_of_key_store(database, keyring)
    try:
        migrate.check(database)
        keyring.system(SystemKey.ACCOUNTS)
    except (KeyUnavailableError, migrate.SchemaTooNewError, migrate.SchemaTooOldError) as error:
        raise LockedError(str(error)) from error
    if version < VERSION:
        raise LockedError(
            f"The key store is at version {version} and the code at {VERSION}: "
            "run `woningscan database upgrade`."
        )
    _check_epochs(database, keyring)


def version_of_key_store(database: Database, keyring: Keyring) -> int:
    """See that there is a key store that belongs to the database, and give its version.

    Raises:
        LockedError: there is none, or it is another's, or it was made by newer code.
    """
    stands = migrate.installation_of(database)
    keys = keyring.store.installation()
    if stands is None:
        raise LockedError("There is no database of woningscan here: run `woningscan init`.")
    if keys is None:
        raise LockedError("The database stands without its key store: put its backup back.")
    store_id, version = keys
    if version > VERSION:
        raise LockedError("The key store was made by a newer woningscan: install that version.")
    if store_id != stands:
        raise LockedError("The key store belongs to another database: put the right one back.")
    return version


def _check_epochs(database: Database, keyring: Keyring) -> None:
    """See that the key store is not older than the database.

    An epoch key that is missing would be made anew for the next visit, and then there would be two
    of one name: whichever key store is put back, visits of the other stay closed.
    """
    with database.reading() as connection:
        missing = Inspections(connection).epochs() - keyring.store.epochs()
    if missing:
        raise LockedError(
            f"The key store has no key of {', '.join(sorted(missing))}, which visits need: it is "
            "older than the database; put its newest backup back."
        )
