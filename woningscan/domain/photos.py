"""The photos of a visit: what is said of each, what the occupant agreed to, which a letter may use.

The journal says which photos there are; their images are kept apart, under the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.inspection import Inspection

PHOTO_ADDED = "photo-added"
MOST_PHOTOS = 300
"""The most photos of one inspection."""


class Agreement(StrEnum):
    """What the occupant says about photos in this home."""

    YES = "yes"
    ASK_EACH = "ask-each"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Photo:
    """What is said of a photo. Without `items` it shows the room as a whole."""

    id: str
    room: str
    items: tuple[str, ...] = ()
    caption: str | None = None
    description: str | None = None
    consent: bool = False

    @property
    def slot(self) -> SlotKey:
        """The slot of the journal that says so."""
        return (PHOTO_ADDED, self.room, self.id)

    @property
    def as_value(self) -> dict[str, Value]:
        """The value of that slot."""
        value: dict[str, Value] = {"items": list(self.items)}
        if self.caption:
            value["caption"] = self.caption
        if self.description:
            value["description"] = self.description
        if self.consent:
            value["consent"] = True
        return value


def agreement(inspection: Inspection) -> Agreement | None:
    """Give what the occupant said about photos, None before it was asked.

    While two devices disagree, the answer that allows less counts.
    """
    said = inspection.journal.values("photos-agreed")
    by_caution = (Agreement.NONE, Agreement.ASK_EACH, Agreement.YES)
    return next((answer for answer in by_caution if answer in said), None)


def photos_in(inspection: Inspection, room: str) -> tuple[Photo, ...]:
    """Give the photos of a room, in the order of their ids."""
    return tuple(_photo(id_, room, inspection) for id_, _ in inspection.of_room(PHOTO_ADDED, room))


def usable_photos(inspection: Inspection) -> frozenset[str]:
    """Give the ids of the photos that a letter may show.

    After "none" that is no photo, and after "ask each time" only those that were agreed to.
    """
    agreed = agreement(inspection)
    if agreed is Agreement.NONE:
        return frozenset()
    return frozenset(
        photo.id
        for room in inspection.rooms
        for photo in photos_in(inspection, room.id)
        if photo.consent or agreed is not Agreement.ASK_EACH
    )


def stated_photos(inspection: Inspection) -> frozenset[str]:
    """Give the ids of all photos that the journal ever spoke of, also those that were deleted."""
    return frozenset(slot[2] for slot in inspection.journal.slots(PHOTO_ADDED))


def standing_slots(inspection: Inspection, photo: str) -> Iterator[SlotKey]:
    """Give the slots in which a photo stands: its room's, or more when devices were at odds."""
    for slot in inspection.journal.slots(PHOTO_ADDED):
        if slot[2] == photo and any(head.value for head in inspection.journal.heads[slot]):
            yield slot


def _photo(id_: str, room: str, inspection: Inspection) -> Photo:
    """Read a photo; while devices disagree about it, it was agreed to only if all say so."""
    values = inspection.journal.values(PHOTO_ADDED, room, id_)
    fields = next((value for value in values if isinstance(value, dict)), {})
    items = fields.get("items")
    return Photo(
        id=id_,
        room=room,
        items=tuple(str(item) for item in items) if isinstance(items, list) else (),
        caption=_text(fields.get("caption")),
        description=_text(fields.get("description")),
        consent=all(isinstance(value, dict) and value.get("consent") is True for value in values),
    )


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
