"""Choosing where two devices said different things: one plain form for each disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import BadRequest

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.forms import saving
from woningscan.web.forms.choosing import chosen_form

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("conflicts", __name__)


@blueprint.post("/visits/<uuid:visit>/conflicts")
@allow(Role.ADVISER)
def choose(visit: UUID) -> ResponseReturnValue:
    """Record the chosen side as a change that replaces all sides."""
    resources, actor = current.resources(), current.actor()
    opened = visits.continue_visit(resources, actor, str(visit))
    posted = chosen_form(request.form, opened.inspection)
    if posted is None:
        raise BadRequest
    try:
        saving.save_form(resources, actor, str(visit), posted)
    except saving.FormRefusedError:
        raise BadRequest from None
    return redirect(url_for("overview.page", visit=visit), 303)
