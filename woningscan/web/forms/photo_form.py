"""Photos as they are posted: files, what is said of one, and why one is not taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.photos import Photo
from woningscan.domain.shapes import LONGEST_NAME
from woningscan.photos import (
    HeicPhotoError,
    NotAPhotoError,
    PhotoDamagedError,
    PhotoError,
    PhotosBusyError,
    PhotoTooLargeError,
    PhotoWorkerError,
)
from woningscan.services.errors import OtherContentError
from woningscan.services.photos import PhotosNotAgreedError, TooManyPhotosError
from woningscan.web.forms.readers import text
from woningscan.web.forms.slots import PostedForm, PostedSlot, form_id_of, ids_of

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from woningscan.domain.inspection import Room

REFUSALS = (PhotoError, PhotosNotAgreedError, TooManyPhotosError, OtherContentError)
"""What is said of one photo, so that others in the same form may still come in."""

_FAULTS: tuple[tuple[type[Exception], int, str], ...] = (
    (HeicPhotoError, 415, "photo-heic"),
    (NotAPhotoError, 415, "photo-kind"),
    (PhotoTooLargeError, 413, "photo-large"),
    (PhotoDamagedError, 422, "photo-damaged"),
    (PhotoWorkerError, 422, "photo-unreadable"),
    (PhotosBusyError, 503, "photo-busy"),
    (PhotosNotAgreedError, 409, "photo-not-agreed"),
    (TooManyPhotosError, 409, "photo-too-many"),
    (OtherContentError, 409, "photo-other"),
)
RETRY_AFTER = "5"
"""Seconds after which a photo that met only busy decoders may come again."""


def fault_of(error: Exception) -> tuple[int, str]:
    """Give the status and the fault (`fault.…`) for a photo that was refused."""
    return next((status, end) for kind, status, end in _FAULTS if isinstance(error, kind))


def headers_of(status: int) -> dict[str, str]:
    """Give the headers that go with a status."""
    return {"Retry-After": RETRY_AFTER} if status == 503 else {}  # noqa: PLR2004 - a status


def chosen_items(room: Room, chosen: list[str]) -> tuple[str, ...]:
    """Give those of the chosen items that the room has, in its order."""
    return tuple(item.id for item in room.zone.items if item.id in chosen)


def description(
    form: MultiDict[str, str], photo: Photo, room: Room, *, asks_each: bool
) -> PostedForm:
    """Read what is said of a photo. Consent stands as it was where the form did not ask for it.

    Raises:
        BadRequest: it is no form of ours.
    """
    said = Photo(
        photo.id,
        photo.room,
        chosen_items(room, form.getlist("item")),
        _line(form.get("caption")),
        _text(form.get("description")),
        consent="consent" in form if asks_each else photo.consent,
    )
    slot = PostedSlot("photo", photo.slot, said.as_value, ids_of(form.get("heads.photo", "")))
    return PostedForm(form_id_of(form), (slot,), dict(form.items()))


def caption_is_long(form: MultiDict[str, str]) -> bool:
    """Tell whether the caption is longer than a line."""
    return len(_line(form.get("caption")) or "") > LONGEST_NAME


def _line(posted: str | None) -> str | None:
    return " ".join((posted or "").split()) or None


def _text(posted: str | None) -> str | None:
    found = text(posted or "")
    return found if isinstance(found, str) else None
