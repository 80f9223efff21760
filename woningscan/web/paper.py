"""The blank form to print, and typing in afterwards what was written on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.entry import entry_rows
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.paper import paper_room, paper_rooms
from woningscan.web.contexts.room import Typed, neighbours
from woningscan.web.forms import saving, slots
from woningscan.web.forms.entry_form import entry_fields

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visits import OpenVisit

blueprint = Blueprint("paper", __name__)


@blueprint.get("/visits/<uuid:visit>/paper")
@allow(Role.ADVISER)
def form(visit: UUID) -> str:
    """Show the blank form: no name, no address and no answer, so that a lost one tells little."""
    t = current.translator()
    opened = _opened(visit)
    return render_template(
        "paper/form.html", visit=overview.heading(opened, t), rooms=paper_rooms(opened, t)
    )


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/entry")
@allow(Role.ADVISER)
def entry(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Ask for the codes that were written down in a room."""
    return _entry_page(_opened(visit), room, Typed())


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/entry")
@allow(Role.ADVISER)
def enter(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Save what was typed in, and go to the next room."""
    opened = _opened(visit)
    found = opened.inspection.rooms_by_id.get(str(room)) or abort(404)
    posted = slots.read(request.form, entry_fields(found))
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _entry_page(opened, room, Typed(posted.typed, faults)), 422
    following = neighbours(opened.route, found).following
    if following is None:
        return redirect(url_for("overview.page", visit=visit), 303)
    return redirect(url_for(".entry", visit=visit, room=following.id), 303)


def _opened(visit: UUID) -> OpenVisit:
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _entry_page(opened: OpenVisit, room_id: UUID, typed: Typed) -> str:
    t = current.translator()
    found = opened.inspection.rooms_by_id.get(str(room_id)) or abort(404)
    room = paper_room(opened, found, t)
    labels = {
        f"{kind}.{item.id}": item.question for item in room.items for kind in ("answered", "noted")
    }
    return render_template(
        "paper/entry.html",
        visit=overview.heading(opened, t),
        room=room,
        rows=entry_rows(opened.inspection, found, room, typed),
        way=neighbours(opened.route, found),
        form_id=typed.fields.get(slots.FORM_ID) or slots.new_form_id(),
        faults=summary(typed.faults, labels),
    )
