"""Planning a visit: for which adviser, when, at whose home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services import content_versions, planning
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import RefusedError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import facts, script_data
from woningscan.web.contexts.appointment import appointment_fields
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.room import Typed
from woningscan.web.contexts.visit_list import visit_rows
from woningscan.web.forms.plan_form import needed_first, plan_of
from woningscan.web.forms.slots import FORM_ID, new_form_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask.typing import ResponseReturnValue

    from woningscan.services.visit_lines import VisitLine

blueprint = Blueprint("planning", __name__)


@blueprint.get("/visits/new")
@allow(Role.COORDINATOR)
def page() -> ResponseReturnValue:
    """Ask for everything that is known before a visit; first of all by which questionnaire."""
    offered = content_versions.active(current.resources())
    if len(offered) == 1:
        return _page(offered[0], Typed())
    asked = request.args.get("questionnaire", "")
    return _page(asked, Typed()) if asked in offered else _choice(offered)


@blueprint.post("/visits/new")
@allow(Role.COORDINATOR)
def plan() -> ResponseReturnValue:
    """Plan the visit."""
    resources, actor = current.resources(), current.actor()
    offered = content_versions.active(resources)
    name = request.form.get("questionnaire", "")
    if name not in offered:
        return _again(offered[0], {"questionnaire": "questionnaire"})
    advisers = {account for account, _ in planning.advisers(resources, actor)}
    planned, faults = plan_of(request.form, resources.questionnaire(name), advisers)
    if faults:
        return _again(name, faults)
    try:
        visit = planning.plan_visit(resources, actor, planned)
    except DoubleBookingError as error:
        return _page(name, Typed(request.form.to_dict()), error.others), 409
    except RefusedError:
        return _again(name, {"adviser": "plan"})
    return redirect(url_for("appointments.page", visit=visit, done="planned"), 303)


def _again(name: str, faults: Mapping[str, str]) -> ResponseReturnValue:
    texts = fault_texts(faults, current.translator())
    return _page(name, Typed(request.form.to_dict(), texts)), 422


def _choices(offered: Iterable[str]) -> list[tuple[str, str]]:
    resources, t = current.resources(), current.translator()
    return [(name, t.of(resources.questionnaire(name).title)) for name in offered]


def _choice(offered: Iterable[str]) -> str:
    """Ask for the questionnaire alone: what else is asked follows from it."""
    return render_template(
        "visits/plan.html", choices=_choices(offered), questionnaire=None, faults=()
    )


def _page(name: str, typed: Typed, others: tuple[VisitLine, ...] = ()) -> str:
    resources, t = current.resources(), current.translator()
    questionnaire = resources.questionnaire(name)
    when = appointment_fields(None, typed, t)
    stated = facts.fact_fields(questionnaire.facts, None, typed, t)
    lines = facts.line_fields(None, typed, t)
    first = needed_first(questionnaire)
    return render_template(
        "visits/plan.html",
        choices=_choices(content_versions.active(resources)),
        questionnaire=name,
        advisers=planning.advisers(resources, current.actor()),
        when=when,
        facts=[field for field in stated if field.id in first],
        more_facts=[field for field in stated if field.id not in first],
        lines=lines,
        others=visit_rows(others, t),
        typed=typed,
        form_id=typed.fields.get(FORM_ID) or new_form_id(),
        faults=summary(typed.faults, facts.labels_of(*when, *stated, *lines)),
        script_data=script_data.facts_data(questionnaire),
    )
