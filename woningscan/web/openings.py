"""Who opened a visit, and when, for its advisers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.services.openings import openings_of
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.openings import opening_rows
from woningscan.web.forms.settings_form import number_in

if TYPE_CHECKING:
    from uuid import UUID

blueprint = Blueprint("openings", __name__)


@blueprint.get("/visits/<uuid:visit>/openings")
@allow(Role.ADVISER)
def page(visit: UUID) -> str:
    """Show who opened the visit and what they did with it, the newest first."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    opened = visits.continue_visit(resources, actor, str(visit))
    number = number_in(request.args, "page")
    found, pages = openings_of(resources, actor, str(visit), number)
    return render_template(
        "visit/openings.html",
        visit=overview.heading(opened, t),
        rows=opening_rows(found, t),
        page=min(max(number, 1), pages),
        pages=pages,
    )
