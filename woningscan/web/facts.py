"""The page with the facts of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import facts, overview, script_data
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.room import Typed
from woningscan.web.forms import saving, slots
from woningscan.web.forms.facts_form import facts_fields

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("facts", __name__)


@blueprint.get("/visits/<uuid:visit>/facts")
@allow(Role.ADVISER)
def page(visit: UUID) -> ResponseReturnValue:
    """Show the facts of a visit."""
    return _page(visit, Typed())


@blueprint.post("/visits/<uuid:visit>/facts")
@allow(Role.ADVISER)
def save(visit: UUID) -> ResponseReturnValue:
    """Save what changed."""
    resources, actor = current.resources(), current.actor()
    opened = visits.continue_visit(resources, actor, str(visit))
    posted = slots.read(request.form, facts_fields(opened.inspection.questionnaire))
    try:
        saving.save_form(resources, actor, str(visit), posted)
    except saving.FormRefusedError as refused:
        faults = fault_texts(refused.faults, current.translator())
        return _page(visit, Typed(posted.typed, faults)), 422
    return redirect(url_for("overview.page", visit=visit), 303)


def _page(visit: UUID, typed: Typed) -> str:
    t = current.translator()
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    inspection = opened.inspection
    day = facts.day_field(inspection, typed, t)
    stated = facts.fact_fields(inspection.questionnaire.facts, inspection, typed, t)
    lines = facts.line_fields(inspection, typed, t)
    return render_template(
        "visit/facts.html",
        visit=overview.heading(opened, t),
        day=day,
        facts=stated,
        lines=lines,
        faults=summary(typed.faults, facts.labels_of(day, *stated, *lines)),
        form_id=typed.fields.get(slots.FORM_ID) or slots.new_form_id(),
        undo=undoing.offered(opened),
        script_data=script_data.facts_data(inspection.questionnaire),
    )
