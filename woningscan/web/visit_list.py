"""The first page: one's own visits, or all of them for who plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import planning, visits
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.contexts.moments import today
from woningscan.web.contexts.visit_list import visit_groups, with_first_apart
from woningscan.web.contexts.workload import workloads

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("visit_list", __name__)


@blueprint.get("/")
@allow(*EVERY_ROLE)
def page() -> ResponseReturnValue:
    """Show the visits of who asks; other roles come to their own page, or see what they are for."""
    match current.actor().role:
        case Role.ADVISER:
            return _own_visits()
        case Role.COORDINATOR:
            return _all_visits()
        case Role.PRIVACY_OFFICER:
            return redirect(url_for("reassigning.page"), 303)
        case Role.ADMINISTRATOR:
            return redirect(url_for("settings.overview"), 303)
        case _:
            return redirect(url_for("assessments.page"), 303)


def _own_visits() -> str:
    resources, t = current.resources(), current.translator()
    lines = visits.visits_of(resources, current.actor())
    groups = with_first_apart(visit_groups(lines, today(resources.clock), t), t)
    return render_template("visits/list.html", groups=groups, plans=False)


def _all_visits() -> str:
    resources, actor, t = current.resources(), current.actor(), current.translator()
    lines, now = visits.visits_of(resources, actor), today(resources.clock)
    workload = workloads(lines, planning.advisers(resources, actor), now)
    chosen = next((row for row in workload if row.account == request.args.get("adviser")), None)
    shown = [
        line
        for line in lines
        if chosen is None or chosen.account in {each.account for each in line.advisers}
    ]
    return render_template(
        "visits/list.html",
        groups=visit_groups(shown, now, t),
        workload=workload,
        chosen=chosen,
        plans=True,
    )
