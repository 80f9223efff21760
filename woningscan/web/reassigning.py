"""Who else gets a visit: asked by the coordinator, decided by the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from woningscan.domain.appointments import Why, WishKind
from woningscan.domain.rights import Role
from woningscan.services import reassignment_decisions, reassignments
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.reassignment_decisions import ChangedHandsError, Decision
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.appointments import Refused, show
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("reassigning", __name__)

DECIDED = ("confirm", "decline")


@blueprint.post("/visits/<uuid:visit>/appointment/reassign")
@allow(Role.COORDINATOR)
def ask(visit: UUID) -> ResponseReturnValue:
    """Ask for another adviser; nothing moves before the privacy officer agrees."""
    adviser, why = request.form.get("adviser", ""), request.form.get("why", "")
    kind = request.form.get("kind", WishKind.TAKE_OVER)
    if kind not in set(WishKind):
        raise BadRequest
    faults = ({} if adviser else {"adviser": "adviser"}) | (
        {} if why in set(Why) else {"why": "why"}
    )
    if faults:
        return show(visit, Refused("reassign", faults)), 422
    resources, actor = current.resources(), current.actor()
    # An unknown visit is told as that, and not as an unknown adviser.
    reassignments.reassignments_of(resources, actor, str(visit))
    try:
        reassignments.ask_reassignment(
            resources, actor, str(visit), adviser, Why(why), kind=WishKind(kind)
        )
    except NotFoundError:
        return show(visit, Refused("reassign", {"adviser": "adviser"})), 422
    except NotPossibleError:
        return show(visit, Refused("reassign", is_too_late=True)), 409
    return redirect(url_for("appointments.page", visit=visit, done="asked"), 303)


@blueprint.post("/visits/<uuid:visit>/appointment/withdraw")
@allow(Role.COORDINATOR)
def withdraw(visit: UUID) -> ResponseReturnValue:
    """Withdraw what was asked."""
    asked = request.form.get("request", "")
    try:
        reassignments.withdraw(current.resources(), current.actor(), str(visit), asked)
    except NotPossibleError:
        return show(visit, Refused("withdraw", is_too_late=True)), 409
    return redirect(url_for("appointments.page", visit=visit, done="withdrawn"), 303)


@blueprint.post("/visits/<uuid:visit>/appointment/take-off")
@allow(Role.COORDINATOR)
def take_off(visit: UUID) -> ResponseReturnValue:
    """Take the visit from one of its advisers."""
    adviser = request.form.get("adviser", "")
    try:
        reassignments.take_off(current.resources(), current.actor(), str(visit), adviser)
    except NotPossibleError:
        return show(visit, Refused("take-off", is_too_late=True)), 409
    return redirect(url_for("appointments.page", visit=visit, done="taken-off"), 303)


@blueprint.get("/reassignments")
@allow(Role.PRIVACY_OFFICER)
def page() -> str:
    """Show what waits for a decision: no name, no address."""
    return _page()


@blueprint.post("/reassignments/<uuid:wish>")
@allow(Role.PRIVACY_OFFICER)
def decide(wish: UUID) -> ResponseReturnValue:
    """Confirm or decline; all visits of a batch at once."""
    said = request.form.get("decision", "")
    if said not in set(Decision):
        raise BadRequest
    decision = Decision(said)
    t = current.translator()
    try:
        reassignment_decisions.decide_reassignment(
            current.resources(), current.actor(), str(wish), decision
        )
    except NotPossibleError:
        return _page(t("reassignments.decided")), 409
    except NotFoundError:
        return _page(t("reassignments.gone")), 409
    except ChangedHandsError as error:
        cases = ", ".join(error.case_numbers)
        return _page(t("reassignments.changed-hands", cases=cases)), 409
    return redirect(url_for(".page", done=decision), 303)


def _page(fault: str | None = None) -> str:
    resources, t = current.resources(), current.translator()
    requests = reassignment_decisions.open_requests(resources, current.actor())
    done = request.args.get("done")
    return render_template(
        "visits/reassignments.html",
        requests=[(each, moment_words(each.asked_at, OFFICE_ZONE, t)) for each in requests],
        done=done if done in DECIDED else None,
        fault=fault,
    )
