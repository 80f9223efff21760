"""Where a request comes from, by what the browser says of it and a page cannot change."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import Forbidden, UnsupportedMediaType

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, 9.2.1); no route takes the last."""


def is_from_own_page() -> bool:
    """Tell whether the browser says that one of our own pages sends this; silence is no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def check_form() -> None:
    """Refuse a form that the browser says another site sends.

    We send no referrer, so a browser without `Sec-Fetch-Site` names `null` as the origin of our own
    forms; there the token of the form and the strict cookie have to do.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Forbidden
    own = {None, "null", request.host_url.rstrip("/")}
    if site is None and request.headers.get("Origin") not in own:
        raise Forbidden


def check_script() -> None:
    """Refuse a request that only a script of one of our own pages sends, if none of them did."""
    if not is_from_own_page():
        raise Forbidden


def check_json() -> None:
    """Refuse a request to a JSON route that is not JSON of one of our own pages."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    check_script()
