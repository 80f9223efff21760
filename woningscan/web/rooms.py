"""Adding a room, naming it otherwise, removing it and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.merging import copy_sources, other_rooms
from woningscan.web.contexts.zone import zone_choices
from woningscan.web.forms import new_rooms, room_forms, saving
from woningscan.web.forms.slots import FORM_ID, heads_in_room, heads_text, new_form_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visits import OpenVisit

blueprint = Blueprint("rooms", __name__)


@blueprint.get("/visits/<uuid:visit>/rooms/new")
@allow(Role.ADVISER)
def new(visit: UUID) -> ResponseReturnValue:
    """Offer the rooms that are likely next, and ask for the zone and the name of any other."""
    return _new_page(visit, {}, {})


@blueprint.post("/visits/<uuid:visit>/rooms/new")
@allow(Role.ADVISER)
def add(visit: UUID) -> ResponseReturnValue:
    """Add a room; it stands after the others of its zone."""
    opened = _open(visit)
    faults = new_rooms.faults_of_new(request.form, opened.inspection.questionnaire)
    if faults:
        return _new_page(visit, request.form, fault_texts(faults, current.translator())), 422
    posted = new_rooms.new_room(request.form, opened.inspection)
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _new_page(visit, request.form, faults), 422
    return redirect(url_for("room_page.page", visit=visit, room=posted.slots[0].slot[1]), 303)


@blueprint.post("/visits/<uuid:visit>/rooms/proposed")
@allow(Role.ADVISER)
def add_proposed(visit: UUID) -> ResponseReturnValue:
    """Add a proposed room in one tap; the page stays, at the same place, for the next one."""
    posted = new_rooms.proposed_room(request.form, _open(visit))
    if posted is None:
        abort(400)
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError:
        abort(400)
    zone = request.form["add"].split("/")[1]
    room = posted.slots[0].slot[1]
    return redirect(url_for(".new", visit=visit, added=room, _anchor=f"more.{zone}"), 303)


@blueprint.post("/visits/<uuid:visit>/rooms/standard")
@allow(Role.ADVISER)
def add_standard(visit: UUID) -> ResponseReturnValue:
    """Add the rooms that homes of this kind have and this visit has not yet."""
    posted = room_forms.standard_rooms(request.form, _open(visit))
    saving.save_form(current.resources(), current.actor(), str(visit), posted)
    return redirect(url_for("overview.page", visit=visit, _anchor="rooms-title"), 303)


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/change")
@allow(Role.ADVISER)
def change(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Offer to name a room otherwise, or to remove it."""
    return _change_page(visit, room, {})


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/change")
@allow(Role.ADVISER)
def rename(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Name a room otherwise."""
    _open_with(visit, room)
    posted = room_forms.renamed(request.form, str(room))
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        return _change_page(visit, room, fault_texts(refused.faults, current.translator())), 422
    return redirect(url_for("room_page.page", visit=visit, room=room), 303)


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/remove")
@allow(Role.ADVISER)
def remove(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Remove a room with all that stands in it, or put it back."""
    _open_with(visit, room)
    posted = room_forms.removed(request.form, str(room))
    saving.save_form(current.resources(), current.actor(), str(visit), posted)
    told = "room-removed" if posted.slots[0].value else "room-back"
    address = url_for("overview.page", visit=visit, told=told, room=room, _anchor="told")
    return redirect(address, 303)


def _open(visit: UUID) -> OpenVisit:
    """Open the visit before its form is read, so that a foreign one is not there at all."""
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _open_with(visit: UUID, room: UUID) -> OpenVisit:
    """Open a visit that has this room, or had it before it was removed."""
    opened = _open(visit)
    if ("room-added", str(room)) not in opened.inspection.journal.heads:
        abort(404)
    return opened


def _new_page(visit: UUID, typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
    t = current.translator()
    opened = _open(visit)
    return render_template(
        "visit/new-room.html",
        visit=overview.heading(opened, t),
        zones=zone_choices(opened.inspection.questionnaire, t),
        proposals=new_rooms.proposals(opened, t.language),
        added=new_rooms.added(request.args.get("added", ""), opened.inspection, t.language),
        undo=undoing.offered(opened),
        typed=typed,
        form_id=typed.get(FORM_ID) or new_form_id(),
        faults=summary(faults),
        fault_of=faults,
    )


def _change_page(visit: UUID, room: UUID, faults: Mapping[str, str]) -> str:
    t = current.translator()
    opened = _open(visit)
    found = opened.inspection.rooms_by_id.get(str(room)) or abort(404)
    journal = opened.inspection.journal
    return render_template(
        "visit/change-room.html",
        visit=overview.heading(opened, t),
        room=found,
        room_name=found.name(t.language),
        name=request.form.get("name", found.name(t.language)),
        others=other_rooms(opened.inspection, found, t),
        sources=copy_sources(opened, found, t),
        answered=opened.route.progress(found).answered,
        name_heads=heads_text(journal, ("room-named", found.id)),
        saw=heads_in_room(journal, found.id),
        removal_heads=heads_text(journal, ("room-removed", found.id)),
        form_id=new_form_id(),
        faults=summary(faults),
        fault_of=faults,
    )
