"""The first page: one's own visits, or all of them for who plans."""

from __future__ import annotations

from flask import Blueprint, render_template

from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.contexts.moments import today
from woningscan.web.contexts.visit_list import visit_groups

blueprint = Blueprint("visit_list", __name__)


@blueprint.get("/")
@allow(*EVERY_ROLE)
def page() -> str:
    """Show the visits of who asks; roles without visits see what they are for."""
    actor = current.actor()
    if actor.role not in {Role.ADVISER, Role.COORDINATOR}:
        return render_template("visits/no-page.html", role=actor.role)
    resources = current.resources()
    groups = visit_groups(
        visits.visits_of(resources, actor), today(resources.clock), current.translator()
    )
    plans = actor.role is Role.COORDINATOR
    return render_template("visits/list.html", groups=groups, plans=plans)
