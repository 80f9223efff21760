"""The own account on one page: how to sign in, sessions, devices, and what happened with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.services.authentication import devices, factors, history, sessions
from woningscan.services.errors import NotFoundError
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.contexts import own_account
from woningscan.web.forms.settings_form import number_in

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("security", __name__)

DONE = (
    *("authenticator", "password", "road-closed"),
    *("passkey-added", "passkey-renamed", "passkey-removed"),
    *("session-ended", "session-gone", "sessions-ended", "device-renamed", "device-revoked"),
)
"""What the page can tell that was just done."""
ON_THE_ACCOUNT_PAGE = 5
"""So many of the things that happened stand there; the others have a page of their own."""


@blueprint.get("/account")
@allow(*EVERY_ROLE)
def page() -> str:
    """Show the own account."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    own = factors.own_factors(resources, actor)
    found = history.own_history(resources, actor, on_a_page=ON_THE_ACCOUNT_PAGE)
    done = request.args.get("done")
    return render_template(
        "security/account.html",
        factors=own,
        passkeys=own_account.passkey_rows(own.passkeys, t),
        has_few_codes=own.codes_left <= own_account.FEW_CODES,
        sessions=own_account.session_rows(resources, actor, t),
        devices=own_account.device_rows(devices.own_devices(resources, actor), t),
        happened=own_account.history_rows(found.entries, t),
        has_more=found.pages > 1,
        refused=history.refused_since_last_time(resources, actor),
        done=done if done in DONE else None,
    )


@blueprint.get("/account/history")
@allow(*EVERY_ROLE)
def happened() -> str:
    """Show all that happened with the own account, the newest first."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    found = history.own_history(resources, actor, number_in(request.args, "page"))
    return render_template(
        "security/history.html",
        happened=own_account.history_rows(found.entries, t),
        refused=history.refused_since_last_time(resources, actor),
        page=found.page,
        pages=found.pages,
    )


@blueprint.post("/account/sessions/<uuid:session>/end")
@allow(*EVERY_ROLE)
def end_session(session: UUID) -> ResponseReturnValue:
    """End one of the own sessions; where that is this one, somebody is signed out."""
    try:
        sessions.end_own_session(current.resources(), current.actor(), str(session))
    except NotFoundError:
        return told("session-gone")
    return told("session-ended")


@blueprint.post("/account/sessions/end-others")
@allow(*EVERY_ROLE)
def end_other_sessions() -> ResponseReturnValue:
    """End all of the own sessions but this one."""
    sessions.end_own_other_sessions(current.resources(), current.actor())
    return told("sessions-ended")


def told(done: str) -> ResponseReturnValue:
    """Go to the page of the account, which tells what was done."""
    return redirect(url_for("security.page", done=done), 303)
