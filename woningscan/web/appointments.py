"""The appointment of one visit: moved, called off, planned again, given another name or address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.appointments import Why, WishKind
from woningscan.domain.rights import Role, State
from woningscan.services import appointments, planning, reassignments, visits
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import ForbiddenError, RefusedError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.appointment import (
    DONE,
    appointment_fields,
    appointment_page,
    identity_fields,
)
from woningscan.web.contexts.facts import labels_of
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.room import Typed
from woningscan.web.contexts.team import team
from woningscan.web.contexts.visit_list import visit_rows
from woningscan.web.forms import readers, slots
from woningscan.web.forms.appointment_form import DAY, accepted_in, appointment_in
from woningscan.web.forms.identity_form import save_identity
from woningscan.web.forms.saving import FormRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.visit_lines import VisitLine

blueprint = Blueprint("appointments", __name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """A form of the page that was not taken: which one, what is wrong, who else is visited then.

    `is_too_late` tells that the visit stands otherwise by now, so that there is no such form.
    """

    form: str
    faults: Mapping[str, str] = field(default_factory=dict)
    others: tuple[VisitLine, ...] = ()
    is_too_late: bool = False


@blueprint.get("/visits/<uuid:visit>/appointment")
@allow(Role.COORDINATOR)
def page(visit: UUID) -> str:
    """Show what is planned, and what can be done with it."""
    return show(visit)


@blueprint.post("/visits/<uuid:visit>/appointment/move")
@allow(Role.COORDINATOR)
def move(visit: UUID) -> ResponseReturnValue:
    """Move the visit; without a day it waits for one."""
    to, faults = appointment_in(request.form)
    if faults:
        return show(visit, Refused("move", faults)), 422
    return _done(
        visit,
        Refused("move"),
        "moved",
        lambda: appointments.move(
            current.resources(), current.actor(), str(visit), to, accepted_in(request.form)
        ),
    )


@blueprint.post("/visits/<uuid:visit>/appointment/plan-again")
@allow(Role.COORDINATOR)
def plan_again(visit: UUID) -> ResponseReturnValue:
    """Plan a visit that did not go on once more, on a day."""
    to, faults = appointment_in(request.form)
    if to.day is None:
        faults = {DAY: "day-needed", **faults}
    if faults:
        return show(visit, Refused("plan-again", faults)), 422
    return _done(
        visit,
        Refused("plan-again"),
        "planned-again",
        lambda: appointments.plan_again(
            current.resources(), current.actor(), str(visit), to, accepted_in(request.form)
        ),
    )


@blueprint.post("/visits/<uuid:visit>/appointment/cancel")
@allow(Role.COORDINATOR)
def cancel(visit: UUID) -> ResponseReturnValue:
    """Call the visit off, and say why."""
    return _done(
        visit,
        Refused("cancel", {"reason": "cancelled"}),
        "cancelled",
        lambda: appointments.call_off(
            current.resources(), current.actor(), str(visit), _text("reason")
        ),
    )


@blueprint.post("/visits/<uuid:visit>/appointment/no-show")
@allow(Role.COORDINATOR)
def tell_no_show(visit: UUID) -> ResponseReturnValue:
    """Say that nobody was there, as the coordinator heard."""
    return _done(visit, Refused("no-show", {"note": "note"}), "no-show", lambda: _no_show(visit))


@blueprint.post("/visits/<uuid:visit>/appointment/identity")
@allow(Role.COORDINATOR)
def identity(visit: UUID) -> ResponseReturnValue:
    """Change whose home it is, where it stands, and who makes the appointment."""
    return _done(
        visit,
        Refused("identity"),
        "identity",
        lambda: save_identity(
            current.resources(), current.actor(), str(visit), request.form.to_dict()
        ),
    )


@blueprint.get("/visits/<uuid:visit>/no-show")
@allow(Role.ADVISER)
def no_show(visit: UUID) -> str:
    """Ask the adviser, who stands at the door, for a word about it."""
    return _no_show_page(visit, {})


@blueprint.post("/visits/<uuid:visit>/no-show")
@allow(Role.ADVISER)
def record_no_show(visit: UUID) -> ResponseReturnValue:
    """Say that nobody was there."""
    try:
        _no_show(visit)
    except RefusedError:
        faults = fault_texts({"note": "note"}, current.translator())
        return _no_show_page(visit, faults), 422
    except ForbiddenError:
        return _no_show_page(visit, {}), 409
    return redirect(url_for("visit_list.page"), 303)


def show(visit: UUID, refused: Refused | None = None) -> str:
    """Give the page of an appointment, with the form open that was not taken."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    found = appointments.appointment_of(resources, actor, str(visit))
    wishes = reassignments.reassignments_of(resources, actor, str(visit))
    faults = fault_texts(refused.faults, t) if refused else {}
    typed = Typed(request.form.to_dict() if refused else {}, faults)
    of_time = typed if refused and refused.form in {"move", "plan-again"} else Typed()
    of_identity = typed if refused and refused.form == "identity" else Typed()
    is_planned = found.record.state is State.PLANNED
    when = appointment_fields(found.record.appointment if is_planned else None, of_time, t)
    questionnaire = resources.questionnaire(found.record.questionnaire)
    lines = identity_fields(found, questionnaire, of_identity, t)
    return render_template(
        "visits/appointment.html",
        visit=appointment_page(found, t),
        team=team(found, wishes, t),
        kinds=tuple(WishKind),
        when=when,
        lines=lines,
        advisers=planning.advisers(resources, actor),
        reasons=tuple(Why),
        typed=typed,
        opened=refused.form if refused else None,
        others=visit_rows(refused.others, t) if refused else (),
        is_too_late=refused is not None and refused.is_too_late,
        faults=summary(faults, labels_of(*when, *lines)),
        form_id=of_identity.fields.get(slots.FORM_ID) or slots.new_form_id(),
        done=request.args["done"] if request.args.get("done") in DONE else None,
    )


def _done(visit: UUID, refused: Refused, done: str, act: Callable[[], None]) -> ResponseReturnValue:
    """Do what a form asks; show it again with what was typed, and what is wrong, if it fails."""
    try:
        act()
    except DoubleBookingError as error:
        return show(visit, Refused(refused.form, others=error.others)), 409
    except FormRefusedError as error:
        return show(visit, Refused(refused.form, error.faults)), 422
    except RefusedError:
        return show(visit, refused), 422
    except ForbiddenError:
        return show(visit, Refused(refused.form, is_too_late=True)), 409
    return redirect(url_for(".page", visit=visit, done=done), 303)


def _no_show(visit: UUID) -> None:
    appointments.tell_no_show(current.resources(), current.actor(), str(visit), _text("note"))


def _text(name: str) -> str:
    read = readers.text(request.form.get(name, ""))
    return read if isinstance(read, str) else ""


def _no_show_page(visit: UUID, faults: Mapping[str, str]) -> str:
    t = current.translator()
    opened = visits.continue_visit(current.resources(), current.actor(), str(visit))
    return render_template(
        "visits/no-show.html",
        visit=overview.heading(opened, t),
        holder=opened.inspection.identity("holder-name"),
        note=request.form.get("note", ""),
        fault_text=faults.get("note"),
    )
