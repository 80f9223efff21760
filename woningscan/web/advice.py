"""Reviewing the advice: what is advised, in which order, and what the adviser changes.

Each change comes back to the review, at the recommendation that it is about. The forms of a closed
visit are not shown; one that was still open somewhere is taken late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from woningscan.domain.changes import is_uuid
from woningscan.domain.hints import Topic
from woningscan.domain.questionnaire import Urgency
from woningscan.domain.rights import Role
from woningscan.services import visits
from woningscan.web import current, undoing
from woningscan.web.access import allow
from woningscan.web.contexts import hints, overview
from woningscan.web.contexts.advice import Review
from woningscan.web.contexts.advice_edit import FieldMaker, Refused
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.letter import photo_address, preview
from woningscan.web.contexts.places import OF_THE_ADVICE
from woningscan.web.forms import advice_form, saving
from woningscan.web.forms.choosing import chosen_form
from woningscan.web.forms.slots import new_form_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.domain.changes import SlotKey
    from woningscan.services.visits import OpenVisit
    from woningscan.web.forms.slots import PostedForm

blueprint = Blueprint("advice", __name__, url_prefix="/visits/<uuid:visit>/advice")
OWN = advice_form.ByRule(Urgency.SOON, None, ())
"""What holds for advice of one's own while nothing was chosen."""


@blueprint.get("")
@allow(Role.ADVISER)
def page(visit: UUID) -> str:
    """Show all advice with its sources, what the visit still misses, and the letter beside it."""
    opened, t = _opened(visit), current.translator()
    review = Review(opened, t)
    conflicts = overview.disagreements(opened.inspection, t)
    return render_template(
        "advice/advice.html",
        visit=overview.heading(opened, t),
        rows=review.rows(),
        omitted=review.omitted(),
        order=review.order(),
        missing=hints.missing(opened, t, without=[Topic.NOT_CLOSED]),
        disagreements=[each for each in conflicts if each.slot.split()[0] in OF_THE_ADVICE],
        preview=preview(current.resources(), current.actor(), opened, t),
        form_id=new_form_id(),
        saved=request.args.get("saved"),
        photo_address=photo_address,
        undo=undoing.offered(opened),
    )


@blueprint.post("/order")
@allow(Role.ADVISER)
def order(visit: UUID) -> ResponseReturnValue:
    """Move one recommendation a step, to the top, or all back to the order of the rules."""
    review = Review(_opened(visit), current.translator())
    posted, name = advice_form.ordered(request.form, review.order_by_rule())
    _save(visit, posted)
    # The button is the place to come back to, so that the next press needs no search.
    anchor = f"move.{name}" if name else "order"
    return redirect(url_for(".page", visit=visit, saved=name or None, _anchor=anchor), 303)


@blueprint.post("/conflicts")
@allow(Role.ADVISER)
def choose(visit: UUID) -> ResponseReturnValue:
    """Record the chosen side of a disagreement about the advice."""
    posted = chosen_form(request.form, _opened(visit).inspection)
    if posted is None or posted.slots[0].slot[0] not in OF_THE_ADVICE:
        raise BadRequest
    _save(visit, posted)
    return _back(visit, (*posted.slots[0].slot, "")[1])


@blueprint.get("/measures/<measure>")
@allow(Role.ADVISER)
def edit(visit: UUID, measure: str) -> str:
    """Show one recommendation as a form."""
    return _measure_page(_with_measure(visit, measure), measure, None)


@blueprint.post("/measures/<measure>")
@allow(Role.ADVISER)
def change(visit: UUID, measure: str) -> ResponseReturnValue:
    """Change when, who pays, what is added in words, which photos go along."""
    opened = _with_measure(visit, measure)
    inspection = opened.inspection
    posted, faults = advice_form.changed(
        request.form,
        inspection.journal,
        ("advised", measure),
        Review(opened, current.translator()).by_rule(measure),
        inspection.questionnaire,
    )
    if faults:
        return _measure_page(opened, measure, Refused(request.form, faults)), 422
    _save(visit, posted)
    return _back(visit, measure)


@blueprint.post("/measures/<measure>/omit")
@allow(Role.ADVISER)
def omit(visit: UUID, measure: str) -> ResponseReturnValue:
    """Leave a recommendation out, with the reason."""
    opened = _with_measure(visit, measure)
    slot = ("advised", measure)
    posted, faults = advice_form.left_out(request.form, opened.inspection.journal, slot)
    if faults:
        told = {f"omit-{field}": fault for field, fault in faults.items()}
        return _measure_page(opened, measure, None, told), 422
    _save(visit, posted)
    return _back(visit, measure)


@blueprint.post("/measures/<measure>/<any(restore, withdraw, clear):step>")
@allow(Role.ADVISER)
def take_back(visit: UUID, measure: str, step: str) -> ResponseReturnValue:
    """Take a recommendation back in, withdraw an added one, or clear what has no effect."""
    journal = _with_measure(visit, measure).inspection.journal
    slot = ("advised", measure)
    if step == "clear":
        posted = advice_form.posted_value(request.form, slot, None, is_decided=True)
    else:
        mark = "omit" if step == "restore" else "added"
        posted = advice_form.taken_back(request.form, journal, slot, mark)
    _save(visit, posted)
    return _back(visit, measure)


