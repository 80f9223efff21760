"""Closing a visit, handing it over to the reviewer, and opening it again with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.hints import Topic
from woningscan.domain.rights import Role
from woningscan.services import assessments, visits
from woningscan.services.access import access_to
from woningscan.services.errors import ForbiddenError, NotPossibleError, RefusedError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import hints, overview
from woningscan.web.contexts.after_closing import access_words, handing_over
from woningscan.web.contexts.cancelled import cancelled
from woningscan.web.contexts.faults import fault_texts
from woningscan.web.contexts.late import late_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("closing", __name__)


@blueprint.get("/visits/<uuid:visit>/close")
@allow(Role.ADVISER)
def page(visit: UUID) -> str:
    """Show what the visit still misses, or offer to reopen it and show what came in late."""
    return _page(visit, {})


@blueprint.post("/visits/<uuid:visit>/close")
@allow(Role.ADVISER)
def close(visit: UUID) -> ResponseReturnValue:
    """Close the visit. Closing it twice is closing it once; a disagreement comes first."""
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    if opened.state in overview.BEFORE_CLOSING:
        try:
            visits.close_visit(current.resources(), current.actor(), str(visit))
        except NotPossibleError:
            return _page(visit, {}), 409
    return redirect(url_for("letters.page", visit=visit), 303)


@blueprint.post("/visits/<uuid:visit>/reopen")
@allow(Role.ADVISER)
def reopen(visit: UUID) -> ResponseReturnValue:
    """Open a closed visit again."""
    reason = request.form.get("reason", "").replace("\r\n", "\n").strip()
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    if opened.state not in overview.BEFORE_CLOSING:
        try:
            visits.reopen_visit(current.resources(), current.actor(), str(visit), reason)
        except RefusedError:
            faults = fault_texts({"reason": "reopened"}, current.translator())
            return _page(visit, faults), 422
    return redirect(url_for("overview.page", visit=visit), 303)


@blueprint.post("/visits/<uuid:visit>/hand-over")
@allow(Role.ADVISER)
def hand_over(visit: UUID) -> ResponseReturnValue:
    """Hand a closed visit over to the reviewer. Handing it over twice is handing it over once."""
    try:
        assessments.hand_over(current.resources(), current.actor(), str(visit))
    except (ForbiddenError, NotPossibleError):
        return _page(visit, {}), 409
    return redirect(url_for("closing.page", visit=visit), 303)


def _page(visit: UUID, faults: Mapping[str, str]) -> str:
    resources, actor, t = current.resources(), current.actor(), current.translator()
    opened = visits.continue_visit(resources, actor, str(visit))
    return render_template(
        "visit/closing.html",
        visit=overview.heading(opened, t),
        missing=hints.missing(opened, t, without=[Topic.NOT_CLOSED]),
        disagreements=overview.disagreements(opened.inspection, t),
        late=late_rows(opened, t),
        cancelled=cancelled(opened, t),
        handing_over=handing_over(opened, t),
        access=access_words(opened, access_to(resources, actor, str(visit)), t),
        reason=request.form.get("reason", ""),
        fault_text=faults.get("reason"),
    )
