"""The page of a room: what the adviser fills in on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for

from woningscan.domain.in_order import in_order as chosen_in_order
from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import csrf, current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import overview, room_script
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.in_order import in_order_rows
from woningscan.web.contexts.merging import first_sources
from woningscan.web.contexts.photos import photo_script, photo_strips
from woningscan.web.contexts.removed_room import kept_fields, kept_words
from woningscan.web.contexts.room import OwnFinding, Typed, item_labels, neighbours, room_state
from woningscan.web.contexts.wording import room_name, room_was_removed
from woningscan.web.contexts.zone import zone_content
from woningscan.web.forms import aid_form, saving, slots
from woningscan.web.forms.in_order_form import in_order_fields
from woningscan.web.forms.room_form import ASK_IN_ORDER, put_back, room_fields, touched_item
from woningscan.web.static_imports import imported

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Response
    from flask.typing import ResponseReturnValue

    from woningscan.domain.inspection import Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.script_data import Data
    from woningscan.web.forms.slots import PostedForm
    from woningscan.web.texts import Translator

blueprint = Blueprint("room_page", __name__)
SCRIPTS = ("js/room-page.js", "js/photos.js")
PHOTO = "photo"
"""What the camera card of an item sends when no script took it."""


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>")
@allow(Role.ADVISER)
def page(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Show a room; one that was removed is put back from the overview."""
    opened = _opened(visit)
    if room_was_removed(opened.inspection, str(room)):
        return redirect(url_for("overview.page", visit=visit, _anchor="removed-title"), 303)
    return _page(opened, _room(opened, room), Typed())


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>")
@allow(Role.ADVISER)
def save(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Save what changed in a room; items that apply since then show on the page that follows.

    A room that was removed meanwhile takes it only when the person puts the room back.
    """
    opened = _opened(visit)
    removed = opened.inspection.removed_room(str(room))
    found = removed or _room(opened, room)
    fields = room_fields(request.form, found, opened.inspection.journal)
    posted = slots.read(request.form, fields)
    if removed is not None:
        back = put_back(request.form, removed.id)
        if back is None:
            return _removed_page(opened, removed, posted), 409
        posted = slots.PostedForm(posted.id, (back, *posted.slots), posted.typed)
    faults = aid_form.faults(request.form, found.zone)
    try:
        if not faults:
            saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = dict(refused.faults)
    if faults:
        typed = Typed(posted.typed, fault_texts(faults, current.translator()))
        return _page(opened, found, typed), 422
    if photographed := request.form.get(PHOTO):
        return redirect(url_for("photos.of_room", visit=visit, room=room, item=photographed), 303)
    if request.form.get(ASK_IN_ORDER):
        return redirect(url_for(".ask_in_order", visit=visit, room=room), 303)
    anchor = touched_item(request.form, found)
    return redirect(url_for(".page", visit=visit, room=room, saved=1, _anchor=anchor), 303)


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/heads")
@allow(Role.ADVISER, json=True)
def heads(visit: UUID, room: UUID) -> Response:
    """Give what is recorded in a room now, to a page of it on which something older stands."""
    opened = _opened(visit)
    if room_was_removed(opened.inspection, str(room)):
        return jsonify(room_script.gone(opened))
    found = _room(opened, room)
    return jsonify(room_script.heads_data(opened, found, current.translator()))


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/in-order")
@allow(Role.ADVISER)
def ask_in_order(visit: UUID, room: UUID) -> str:
    """Ask once whether all that is open in a room is in order, and name what that answers."""
    t = current.translator()
    opened = _opened(visit)
    found = _room(opened, room)
    chosen = chosen_in_order(opened.route, found)
    return render_template(
        "visit/in-order.html",
        visit=overview.heading(opened, t),
        room=found,
        room_name=found.name(t.language),
        rows=in_order_rows(opened.inspection, found, chosen, t),
        left=[t.of(item.question) for item in chosen.left],
        form_id=slots.new_form_id(),
    )


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/in-order")
@allow(Role.ADVISER)
def in_order(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Answer what was asked about and is still open, in one step."""
    opened = _opened(visit)
    found = _room(opened, room)
    fields = in_order_fields(request.form, found, chosen_in_order(opened.route, found))
    posted = slots.read(request.form, fields)
    saving.save_form(current.resources(), current.actor(), str(visit), posted)
    return redirect(url_for(".page", visit=visit, room=room, saved=1), 303)


def _opened(visit: UUID) -> OpenVisit:
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _room(opened: OpenVisit, room: UUID) -> Room:
    return opened.inspection.rooms_by_id.get(str(room)) or abort(404)


def _page(opened: OpenVisit, room: Room, typed: Typed) -> str:
    t = current.translator()
    heading, zone = overview.heading(opened, t), zone_content(room.zone, t)
    photos = photo_strips(opened, t)
    state = room_state(opened.route, room, t, typed=typed, editable=heading.editable)
    return render_template(
        "visit/room.html",
        visit=heading,
        room=room,
        room_name=room.name(t.language),
        zone=zone,
        state=state,
        way=neighbours(opened.route, room),
        undo=undoing.offered(opened) if heading.editable else None,
        in_order=chosen_in_order(opened.route, room),
        new_own=OwnFinding(f"finding-added.{uuid4()}"),
        form_id=typed.fields.get(slots.FORM_ID) or slots.new_form_id(),
        sources=first_sources(opened, room, t),
        faults=summary(typed.faults, item_labels(zone)),
        is_saved="saved" in request.args,
        script_data=_script_data(opened, room, t),
        photos=photos,
        photo_data=photo_script(photos, room.id, t),
        imports=imported(*SCRIPTS) if heading.editable else (),
    )


def _script_data(opened: OpenVisit, room: Room, t: Translator) -> Data:
    return {
        **room_script.room_script(opened, room, t),
        "save": url_for("changes.save", visit=opened.id),
        "look": url_for(".heads", visit=opened.id, room=room.id),
        "device": current.actor().device,
        "token": csrf.token(),
    }


def _removed_page(opened: OpenVisit, room: Room, posted: PostedForm) -> str:
    """Show what was posted to a room that is gone, so that none of it is lost."""
    t = current.translator()
    now = current.resources().clock.now()
    changes = posted.changes(opened.inspection.journal, current.actor().device, now)
    return render_template(
        "visit/room-removed.html",
        visit=overview.heading(opened, t),
        room=room,
        room_name=room_name(opened.inspection, room.id, t),
        rows=kept_words(opened.inspection, changes, t),
        kept=kept_fields(posted.typed),
        removal=slots.heads_text(opened.inspection.journal, ("room-removed", room.id)),
    )
