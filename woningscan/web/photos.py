"""Photos: sent one by one by a script, or several at once in a form; shown, described, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge

from woningscan.domain.photos import Agreement, Photo, agreement, photos_in
from woningscan.domain.rights import Role
from woningscan.photos import PhotoTooLargeError
from woningscan.services import photo_deletion, visits
from woningscan.services import photos as service
from woningscan.web import current, errors
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts import photos as contexts
from woningscan.web.forms import photo_form, readers, saving, slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from woningscan.domain.inspection import Room
    from woningscan.services.visits import OpenVisit

blueprint = Blueprint("photos", __name__)

FAULT = tuple[int, str]
RENDITIONS = {"small": service.SMALL, "full": service.FULL}


@blueprint.put("/visits/<uuid:visit>/photos/<uuid:photo>")
@allow(Role.ADVISER, json=True)
def send(visit: UUID, photo: UUID) -> ResponseReturnValue:
    """Take in one photo, the body itself; `?room=…&items=a,b&consent=yes` say what it is about.

    Its id is the script's own, so that sending it again is acknowledged again.
    """
    _opened(visit)
    about = Photo(
        str(photo),
        _room_asked_for(),
        tuple(filter(None, request.args.get("items", "").split(","))),
        consent=request.args.get("consent") == "yes",
    )
    data = request.get_data(cache=False)
    try:
        service.add_photo(current.resources(), current.actor(), str(visit), about, data)
    except photo_form.REFUSALS as error:
        return _told(error)
    return jsonify(accepted=str(photo))


def _room_asked_for() -> str:
    try:
        return str(UUID(request.args.get("room", "")))
    except ValueError:
        raise BadRequest from None


def _told(error: Exception) -> ResponseReturnValue:
    status, fault = photo_form.fault_of(error)
    reasons = [current.translator()(f"fault.{fault}")]
    return jsonify(error=status, reasons=reasons), status, photo_form.headers_of(status)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say what to do with a photo, or with a form full of them, that is not even read."""
    if request.endpoint == f"{blueprint.name}.{send.__name__}":
        return _told(PhotoTooLargeError())
    t = current.translator()
    return errors.page(413, [t("photo.form-too-large")])


@blueprint.get("/visits/<uuid:visit>/photos")
@allow(Role.ADVISER)
def of_visit(visit: UUID) -> str:
    """Show all photos of a visit, and what the occupant said about photos."""
    t, opened = current.translator(), _opened(visit)
    return render_template(
        "photos/of-visit.html",
        visit=overview.heading(opened, t),
        photos=contexts.photo_strips(opened, t),
        rooms=[(room.id, room.name(t.language)) for room in opened.inspection.rooms],
        form_id=slots.new_form_id(),
    )


