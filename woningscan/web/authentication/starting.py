"""Where somebody who was only just invited chooses how to sign in from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from woningscan.services.authentication import completing, factors
from woningscan.services.authentication.completing import NoRoadYetError
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.authentication import browser, session_cookie

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("starting", __name__)


@blueprint.get("/account/start")
@allow(*EVERY_ROLE, while_joining=True)
def page() -> ResponseReturnValue:
    """Offer both roads; once one stands, offer to begin."""
    resources, actor = current.resources(), current.actor()
    if not actor.is_joining:
        return redirect(url_for("security.page"), 303)
    own = factors.own_factors(resources, actor)
    return render_template("security/start.html", factors=own)


@blueprint.post("/account/start")
@allow(*EVERY_ROLE, while_joining=True)
def complete() -> ResponseReturnValue:
    """Begin a session like everybody's, and go to the first page of the role."""
    if not current.actor().is_joining:
        return redirect(url_for("visit_list.page"), 303)
    try:
        signed_in = completing.complete(current.resources(), current.actor(), browser.asking())
    except NoRoadYetError:
        return redirect(url_for(".page"), 303)
    session_cookie.begin(signed_in.token)
    return redirect(url_for("visit_list.page"), 303)
