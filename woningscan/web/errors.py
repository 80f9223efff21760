"""What a person, or a script of ours, is told when something is refused or goes wrong."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from woningscan.domain.letter import LetterNotPossibleError
from woningscan.services import errors as refusals
from woningscan.services.authentication import confirming
from woningscan.web import access, current, kept_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from flask.typing import ResponseReturnValue

log = logging.getLogger(__name__)

TOLD = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
"""Statuses with a text of their own; any other is told as 400 or 500."""

STATUS_OF = {
    refusals.NotFoundError: 404,
    refusals.ForbiddenError: 403,
    refusals.OtherContentError: 409,
    refusals.TooManyTriesError: 429,
    refusals.LockedError: 503,
}


def register(app: Flask) -> None:
    """Let the application answer every refusal in words."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(401, _unauthorised)
    app.register_error_handler(refusals.RefusedError, _refused)
    app.register_error_handler(refusals.NotPossibleError, _not_possible)
    app.register_error_handler(LetterNotPossibleError, _not_possible)
    app.register_error_handler(refusals.ConfirmationNeededError, _unconfirmed)
    app.register_error_handler(refusals.ServiceError, _service)
    for unavailable in refusals.UNAVAILABLE:
        app.register_error_handler(unavailable, _unavailable)
    for damaged in refusals.DAMAGED:
        app.register_error_handler(damaged, _damaged)
    app.register_error_handler(RecursionError, _nested_too_deeply)


def page(status: int, reasons: Sequence[str] = ()) -> ResponseReturnValue:
    """Give the page, or the JSON, for a status: what is the matter and what to do."""
    if _speaks_json():
        return jsonify(error=status, reasons=list(reasons)), status
    return render_template("errors/error.html", status=status, reasons=reasons), status


def _speaks_json() -> bool:
    route = access.of_request()
    return route is not None and route.json


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):
        # The request names a host that is not ours, so there are no addresses for a page.
        return error.description or "", 400, {"Content-Type": "text/plain; charset=utf-8"}
    code = error.code or 500
    if code < 400:  # noqa: PLR2004 - a redirect is no error
        return error.get_response()
    if isinstance(error, InternalServerError) and error.original_exception is None:
        code = 500
    return page(code if code in TOLD else code // 100 * 100)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    """Answer a form of an earlier session: what one of our own pages sent may be sent again."""
    if _speaks_json():
        return jsonify(error=400, reasons=["csrf"]), 400
    kept = kept_forms.from_request()
    if kept is None:
        return page(400)
    if current.actor_or_none() is None:
        return _sign_in(kept)
    return render_template("sign-in/kept.html", kept=kept, why="stale"), 400


def _unauthorised(_error: HTTPException) -> ResponseReturnValue:
    """Ask who it is, at the address itself, and keep what was posted."""
    if _speaks_json():
        return jsonify(error=401, reasons=[]), 401
    return _sign_in(kept_forms.from_request())


def _sign_in(kept: kept_forms.KeptForm | None) -> ResponseReturnValue:
    next_path = request.path if request.method == "GET" else None
    return (
        render_template("sign-in/sign-in.html", kept=kept, next_path=next_path, refused=None),
        401,
    )


def _unconfirmed(_error: refusals.ConfirmationNeededError) -> ResponseReturnValue:
    """Ask to show again who it is, at the address itself, and keep what was posted."""
    if _speaks_json():
        return jsonify(error=403, reasons=["confirmation"]), 403
    return (
        render_template(
            "sign-in/confirm.html",
            kept=kept_forms.from_request(),
            next_path=request.path if request.method == "GET" else None,
            roads=confirming.roads(current.resources(), current.actor()),
            refused=None,
        ),
        403,
    )


def _refused(error: refusals.RefusedError) -> ResponseReturnValue:
    if _speaks_json():
        faults = [{"index": fault.index, "message": fault.message} for fault in error.faults]
        return jsonify(error=422, faults=faults), 422
    return page(422, [fault.message for fault in error.faults])


def _not_possible(
    error: refusals.NotPossibleError | LetterNotPossibleError,
) -> ResponseReturnValue:
    return page(409, error.reasons)


def _unavailable(error: Exception) -> ResponseReturnValue:
    """Say that it is locked; the message, which names files and settings, is for the log."""
    log.critical("locked while running: %s", error)
    return page(503)


def _damaged(error: Exception) -> ResponseReturnValue:
    """Say that what is stored of a visit was altered: nobody should go on with it."""
    log.critical("a stored visit does not open: %s", type(error).__name__)
    t = current.translator()
    return page(500, [t("error.damaged")])


def _nested_too_deeply(_error: RecursionError) -> ResponseReturnValue:
    """Refuse JSON that is nested as deeply as only an attack is."""
    return page(400)


def _service(error: refusals.ServiceError) -> ResponseReturnValue:
    if isinstance(error, refusals.OtherContentError) and _speaks_json():
        return jsonify(error=409, ids=list(error.ids)), 409
    known = (status for kind, status in STATUS_OF.items() if isinstance(error, kind))
    return page(next(known, 400))
