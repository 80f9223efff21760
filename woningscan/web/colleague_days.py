"""The day of an adviser who cannot come: all its visits go to another, as one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.appointments import Why, is_day
from woningscan.domain.rights import Role
from woningscan.services import colleague_days, planning
from woningscan.services.colleague_days import DayWish
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts.facts import LineField
from woningscan.web.contexts.faults import fault_texts, summary
from woningscan.web.contexts.moments import day_words, today
from woningscan.web.contexts.room import Typed
from woningscan.web.contexts.visit_list import visit_rows
from woningscan.web.forms import readers
from woningscan.web.forms.appointment_form import DAY, accepted_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from woningscan.services.visit_lines import VisitLine

blueprint = Blueprint("colleague_days", __name__)


@blueprint.get("/visits/day")
@allow(Role.COORDINATOR)
def page() -> ResponseReturnValue:
    """Ask whose day and which; then show the visits of that day, and ask who takes them over."""
    adviser, day = _asked(request.args)
    faults = _faults(adviser, day) if "chosen" in request.args else {}
    return _page(adviser, day, faults), 422 if faults else 200


@blueprint.post("/visits/day")
@allow(Role.COORDINATOR)
def ask() -> ResponseReturnValue:
    """Ask the privacy officer for all of them."""
    adviser, day = _asked(request.form)
    to, why = request.form.get("to", ""), request.form.get("why", "")
    faults = _faults(adviser, day)
    faults |= ({} if to else {"to": "adviser"}) | ({} if why in set(Why) else {"why": "why"})
    if faults:
        return _page(adviser, day, faults), 422
    wish = DayWish(adviser, day, to, Why(why), accepted_in(request.form))
    try:
        colleague_days.ask_for_day(current.resources(), current.actor(), wish)
    except DoubleBookingError as error:
        return _page(adviser, day, {}, error.others), 409
    except NotFoundError:
        return _page(adviser, day, {"to": "adviser"}), 422
    except NotPossibleError:
        return _page(adviser, day, {}, is_too_late=True), 409
    shown: dict[str, Any] = {"adviser": adviser, DAY: day, "done": "asked"}
    return redirect(url_for(".page", **shown), 303)


def _asked(given: Mapping[str, str]) -> tuple[str, str]:
    """Give whose day and which; the form begins with today."""
    day = readers.day_of(given.get(DAY, ""))
    return given.get("adviser", ""), day or (
        "" if DAY in given else today(current.resources().clock)
    )


def _faults(adviser: str, day: str) -> dict[str, str]:
    known = {account for account, _ in planning.advisers(current.resources(), current.actor())}
    return ({} if adviser in known else {"adviser": "adviser"}) | (
        {} if is_day(day) else {DAY: "visit-dated"}
    )


def _page(
    adviser: str,
    day: str,
    faults: Mapping[str, str],
    others: tuple[VisitLine, ...] = (),
    *,
    is_too_late: bool = False,
) -> str:
    resources, actor, t = current.resources(), current.actor(), current.translator()
    texts = fault_texts(faults, t)
    advisers = planning.advisers(resources, actor)
    name = dict(advisers).get(adviser)
    is_asked = name is not None and is_day(day)
    lines = colleague_days.visits_on(resources, actor, adviser, day) if is_asked else ()
    return render_template(
        "visits/day.html",
        advisers=advisers,
        adviser=adviser,
        name=name,
        is_asked=is_asked,
        day=LineField(DAY, t("facts.day"), day, "", texts.get(DAY)),
        day_words=day_words(day, t) if is_asked else "",
        rows=visit_rows(lines, t),
        reasons=tuple(Why),
        others=visit_rows(others, t),
        typed=Typed({"adviser": adviser, **request.form.to_dict()}, texts),
        faults=summary(texts),
        is_too_late=is_too_late,
        done=request.args.get("done") == "asked",
    )