@blueprint.get("/add")
@allow(Role.ADVISER)
def add(visit: UUID) -> str:
    """List the measures that are not advised."""
    return _add_page(_opened(visit), {})


@blueprint.post("/add")
@allow(Role.ADVISER)
def add_measure(visit: UUID) -> ResponseReturnValue:
    """Add a measure that no answer calls for, with the reason."""
    opened = _opened(visit)
    inspection = opened.inspection
    posted, faults = advice_form.added(request.form, inspection.journal, inspection.questionnaire)
    if faults:
        return _add_page(opened, faults), 422
    _save(visit, posted)
    return _back(visit, posted.slots[0].slot[1])


@blueprint.get("/own", defaults={"own_advice": None})
@blueprint.get("/own/<uuid:own_advice>")
@allow(Role.ADVISER)
def own(visit: UUID, own_advice: UUID | None) -> str:
    """Show advice of the adviser's own as a form, empty for a new one."""
    return _own_page(_opened(visit), str(own_advice) if own_advice else None, None)


@blueprint.post("/own", defaults={"own_advice": None})
@blueprint.post("/own/<uuid:own_advice>")
@allow(Role.ADVISER)
def save_own(visit: UUID, own_advice: UUID | None) -> ResponseReturnValue:
    """Save advice of the adviser's own."""
    opened = _opened(visit)
    inspection = opened.inspection
    own_id = str(own_advice or advice_form.new_own_id(request.form))
    slot = ("own-advised", own_id)
    posted, faults = advice_form.own(
        request.form, inspection.journal, slot, inspection.questionnaire
    )
    if faults:
        refused = Refused(request.form, faults)
        return _own_page(opened, own_id if own_advice else None, refused), 422
    _save(visit, posted)
    return _back(visit, own_id)


@blueprint.post("/own/<uuid:own_advice>/remove")
@allow(Role.ADVISER)
def remove_own(visit: UUID, own_advice: UUID) -> ResponseReturnValue:
    """Remove advice of the adviser's own."""
    _opened(visit)
    slot = ("own-advised", str(own_advice))
    _save(visit, advice_form.posted_value(request.form, slot, None, is_decided=True))
    return redirect(url_for(".page", visit=visit, saved=own_advice, _anchor="own"), 303)


def _opened(visit: UUID) -> OpenVisit:
    """Open the visit before its form is read, so that a foreign one is not there at all."""
    return visits.continue_visit(current.resources(), current.actor(), str(visit))


def _with_measure(visit: UUID, name: str) -> OpenVisit:
    opened = _opened(visit)
    if name not in opened.inspection.questionnaire.measures_by_id:
        abort(404)
    return opened


def _save(visit: UUID, posted: PostedForm) -> None:
    """Save a form that was read without faults."""
    try:
        saving.save_form(current.resources(), current.actor(), str(visit), posted)
    except saving.FormRefusedError:
        raise BadRequest from None


def _back(visit: UUID, name: str) -> ResponseReturnValue:
    """Go back to the review, at the recommendation that was changed."""
    anchor = f"advice.{name}" if name else "order"
    return redirect(url_for(".page", visit=visit, saved=name or None, _anchor=anchor), 303)


def _measure_page(
    opened: OpenVisit, name: str, refused: Refused | None, omit_faults: Mapping[str, str] = {}
) -> str:
    t = current.translator()
    review = Review(opened, t)
    slot: SlotKey = ("advised", name)
    fields = FieldMaker(opened.inspection, slot, t, refused).fields(
        review.by_rule(name), is_own=False
    )
    told = fault_texts(omit_faults, t)
    return render_template(
        "advice/measure.html",
        visit=overview.heading(opened, t),
        title=t.of(opened.inspection.questionnaire.measures_by_id[name].title),
        name=name,
        row=review.row_of(name),
        stands=opened.inspection.journal.value(*slot) is not None,
        fields=fields,
        photo_address=photo_address,
        omit_fault=told.get("omit-reason"),
        omit_reason=request.form.get("reason", "") if omit_faults else fields.texts["reason"],
        faults=summary({**fields.faults, **told}),
    )


def _add_page(opened: OpenVisit, faults: Mapping[str, str]) -> str:
    t = current.translator()
    told = fault_texts(faults, t)
    journal = opened.inspection.journal
    return render_template(
        "advice/add.html",
        visit=overview.heading(opened, t),
        chapters=Review(opened, t).addable(),
        heads={
            slot[1]: " ".join(head.id for head in journal.heads[slot])
            for slot in journal.slots("advised")
        },
        typed=request.form,
        form_id=request.form.get("form-id") or new_form_id(),
        fault_of=told,
        faults=summary(told),
    )


def _own_page(opened: OpenVisit, name: str | None, refused: Refused | None) -> str:
    t = current.translator()
    slot = ("own-advised", name or "")
    if name is not None and (not is_uuid(name) or slot not in opened.inspection.journal.heads):
        abort(404)
    fields = FieldMaker(opened.inspection, slot, t, refused).fields(OWN, is_own=True)
    return render_template(
        "advice/own.html",
        visit=overview.heading(opened, t),
        name=name,
        fields=fields,
        photo_address=photo_address,
        faults=summary(fields.faults),
    )
