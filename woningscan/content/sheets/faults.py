"""Faults of a workbook, and where in it they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.faults import ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing that is wrong in a workbook, and how to mend it.

    `place` is such as `Vragen!C12`; it is empty when the fault is of the whole file.
    """

    place: str
    message: str

    def __str__(self) -> str:
        """Give the fault on one line."""
        return ": ".join(part for part in (self.place, self.message) if part)


class WorkbookFaultyError(ContentError):
    """A workbook cannot be used; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        """Keep the faults and say them one a line."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
