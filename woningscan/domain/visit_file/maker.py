"""What a visit file does not hold and its changes need: ids, the device and the time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.changes import Change

if TYPE_CHECKING:
    from woningscan.domain.changes import Value


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the changes of one file in one inspection (a UUID), for a device and at a time.

    Every id follows from the inspection and from the place in the file, so that the same file
    always gives the same letter.
    """

    inspection: str
    device: str
    at: str

    def id_for(self, *name: str | int) -> str:
        """Give the id of something in the file."""
        return str(uuid5(UUID(self.inspection), f"visit-file/{json.dumps(name)}"))

    def ids_in_order(self, count: int, *name: str | int) -> list[str]:
        """Give ids that sort in the order of the file: what hangs on a room is listed by id."""
        return sorted(self.id_for(*name, place) for place in range(count))

    def change(self, kind: str, slot: tuple[str, ...], value: Value) -> Change:
        """Make the one change of a slot."""
        id_ = self.id_for("change", kind, *slot)
        return Change(id_, kind, slot, value, (), self.device, self.at)


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change, and where in the file it comes from."""

    where: str
    change: Change
