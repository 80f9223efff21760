"""Ways a use case can fail; each message is for the person who asked."""

from __future__ import annotations

from dataclasses import dataclass

from woningscan.crypto.chain import BrokenChainError
from woningscan.crypto.envelope import UnsealableError
from woningscan.crypto.providers import KeyUnavailableError
from woningscan.crypto.wrapping import UnwrapFailedError
from woningscan.persistence.database import DatabaseUnavailableError

UNAVAILABLE = (KeyUnavailableError, DatabaseUnavailableError)
"""What it looks like when a key or a database goes missing under a running application."""

DAMAGED = (UnsealableError, BrokenChainError, UnwrapFailedError)
"""What it looks like when somebody altered what is stored of a visit, or the disk did."""


class ServiceError(Exception):
    """Base of all that a service refuses; nothing was written."""


class NotFoundError(ServiceError):
    """There is no such thing for this account: the unknown and the foreign are the same."""


class ForbiddenError(ServiceError):
    """The account may not do this, or not while the inspection stands as it does."""


class ConfirmationNeededError(ServiceError):
    """The account may do this once it has shown again, with two factors, who it is."""


class LockedError(ServiceError):
    """The application cannot read its data: a key or a database is missing or does not fit."""


class SignInRefusedError(ServiceError):
    """Name, password or code is wrong; which of them is not told."""


class TooManyTriesError(ServiceError):
    """Too many tries to sign in; wait a little."""


class SignInBusyError(ServiceError):
    """Too many people sign in at this moment; nobody's try was counted."""


class NotPossibleError(ServiceError):
    """Something has to be done first; `reasons` says what."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Keep each reason apart."""
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one of several changes: its place in the request, and how to mend it."""

    index: int
    message: str


class RefusedError(ServiceError):
    """Some changes are not acceptable; of the whole request nothing was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault."""
        super().__init__("\n".join(f"{fault.index}: {fault.message}" for fault in faults))
        self.faults = faults


class OtherContentError(ServiceError):
    """A change under this id is stored already, with other content; nothing was written."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        """Keep the ids."""
        super().__init__(f"Stored already with other content: {', '.join(ids)}.")
        self.ids = ids
