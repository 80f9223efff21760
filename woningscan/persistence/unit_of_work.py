"""The unit of work: everything that is read or written together, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.persistence.accounts import Accounts
from woningscan.persistence.activations import Activations
from woningscan.persistence.audit import AuditLog
from woningscan.persistence.blobs import Blobs
from woningscan.persistence.browser_reports import BrowserReports
from woningscan.persistence.ceremonies import Ceremonies
from woningscan.persistence.devices import Devices
from woningscan.persistence.inspections import Inspections
from woningscan.persistence.invitations import Invitations
from woningscan.persistence.journals import Journals
from woningscan.persistence.passkeys import Passkeys
from woningscan.persistence.reassignments import Reassignments
from woningscan.persistence.recovery_codes import RecoveryCodes
from woningscan.persistence.search import SearchEntries
from woningscan.persistence.sessions import Sessions
from woningscan.persistence.settings import Settings
from woningscan.persistence.tries import Tries
from woningscan.persistence.visit_reports import VisitReports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from woningscan.persistence.database import Database
    from woningscan.persistence.keyring import Keyring


class Repositories:
    """The repositories of one transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        """Let every repository speak over the same connection."""
        self.accounts = Accounts(connection, keyring)
        self.passkeys = Passkeys(connection)
        self.recovery_codes = RecoveryCodes(connection)
        self.invitations = Invitations(connection)
        self.devices = Devices(connection)
        self.sessions = Sessions(connection)
        self.ceremonies = Ceremonies(connection)
        self.tries = Tries(connection, keyring)
        self.browser_reports = BrowserReports(connection)
        self.inspections = Inspections(connection)
        self.journals = Journals(connection)
        self.blobs = Blobs(connection, keyring)
        self.audit = AuditLog(connection)
        self.visit_reports = VisitReports(connection)
        self.reassignments = Reassignments(connection)
        self.search = SearchEntries(connection, keyring)
        self.settings = Settings(connection)
        self.activations = Activations(connection)


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """Begins transactions on the main database."""

    database: Database
    keyring: Keyring

    @contextmanager
    def reading(self) -> Iterator[Repositories]:
        """Give repositories that only read."""
        with self.database.reading() as connection:
            yield Repositories(connection, self.keyring)

    @contextmanager
    def writing(self) -> Iterator[Repositories]:
        """Give repositories whose writing is committed at the end, all of it or nothing.

        When the block ends without an error, what was written is durable.
        """
        with self.database.writing() as connection:
            yield Repositories(connection, self.keyring)
