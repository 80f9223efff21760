"""Signing in and out, with a passkey or with name, password and code.

Whatever was wrong, the answer is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request, session, url_for

from woningscan.services.authentication import passkeys, sessions, signing_in
from woningscan.services.authentication.signing_in import Typed
from woningscan.services.errors import (
    SignInBusyError,
    SignInRefusedError,
    TooManyTriesError,
)
from woningscan.web import current, kept_forms
from woningscan.web.access import anybody, anybody_over_json
from woningscan.web.authentication import browser, session_cookie
from woningscan.web.authentication.passkeys import site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from woningscan.services.authentication.sessions import SignedIn

blueprint = Blueprint("sign_in", __name__)
LONGEST_PASSWORD = 128


@blueprint.get("/sign-in")
@anybody
def page() -> ResponseReturnValue:
    """Ask for a passkey, or for name, password and code."""
    if current.actor_or_none() is not None:
        return redirect(url_for("visit_list.page"))
    return _asked(status=200)


@blueprint.post("/sign-in")
@anybody
def sign_in() -> ResponseReturnValue:
    """Sign in; then show the page that was asked for, or offer to send the kept form again."""
    form = request.form
    is_by_passkey = bool(form.get("answer"))
    try:
        signed_in = _by_passkey() if is_by_passkey else _by_password()
    except SignInRefusedError:
        refused = "sign-in.passkey-refused" if is_by_passkey else "sign-in.refused"
        return _asked(status=401, refused=refused)
    except TooManyTriesError:
        return _asked(status=429, refused="sign-in.too-many-tries")
    except SignInBusyError:
        return _asked(status=429, refused="sign-in.busy")
    _end_earlier_session()
    session_cookie.begin(signed_in.token)
    kept = kept_forms.from_form(form)
    if kept is not None:
        return render_template("sign-in/kept.html", kept=kept, why="signed-in")
    next_path = kept_forms.local_path(form.get("next", ""))
    return redirect(next_path or url_for("visit_list.page"), 303)


@blueprint.post("/sign-in/passkey-options")
@anybody_over_json
def passkey_options() -> ResponseReturnValue:
    """Give what the browser is asked to sign somebody in."""
    return jsonify(passkeys.sign_in_options(current.resources(), browser.asking(), site()))


@blueprint.post("/sign-out")
@anybody
def sign_out() -> ResponseReturnValue:
    """End the session here and in the database."""
    _end_earlier_session()
    session_cookie.begin(None)
    return redirect(url_for("sign_in.page"), 303)


def _end_earlier_session() -> None:
    """End the session that this browser held, if any: it is replaced, and nobody misses it."""
    token = session.get("token")
    if isinstance(token, str):
        sessions.sign_out(current.resources(), token)


def _by_passkey() -> SignedIn:
    answer = request.form["answer"]
    return passkeys.sign_in_with_passkey(current.resources(), browser.asking(), site(), answer)


def _by_password() -> SignedIn:
    form = request.form
    typed = Typed(form.get("password", "")[: LONGEST_PASSWORD + 1], form.get("code", ""))
    name = form.get("name", "").strip()
    return signing_in.sign_in(current.resources(), browser.asking(), name, typed)


def _asked(*, status: int, refused: str | None = None) -> ResponseReturnValue:
    return (
        render_template(
            "sign-in/sign-in.html",
            kept=kept_forms.from_form(request.form),
            next_path=kept_forms.local_path(request.form.get("next", "")),
            refused=refused,
        ),
        status,
    )
