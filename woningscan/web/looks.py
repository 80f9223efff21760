"""Another look at the home within the same visit, such as the one in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import looks, overview
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.moments import zone_of
from woningscan.web.contexts.room import Typed
from woningscan.web.forms import look_form, saving, slots

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.looks import LookRoom

blueprint = Blueprint("looks", __name__)


@blueprint.get("/visits/<uuid:visit>/looks/<look>")
@allow(Role.ADVISER)
def page(visit: UUID, look: str) -> str:
    """Show all that belongs to another look, room by room."""
    return _page(_opened(visit, look), look, Typed())


@blueprint.post("/visits/<uuid:visit>/looks/<look>")
@allow(Role.ADVISER)
def save(visit: UUID, look: str) -> ResponseReturnValue:
    """Save what changed, in the same places as the pages of the rooms do."""
    opened = _opened(visit, look)
    posted = look_form.read(request.form, look, opened.inspection)
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _page(opened, look, Typed(posted.typed, faults)), 422
    anchor = looks.first_open(_opened(visit, look), look)
    return redirect(url_for(".page", visit=visit, look=look, saved=1, _anchor=anchor), 303)


def _opened(visit: UUID, look: str) -> OpenVisit:
    """Open the visit first, so that a foreign one is not there whatever look is asked for."""
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    if look not in opened.inspection.questionnaire.looks_by_id:
        abort(404)
    return opened


def _page(opened: OpenVisit, look: str, typed: Typed) -> str:
    t = current.translator()
    heading = overview.heading(opened, t)
    rooms = looks.look_rooms(opened, look, t, typed=typed, editable=heading.editable)
    row = next((row for row in looks.look_rows(opened, t) if row.id == look), None)
    now = current.resources().clock.current().astimezone(zone_of(opened.inspection))
    day = looks.look_day(opened, look, typed, now.date().isoformat())
    return render_template(
        "visit/look.html",
        visit=heading,
        look=look,
        name=t.of(opened.inspection.questionnaire.looks_by_id[look].name),
        rooms=rooms,
        day=day,
        progress=row.words if row else None,
        form_id=typed.fields.get(slots.FORM_ID) or slots.new_form_id(),
        faults=summary(typed.faults, _labels(rooms) | {day.name: t("look.day")}),
        is_saved="saved" in request.args,
        undo=undoing.offered(opened),
    )


def _labels(rooms: Iterable[LookRoom]) -> dict[str, str]:
    """Give the room and the question that each field is about, by the field's name."""
    return {
        f"{kind}.{item.id}": f"{room.name}, {item.question}"
        for room in rooms
        for item in room.zone.items
        for kind in ("answered", "noted", "letter-ticked")
    }
