"""The overview of one visit, and breaking it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role, State
from woningscan.services import visits
from woningscan.web import current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.broken_off import NAME, SLOT, broken_off
from woningscan.web.contexts.cancelled import cancelled
from woningscan.web.contexts.looks import look_rows
from woningscan.web.contexts.photos import photo_strips
from woningscan.web.contexts.told import told
from woningscan.web.forms import readers, saving, slots
from woningscan.web.forms.room_forms import missing_standard

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visits import OpenVisit

blueprint = Blueprint("overview", __name__)


@blueprint.get("/visits/<uuid:visit>")
@allow(Role.ADVISER)
def page(visit: UUID) -> str:
    """Show how far a visit is; this opens it, and the opening is reported."""
    opened = visits.open_visit(current.resources(), current.actor(), str(visit), "overview")
    return _page(opened, None)


@blueprint.post("/visits/<uuid:visit>/broken-off")
@allow(Role.ADVISER)
def break_off(visit: UUID) -> ResponseReturnValue:
    """Write down why a visit is broken off and what is left to do; an empty text is refused."""
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    posted = slots.read(request.form, [slots.Field(NAME, SLOT, readers.text)])
    is_empty = any(slot.value is None for slot in posted.slots)
    try:
        if not is_empty:
            saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError:
        is_empty = True
    if is_empty:
        return _page(opened, current.translator()("fault.broken-off")), 422
    return redirect(url_for("overview.page", visit=visit, _anchor="broken-off-title"), 303)


@blueprint.post("/visits/<uuid:visit>/going-on")
@allow(Role.ADVISER)
def go_on(visit: UUID) -> ResponseReturnValue:
    """Go on with a visit that was broken off. Only this says so: an answer alone does not."""
    visits.continue_visit(current.resources(), current.actor(), str(visit))
    posted = slots.read(request.form, [slots.Field(NAME, SLOT, readers.given(None))])
    saving.save_form(current.resources(), current.actor(), str(visit), posted)
    return redirect(url_for("overview.page", visit=visit, told="going-on", _anchor="told"), 303)


def _page(opened: OpenVisit, fault: str | None) -> str:
    t = current.translator()
    rooms = overview.room_rows(opened, t)
    # A page that comes with a fault was posted to: what was typed comes back.
    typed = request.form if fault else {}
    return render_template(
        "visit/overview.html",
        visit=overview.heading(opened, t),
        missing=overview.missing_facts(opened, t),
        rooms=rooms,
        total=overview.total(rooms, t),
        first_open=overview.first_open(opened, t),
        disagreements=overview.disagreements(opened.inspection, t),
        waiting=overview.waiting(opened.inspection, t),
        removed=tuple(overview.removed_rooms(opened.inspection, t)),
        standard=tuple(t.of(room.name) for room, _ in missing_standard(opened)),
        looks=look_rows(opened, t),
        photos=photo_strips(opened, t),
        holder=opened.inspection.identity("holder-name"),
        questionnaire=t.of(opened.inspection.questionnaire.title),
        time=overview.time_of(opened),
        is_begun=opened.state is not State.PLANNED,
        address=overview.address(opened.inspection),
        contact=overview.contact(opened.inspection),
        broken_off=broken_off(opened.inspection, typed, fault),
        cancelled=cancelled(opened, t),
        told=told(opened.inspection, request.args, t),
        undo=undoing.offered(opened),
        form_id=slots.new_form_id(),
    )