@blueprint.post("/visits/<uuid:visit>/photos-agreed")
@allow(Role.ADVISER)
def agree(visit: UUID) -> ResponseReturnValue:
    """Record what the occupant says about photos, and go back to where it was asked."""
    _opened(visit)
    field = slots.Field("photos-agreed", contexts.AGREED_SLOT, readers.choice)
    posted = slots.read(request.form, [field])
    if not posted.slots or posted.slots[0].value not in set(Agreement):
        raise BadRequest
    saving.save_form(current.resources(), current.actor(), str(visit), posted)
    back = request.form.get("room", "")
    if back == "overview":
        return redirect(url_for("overview.page", visit=visit), 303)
    if back in _opened(visit).inspection.rooms_by_id:
        return redirect(url_for("room_page.page", visit=visit, room=back), 303)
    return redirect(url_for(".of_visit", visit=visit), 303)


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/photos")
@allow(Role.ADVISER)
def of_room(visit: UUID, room: UUID) -> str:
    """Show the photos of a room, and a form to add more."""
    opened = _opened(visit)
    chosen = tuple(request.args.getlist("item"))
    return _room_page(opened, _room(opened, room), (), chosen, slots.new_form_id())


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/photos")
@allow(Role.ADVISER)
def add(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Take in the photos of a form; those that are refused do not keep out the others."""
    opened = _opened(visit)
    found, form_id = _room(opened, room), slots.form_id_of(request.form)
    items = photo_form.chosen_items(found, request.form.getlist("item"))
    faults = _add_all(
        opened, form_id, Photo("", found.id, items, consent="consent" in request.form)
    )
    if not faults:
        return redirect(url_for(".of_room", visit=visit, room=room, saved=1), 303)
    status = faults[0][1][0]
    page = _room_page(_opened(visit), found, faults, items, form_id)
    return page, status, photo_form.headers_of(status)


def _add_all(opened: OpenVisit, form_id: str, about: Photo) -> list[tuple[str, FAULT]]:
    """Add every file of the form, and give the name and the fault of each that was refused."""
    resources, actor, faults = current.resources(), current.actor(), []
    files = [file for file in request.files.getlist("photos") if file.filename]
    for file in files:
        data = file.read()
        photo = service.id_of_form(resources, actor, opened.id, form_id, data)
        said = Photo(photo, about.room, about.items, consent=about.consent)
        try:
            service.add_photo(resources, actor, opened.id, said, data)
        except photo_form.REFUSALS as error:
            faults.append((file.filename or "", photo_form.fault_of(error)))
    return faults if files else [("", (422, "photo-none"))]


def _room_page(
    opened: OpenVisit,
    room: Room,
    faults: Sequence[tuple[str, FAULT]],
    chosen: tuple[str, ...],
    form_id: str,
) -> str:
    t = current.translator()
    texts = [(name, t(f"fault.{fault}")) for name, (_, fault) in faults]
    return render_template(
        "photos/of-room.html",
        visit=overview.heading(opened, t),
        room=room,
        room_name=room.name(t.language),
        photos=contexts.photo_strips(opened, t),
        items=contexts.item_ticks(room, chosen, t),
        faults=[("photos", f"{name}: {text}" if name else text) for name, text in texts],
        form_id=form_id,
        is_saved="saved" in request.args,
    )


@blueprint.get("/visits/<uuid:visit>/photos/<uuid:photo>/<any(small, full):rendition>.jpg")
@allow(Role.ADVISER)
def image(visit: UUID, photo: UUID, rendition: str) -> Response:
    """Give the image of a photo, to the adviser of the visit and for nobody to keep."""
    _opened(visit)
    data = service.read_photo(
        current.resources(), current.actor(), str(visit), str(photo), RENDITIONS[rendition]
    )
    return Response(data, mimetype="image/jpeg", headers={"Content-Disposition": "inline"})


@blueprint.get("/visits/<uuid:visit>/photos/<uuid:photo>")
@allow(Role.ADVISER)
def page(visit: UUID, photo: UUID) -> str:
    """Show a photo large, with what is said of it."""
    opened = _opened(visit)
    room, found = _photo(opened, photo)
    return _photo_page(opened, room, found, {})


@blueprint.post("/visits/<uuid:visit>/photos/<uuid:photo>")
@allow(Role.ADVISER)
def describe(visit: UUID, photo: UUID) -> ResponseReturnValue:
    """Save what is said of a photo."""
    opened = _opened(visit)
    room, found = _photo(opened, photo)
    asks_each = agreement(opened.inspection) is Agreement.ASK_EACH
    posted = photo_form.description(request.form, found, room, asks_each=asks_each)
    typed = posted.slots[0].value
    faults = {"caption": "photo-caption"} if photo_form.caption_is_long(request.form) else {}
    try:
        if not faults:
            saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError:
        faults = {"description": "photo-added"}
    if faults and isinstance(typed, dict):
        return _photo_page(opened, room, _as_typed(found, typed), faults), 422
    return redirect(url_for("room_page.page", visit=visit, room=room.id), 303)


def _as_typed(photo: Photo, value: Mapping[str, object]) -> Photo:
    items = value["items"]
    return Photo(
        photo.id,
        photo.room,
        tuple(map(str, items)) if isinstance(items, list) else (),
        str(value.get("caption", "")),
        str(value.get("description", "")),
        consent="consent" in value,
    )


@blueprint.post("/visits/<uuid:visit>/photos/<uuid:photo>/delete")
@allow(Role.ADVISER)
def delete(visit: UUID, photo: UUID) -> ResponseReturnValue:
    """Delete a photo for ever. Deleting it twice is deleting it once."""
    resources, actor, opened = current.resources(), current.actor(), _opened(visit)
    rooms = [
        room.id
        for room in opened.inspection.rooms
        if str(photo) in {each.id for each in photos_in(opened.inspection, room.id)}
    ]
    photo_deletion.delete_photos(resources, actor, str(visit), [str(photo)])
    if rooms:
        return redirect(url_for("room_page.page", visit=visit, room=rooms[0]), 303)
    return redirect(url_for(".of_visit", visit=visit), 303)


@blueprint.post("/visits/<uuid:visit>/photos/delete")
@allow(Role.ADVISER)
def delete_all(visit: UUID) -> ResponseReturnValue:
    """Delete every photo of a visit for ever."""
    resources, actor, opened = current.resources(), current.actor(), _opened(visit)
    rooms = opened.inspection.rooms
    stated = {photo.id for room in rooms for photo in photos_in(opened.inspection, room.id)}
    photos = stated | service.kept_photos(resources, actor, str(visit))
    photo_deletion.delete_photos(resources, actor, str(visit), photos)
    return redirect(url_for(".of_visit", visit=visit), 303)


def _photo_page(opened: OpenVisit, room: Room, photo: Photo, faults: dict[str, str]) -> str:
    t = current.translator()
    asks_each = agreement(opened.inspection) is Agreement.ASK_EACH
    texts = {name: t(f"fault.{fault}") for name, fault in faults.items()}
    return render_template(
        "photos/photo.html",
        visit=overview.heading(opened, t),
        room=room,
        room_name=room.name(t.language),
        photo=photo,
        view=contexts.photo_view(photo, t, asks_each=asks_each),
        asks_each=asks_each,
        items=contexts.item_ticks(room, photo.items, t),
        heads=request.form.get("heads.photo")
        or slots.heads_text(opened.inspection.journal, photo.slot),
        form_id=request.form.get(slots.FORM_ID) or slots.new_form_id(),
        fault_of=texts,
        faults=list(texts.items()),
    )


def _opened(visit: UUID) -> OpenVisit:
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _room(opened: OpenVisit, room: UUID) -> Room:
    return opened.inspection.rooms_by_id.get(str(room)) or abort(404)


def _photo(opened: OpenVisit, photo: UUID) -> tuple[Room, Photo]:
    """Find a photo whose image there is, and the room that it stands in."""
    kept = service.kept_photos(current.resources(), current.actor(), opened.id)
    for room in opened.inspection.rooms:
        for found in photos_in(opened.inspection, room.id):
            if found.id == str(photo) and found.id in kept:
                return room, found
    raise NotFound
