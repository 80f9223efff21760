"""A browser that was revoked wipes what it holds, at its next contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, make_response, render_template, request, session

from woningscan.crypto.tokens import token_hash
from woningscan.services.authentication import devices
from woningscan.web import access, current, static_files
from woningscan.web.authentication import browser

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("devices", __name__)

WIPES = '"cache", "cookies", "storage"'
"""What the browser is told to clear (W3C Clear Site Data, section 3.1)."""
REVOKED = "device-revoked"
"""What a script is told, beside the status."""


def wipe_revoked() -> Response | None:
    """Tell a browser that was revoked to wipe what it holds, whatever it asks for.

    Who is signed in costs no question more. A static file says nothing of anybody, and the page
    that tells what happened needs some; a browser that asks for nothing else is told later.
    """
    known = browser.token()
    if known is None or request.blueprint == static_files.blueprint.name:
        return None
    if current.actor_or_none() is not None:
        return None
    browser_hash = token_hash(known)
    if not devices.to_wipe(current.resources(), browser_hash):
        return None
    devices.wiped(current.resources(), browser_hash)
    response = browser.forget(_told())
    response.status_code = 403
    response.headers["Clear-Site-Data"] = WIPES
    session.clear()
    return response


def _told() -> Response:
    route = access.of_request()
    if route is not None and route.json:
        return jsonify(error=403, reasons=[REVOKED])
    return make_response(render_template("accounts/wiped.html"))
