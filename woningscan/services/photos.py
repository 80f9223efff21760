"""Photos: added and looked at. What is said of one is a change like any other (`saving`).

A photo and the change that tells of it are stored in one transaction. Its share in the key store is
durable before that; how both go again stands in `photo_deletion`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.photos import MOST_PHOTOS, Agreement, Photo, agreement, stated_photos
from woningscan.persistence.blobs import Rendition
from woningscan.persistence.inspections import HeadMovedError
from woningscan.services import standing
from woningscan.services.errors import NotFoundError, OtherContentError, ServiceError
from woningscan.services.journals import open_keys
from woningscan.services.judging import checked

if TYPE_CHECKING:
    from woningscan.domain.changes import Sent
    from woningscan.photos import Photo as Image
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.standing import Stand

SMALL, FULL = Rendition.PRINT, Rendition.FULL


class PhotosNotAgreedError(ServiceError):
    """The occupant wants no photos."""


class TooManyPhotosError(ServiceError):
    """The visit holds as many photos as it may."""


def add_photo(resources: Resources, actor: Actor, visit_id: str, about: Photo, data: bytes) -> None:
    """Take in a photo; when this returns it is durable, with the change that tells of it.

    The same photo under the same id again is acknowledged again, also when it was deleted since.

    Raises:
        NotFoundError, ForbiddenError: not for this account, or not now.
        PhotosNotAgreedError: the occupant wants no photos.
        TooManyPhotosError: the visit is full.
        OtherContentError: another photo has this id.
        RefusedError: it is said to show items that there are not.
        PhotoError: the bytes are no photo that can be taken in.
    """
    image: Image | None = None
    is_stored = False
    while not is_stored:
        stand = standing.look(resources, actor, visit_id)
        change_id = stand.keys.id_of_upload(about.id, data)
        if not _is_new(resources, stand, about, change_id):
            return
        change = standing.sent(resources, actor, about.slot, about.as_value, id=change_id)
        checked([change.change], stand.inspection.questionnaire)
        image = image or resources.decoders.intake(data)
        is_stored = _store(resources, actor, stand, change, image)


def id_of_form(resources: Resources, actor: Actor, visit_id: str, form_id: str, data: bytes) -> str:
    """Give the id of a photo that came in a form: the same when the form is sent again.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = standing.find(resources, actor, visit_id)
    return open_keys(resources, visit).id_of_upload(form_id, data)


def kept_photos(resources: Resources, actor: Actor, visit_id: str) -> frozenset[str]:
    """Give the ids of the photos whose images there are.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = standing.find(resources, actor, visit_id)
    with resources.work.reading() as stored:
        return stored.blobs.ids(visit.id)


def read_photo(
    resources: Resources, actor: Actor, visit_id: str, photo: str, rendition: Rendition
) -> bytes:
    """Give a photo in one of its sizes, as JPEG.

    Raises:
        NotFoundError: no such photo for this account.
        ForbiddenError: not for this account.
        UnsealableError: what is stored was altered.
    """
    visit = standing.find(resources, actor, visit_id)
    keys = open_keys(resources, visit)
    with resources.work.reading() as stored:
        found = stored.blobs.read(visit.id, [photo], rendition, keys)
    if photo not in found:
        raise NotFoundError("There is no such photo.")
    return found[photo]


def _is_new(resources: Resources, stand: Stand, about: Photo, change_id: str) -> bool:
    """Tell whether this photo is not stored yet, and may be.

    Raises:
        PhotosNotAgreedError, TooManyPhotosError, OtherContentError: it may not.
    """
    with resources.work.reading() as stored:
        if stored.journals.known(stand.visit.id, [change_id]):
            return False
        kept = stored.blobs.ids(stand.visit.id)
    if about.id in kept | stated_photos(stand.inspection):
        raise OtherContentError((about.id,))
    if agreement(stand.inspection) is Agreement.NONE:
        raise PhotosNotAgreedError("The occupant wants no photos.")
    _refuse_too_many(len(kept))
    return True


def _refuse_too_many(kept: int) -> None:
    if kept >= MOST_PHOTOS:
        raise TooManyPhotosError(f"A visit holds at most {MOST_PHOTOS} photos.")


def _store(resources: Resources, actor: Actor, stand: Stand, change: Sent, image: Image) -> bool:
    """Store a photo and its change; False when something was recorded since the visit was read.

    That may have been the occupant saying no, so everything is looked at again.
    """
    photo = change.change.slot[-1]
    photo_keys = resources.keyring.make_photo_keys(stand.keys, [photo], resources.clock.now())
    sizes = {Rendition.FULL: image.full, Rendition.PRINT: image.printed}
    try:
        with resources.work.writing() as stored:
            standing.append(resources, stored, actor, stand, [change])
            _refuse_too_many(stored.blobs.count(stand.visit.id))
            stored.blobs.add(stand.visit.id, photo, sizes, photo_keys)
    except HeadMovedError:
        return False
    return True
