"""The page of a room: what the adviser fills in on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import csrf, current
from woningscan.web.access import allow
from woningscan.web.contexts import overview, script_data
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.room import Typed, item_labels, neighbours, room_state
from woningscan.web.contexts.wording import room_was_removed
from woningscan.web.contexts.zone import zone_content
from woningscan.web.forms import saving, slots
from woningscan.web.forms.room_form import room_fields

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.domain.inspection import Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator

blueprint = Blueprint("room_page", __name__)


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>")
@allow(Role.ADVISER)
def page(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Show a room; one that was removed is put back from the overview."""
    opened = _opened(visit)
    if room_was_removed(opened.inspection, str(room)):
        return redirect(url_for("overview.page", visit=visit, _anchor="removed-title"), 303)
    return _page(opened, room, Typed())


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>")
@allow(Role.ADVISER)
def save(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Save what changed in a room; items that apply since then show on the page that follows."""
    opened = _opened(visit)
    found = opened.inspection.rooms_by_id.get(str(room)) or abort(404)
    posted = slots.read(request.form, room_fields(request.form, found))
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _page(opened, room, Typed(posted.typed, faults)), 422
    target = url_for(".page", visit=visit, room=room, saved=1)
    return redirect(target, 303)


def _opened(visit: UUID) -> OpenVisit:
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _page(opened: OpenVisit, room_id: UUID, typed: Typed) -> str:
    t = current.translator()
    found = opened.inspection.rooms_by_id.get(str(room_id)) or abort(404)
    heading, zone = overview.heading(opened, t), zone_content(found.zone, t)
    return render_template(
        "visit/room.html",
        visit=heading,
        room=found,
        room_name=found.name(t.language),
        zone=zone,
        state=room_state(opened.route, found, t, typed=typed, editable=heading.editable),
        way=neighbours(opened.route, found),
        form_id=typed.fields.get(slots.FORM_ID) or slots.new_form_id(),
        faults=summary(typed.faults, item_labels(zone)),
        is_saved="saved" in request.args,
        script_data=_script_data(opened, found, t),
    )


def _script_data(opened: OpenVisit, room: Room, t: Translator) -> script_data.Data:
    save = url_for("changes.save", visit=opened.id)
    device = current.actor().device
    found = script_data.room_script(opened.inspection, room, t, save=save, device=device)
    return {**found, "token": csrf.token()}
