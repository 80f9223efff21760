"""Giving a visit to another adviser: asked by the coordinator, decided by the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from woningscan.domain.appointments import Why
from woningscan.domain.rights import Role
from woningscan.services import reassignments
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.reassignments import Decision
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
    faults = ({} if adviser else {"adviser": "adviser"}) | (
        {} if why in set(Why) else {"why": "why"}
    )
    if faults:
        return show(visit, Refused("reassign", faults)), 422
    resources, actor = current.resources(), current.actor()
    # An unknown visit is told as that, and not as an unknown adviser.
    reassignments.reassignments_of(resources, actor, str(visit))
    try:
        reassignments.ask_reassignment(resources, actor, str(visit), adviser, Why(why))
    except NotFoundError:
        return show(visit, Refused("reassign", {"adviser": "adviser"})), 422
    except NotPossibleError:
        return show(visit, Refused("reassign", is_too_late=True)), 409
    return redirect(url_for("appointments.page", visit=visit, done="asked"), 303)


@blueprint.get("/reassignments")
@allow(Role.PRIVACY_OFFICER)
def page() -> str:
    """Show what waits for a decision: no name, no address."""
    return _page()


@blueprint.post("/reassignments/<uuid:wish>")
@allow(Role.PRIVACY_OFFICER)
def decide(wish: UUID) -> ResponseReturnValue:
    """Confirm or decline."""
    said = request.form.get("decision", "")
    if said not in set(Decision):
        raise BadRequest
    decision = Decision(said)
    t = current.translator()
    try:
        reassignments.decide_reassignment(current.resources(), current.actor(), str(wish), decision)
    except NotPossibleError:
        return _page(t("reassignments.decided")), 409
    except NotFoundError:
        return _page(t("reassignments.gone")), 409
    return redirect(url_for(".page", done=decision), 303)


def _page(fault: str | None = None) -> str:
    resources, t = current.resources(), current.translator()
    wishes = reassignments.open_wishes(resources, current.actor())
    done = request.args.get("done")
    return render_template(
        "visits/reassignments.html",
        wishes=[(wish, moment_words(wish.asked_at, OFFICE_ZONE, t)) for wish in wishes],
        done=done if done in DECIDED else None,
        fault=fault,
    )
