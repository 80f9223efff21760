"""Merging two rooms, copying the answers of a like one, and confirming what was copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from woningscan.domain import copying, merging
from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, kept_forms
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.faults import summary
from woningscan.web.contexts.merging import merger, other_rooms
from woningscan.web.contexts.overview import BEFORE_CLOSING
from woningscan.web.contexts.wording import room_was_removed
from woningscan.web.forms.drafts import save_drafts, with_form_id
from woningscan.web.forms.slots import form_id_of, new_form_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.domain.drafts import Draft
    from woningscan.domain.inspection import Room
    from woningscan.services.visits import OpenVisit

blueprint = Blueprint("merging", __name__)


@blueprint.get("/visits/<uuid:visit>/rooms/<uuid:room>/merge")
@allow(Role.ADVISER)
def page(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Offer the rooms to merge with; once one is chosen, show what differs."""
    opened = _open(visit)
    return _page(opened, _room(opened, room), request.args.get("with", ""), None)


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/merge")
@allow(Role.ADVISER)
def merge(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Merge a room with another: all that it holds stands there afterwards, and it is gone.

    Sent twice it finds the room gone, and shows what the first time did.
    """
    opened = _open(visit)
    target = request.form.get("target", "")
    if not room_was_removed(opened.inspection, str(room)):
        found = _room(opened, room)
        if target not in {other.id for other in merging.like_rooms(opened.inspection, found)}:
            return _page(opened, found, target, current.translator()("fault.target")), 422
        _record(visit, lambda now: _merged(now, str(room), target))
    address = url_for("overview.page", visit=visit, told="merged", room=target, _anchor="told")
    return redirect(address, 303)


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/copy")
@allow(Role.ADVISER)
def copy(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Take over the answers of a like room where this one has none; they are to be confirmed."""
    source = request.form.get("from", "")

    def drafts(now: OpenVisit) -> Iterable[Draft]:
        here = now.inspection.rooms_by_id.get(str(room))
        likes = merging.like_rooms(now.inspection, here) if here else ()
        found = next((other for other in likes if other.id == source), None)
        return copying.copied_answers(now.route, found, here) if here and found else ()

    _room(_open(visit), room)
    _record(visit, drafts)
    return redirect(url_for("room_page.page", visit=visit, room=room), 303)


@blueprint.post("/visits/<uuid:visit>/rooms/<uuid:room>/confirm")
@allow(Role.ADVISER)
def confirm(visit: UUID, room: UUID) -> ResponseReturnValue:
    """Confirm every answer of a room that was copied: it is recorded without where it came from."""
    _room(_open(visit), room)
    _record(visit, lambda now: copying.confirmations(now.inspection, str(room)))
    next_path = kept_forms.local_path(request.form.get("next", ""))
    return redirect(next_path or url_for("room_page.page", visit=visit, room=room), 303)


def _open(visit: UUID) -> OpenVisit:
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _room(opened: OpenVisit, room: UUID) -> Room:
    return opened.inspection.rooms_by_id.get(str(room)) or abort(404)


def _merged(opened: OpenVisit, room: str, target: str) -> Iterable[Draft]:
    """Draft the merger, unless another copy of the form came first."""
    rooms = opened.inspection.rooms_by_id
    return merging.merge(opened.inspection, room, target) if {room, target} <= rooms.keys() else ()


def _record(visit: UUID, draft: Callable[[OpenVisit], Iterable[Draft]]) -> None:
    """Save what a rule drafts; a closed visit is left as it is, and its pages say so."""
    form_id = form_id_of(request.form)
    save_drafts(
        current.resources(),
        current.actor(),
        str(visit),
        lambda now: tuple(with_form_id(form_id, draft(now)) if now.state in BEFORE_CLOSING else ()),
    )


def _page(opened: OpenVisit, room: Room, chosen: str, fault: str | None) -> str:
    t = current.translator()
    others = other_rooms(opened.inspection, room, t)
    if len(others) == 1 and not chosen:
        chosen = others[0].value
    is_known = chosen in {other.value for other in others}
    target = opened.inspection.rooms_by_id[chosen] if is_known else None
    return render_template(
        "visit/merge.html",
        visit=overview.heading(opened, t),
        room=room,
        room_name=room.name(t.language),
        others=others,
        merger=merger(opened.inspection, room, target, t) if target else None,
        form_id=new_form_id(),
        faults=summary({"with": fault} if fault else {}),
    )
