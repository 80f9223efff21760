"""The overview of one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.forms.room_forms import missing_standard
from woningscan.web.forms.slots import new_form_id

if TYPE_CHECKING:
    from uuid import UUID

blueprint = Blueprint("overview", __name__)


@blueprint.get("/visits/<uuid:visit>")
@allow(Role.ADVISER)
def page(visit: UUID) -> str:
    """Show how far a visit is; this opens it, and the opening is reported."""
    t = current.translator()
    opened = visits.open_visit(current.resources(), current.actor(), str(visit), "overview")
    return render_template(
        "visit/overview.html",
        visit=overview.heading(opened, t),
        missing=overview.missing_facts(opened, t),
        rooms=overview.room_rows(opened, t),
        first_open=overview.first_open(opened, t),
        disagreements=overview.disagreements(opened.inspection, t),
        waiting=overview.waiting(opened.inspection, t),
        removed=tuple(overview.removed_rooms(opened.inspection, t)),
        standard=tuple(t.of(room.name) for room, _ in missing_standard(opened)),
        holder=opened.inspection.identity("holder-name"),
        address=overview.address(opened.inspection),
        form_id=new_form_id(),
    )
