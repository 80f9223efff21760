"""Faults of content, and where in the files they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in the files of a questionnaire, and how to mend it.

    `file` is relative to the folder of the questionnaire; `line` counts from 1, and is 0 when the
    questionnaire was not read from files; `key` is such as `items[cylinder].options[less].grade`.
    """

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """Give the fault on one line, as editors and people expect it."""
        place = f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.message) if part)


class ContentError(Exception):
    """Something about content that stops the caller."""


class ContentFaultyError(ContentError):
    """A questionnaire has faults; `faults` holds every one of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults and say them one a line."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class Complaint(NamedTuple):
    """A fault that a rule found in a questionnaire, before its place in the files is looked up.

    An address is a key path that is unique in the whole questionnaire: that of the file, with
    `zones[<id>].` before it when the file is that of a zone. `missed` are names that the complaint
    says are nowhere: it falls when one of them stands in a file that could not be read.
    """

    address: str
    message: str
    missed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its file, its line, and its key path within that file.

    `prefix` is what stands before the key in an address; it is empty but for a zone's file.
    """

    file: str
    line: int
    key: str
    prefix: str = ""

    @property
    def address(self) -> str:
        """Give the key path that is unique in the questionnaire."""
        return ".".join(part for part in (self.prefix, self.key) if part)

    def fault(self, message: str) -> Fault:
        """Give a fault at this place."""
        return Fault(self.file, self.line, self.key, message)


@dataclass(slots=True)
class Places:
    """Where everything that was read stands, by its address, and which of it could not be used."""

    _by_address: dict[str, Place] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)

    def add(self, place: Place) -> None:
        """Remember a place; of two with one address the last stays."""
        self._by_address[place.address] = place

    def mark_broken(self, address: str) -> None:
        """Remember that the value at an address has a fault of its own."""
        self._broken.add(address)

    def is_broken(self, address: str) -> bool:
        """Tell whether the value at an address, or one that it is part of, has a fault already.

        What rules say about such a value follows from that fault and would only hide it.
        """
        return any(part in self._broken for part in _with_parents(address))

    def fault(self, complaint: Complaint) -> Fault:
        """Give the fault of a complaint: at its own line, or else at that of what it belongs to."""
        for part in _with_parents(complaint.address):
            place = self._by_address.get(part)
            if place is not None:
                key = complaint.address.removeprefix(place.prefix).removeprefix(".")
                return Fault(place.file, place.line, key, complaint.message)
        return Fault("", 0, complaint.address, complaint.message)


def _with_parents(address: str) -> Iterator[str]:
    """Give an address and those of everything that it is part of, from the inside out."""
    while address:
        yield address
        address = address[: max(address.rfind("."), address.rfind("["), 0)]
