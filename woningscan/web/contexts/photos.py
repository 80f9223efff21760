"""The photos of a visit as pages show them: in a strip with each item and room, or one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import url_for

from woningscan.domain.photos import MOST_PHOTOS, Agreement, agreement, photos_in
from woningscan.services.photos import kept_photos
from woningscan.web import csrf, current
from woningscan.web.contexts import overview
from woningscan.web.contexts.zone import Card
from woningscan.web.forms.slots import heads_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.inspection import Room
    from woningscan.domain.photos import Photo
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator

AGREED_SLOT = ("photos-agreed",)


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo in a strip; `says` tells what it shows to who cannot see it."""

    id: str
    items: tuple[str, ...]
    caption: str
    says: str
    lacks_consent: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the occupant said about photos, and the heads that say so."""

    value: str
    heads: str
    choices: tuple[Card, ...]

    @property
    def words(self) -> str:
        """What was said, in words; empty when nothing was."""
        return next((card.label for card in self.choices if card.value == self.value), "")


@dataclass(frozen=True, slots=True)
class PhotoStrips:
    """The photos of a visit by room, and whether more may be added."""

    visit: str
    agreed: Agreed
    may_add: bool
    is_full: bool
    by_room: Mapping[str, tuple[PhotoView, ...]] = field(default_factory=dict)

    @property
    def asks_each(self) -> bool:
        """Tell whether the occupant is asked for each photo."""
        return self.agreed.value == Agreement.ASK_EACH

    @property
    def refused(self) -> bool:
        """Tell whether the occupant wants no photos."""
        return self.agreed.value == Agreement.NONE

    def of(self, room: str, item: str | None) -> tuple[PhotoView, ...]:
        """Give the photos of an item; without one, those of the room as a whole."""
        found = self.by_room.get(room, ())
        return tuple(photo for photo in found if (item in photo.items if item else not photo.items))

    def in_room(self, room: str) -> tuple[PhotoView, ...]:
        """Give all photos of a room, each once."""
        return self.by_room.get(room, ())

    @property
    def count(self) -> int:
        """How many photos there are in the rooms that are shown."""
        return sum(len(photos) for photos in self.by_room.values())


@dataclass(frozen=True, slots=True)
class ItemTick:
    """An item that a photo may show."""

    id: str
    question: str
    ticked: bool


def photo_strips(opened: OpenVisit, t: Translator) -> PhotoStrips:
    """Give the photos of a visit whose images there are, as the pages of rooms show them."""
    inspection = opened.inspection
    kept = kept_photos(current.resources(), current.actor(), opened.id)
    said = agreed(opened, t)
    asks_each = said.value == Agreement.ASK_EACH
    return PhotoStrips(
        visit=opened.id,
        agreed=said,
        may_add=opened.state in overview.BEFORE_CLOSING and said.value != Agreement.NONE,
        is_full=len(kept) >= MOST_PHOTOS,
        by_room={
            room.id: tuple(
                photo_view(photo, t, asks_each=asks_each)
                for photo in photos_in(inspection, room.id)
                if photo.id in kept
            )
            for room in inspection.rooms
        },
    )


def photo_view(photo: Photo, t: Translator, *, asks_each: bool) -> PhotoView:
    """Give one photo as a strip shows it."""
    caption = photo.caption or ""
    return PhotoView(
        photo.id,
        photo.items,
        caption,
        photo.description or caption or t("photo.untitled"),
        asks_each and not photo.consent,
    )


def agreed(opened: OpenVisit, t: Translator) -> Agreed:
    """Give what the occupant said about photos."""
    said = agreement(opened.inspection)
    return Agreed(
        said.value if said else "",
        heads_text(opened.inspection.journal, AGREED_SLOT),
        tuple(Card(each.value, t(f"photos-agreed.{each.value}")) for each in Agreement),
    )


def item_ticks(room: Room, shown: tuple[str, ...], t: Translator) -> tuple[ItemTick, ...]:
    """Give the items of a room, to tick those that a photo shows."""
    return tuple(
        ItemTick(item.id, t.of(item.question), item.id in shown) for item in room.zone.items
    )


def photo_script(photos: PhotoStrips, room: str, t: Translator) -> dict[str, object]:
    """Give what the script needs that sends photos of a room: where to, and its words."""
    return {
        "address": url_for("photos.of_visit", visit=photos.visit) + "/",
        "asksEach": photos.asks_each,
        "room": room,
        "token": csrf.token(),
        "texts": {
            "waiting": t("photo.script.waiting"),
            "shrinking": t("photo.script.shrinking"),
            "sending": t("photo.script.sending"),
            "reading": t("photo.script.reading"),
            "stored": t("photo.script.stored"),
            "unsent": t("photo.script.unsent"),
            "sign-in": t("photo.script.sign-in"),
            "sign-in-link": t("script.sign-in-link"),
            "refused": t("photo.script.refused"),
            "too-large": t("fault.photo-large"),
            "dismiss": t("photo.script.dismiss"),
            "left": t("photo.script.left"),
            "all-stored": t("photo.script.all-stored"),
            "untitled": t("photo.untitled"),
            "no-consent": t("photo.no-consent"),
        },
    }
