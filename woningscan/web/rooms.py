"""Adding a room, naming it otherwise, removing it and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.zone import zone_choices
from woningscan.web.forms import room_forms, saving
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
    """Ask for the zone and the name of a room."""
    return _new_page(visit, {}, {})


@blueprint.post("/visits/<uuid:visit>/rooms/new")
@allow(Role.ADVISER)
def add(visit: UUID) -> ResponseReturnValue:
    """Add a room; it stands after the others of its zone."""
    opened = _open(visit)
    faults = room_forms.faults_of_new(request.form, opened.inspection.questionnaire)
    if faults:
        return _new_page(visit, request.form, fault_texts(faults, current.translator())), 422
    posted = room_forms.new_room(request.form, opened.inspection)
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _new_page(visit, request.form, faults), 422
    return redirect(url_for("room_page.page", visit=visit, room=posted.slots[0].slot[1]), 303)


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
    return redirect(url_for("overview.page", visit=visit), 303)


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
        name=request.form.get("name", found.name(t.language)),
        answered=opened.route.progress(found).answered,
        name_heads=heads_text(journal, ("room-named", found.id)),
        saw=heads_in_room(journal, found.id),
        removal_heads=heads_text(journal, ("room-removed", found.id)),
        form_id=new_form_id(),
        faults=summary(faults),
        fault_of=faults,
    )
