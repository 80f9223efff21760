"""Showing again who it is, before something that leaves the house or gives access.

The page stands where something was asked for that needs it (`errors`), and at an address of its
own. What was asked for goes along in the form: an address, or the form that was posted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from woningscan.services.authentication import confirming, passkeys
from woningscan.services.authentication.signing_in import Typed
from woningscan.services.errors import SignInBusyError, SignInRefusedError, TooManyTriesError
from woningscan.web import current, kept_forms
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.authentication import browser
from woningscan.web.authentication.passkeys import site
from woningscan.web.authentication.sign_in import LONGEST_PASSWORD

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("confirming", __name__)


@blueprint.get("/confirm")
@allow(*EVERY_ROLE)
def page() -> ResponseReturnValue:
    """Ask to show who it is, and then go on to `next`."""
    return _asked(request.args.get("next", ""), status=200)


@blueprint.post("/confirm/passkey-options")
@allow(*EVERY_ROLE, json=True)
def passkey_options() -> ResponseReturnValue:
    """Give what the browser is asked to show that it is the same person."""
    asked = passkeys.confirmation_options(current.resources(), current.actor(), site())
    return jsonify(asked)


@blueprint.post("/confirm")
@allow(*EVERY_ROLE)
def confirm() -> ResponseReturnValue:
    """Confirm; then show the page that was asked for, or offer to send the kept form."""
    form = request.form
    is_by_passkey = bool(form.get("answer"))
    try:
        _confirm_with_passkey() if is_by_passkey else _confirm_with_password()
    except SignInRefusedError:
        refused = "confirm.passkey-refused" if is_by_passkey else "confirm.refused"
        return _asked(form.get("next", ""), status=422, refused=refused)
    except TooManyTriesError:
        return _asked(form.get("next", ""), status=429, refused="confirm.too-many-tries")
    except SignInBusyError:
        return _asked(form.get("next", ""), status=429, refused="sign-in.busy")
    kept = kept_forms.from_form(form)
    if kept is not None:
        return render_template("sign-in/kept.html", kept=kept, why="confirmed")
    next_path = kept_forms.local_path(form.get("next", ""))
    return redirect(next_path or url_for("visit_list.page"), 303)


def _confirm_with_passkey() -> None:
    confirming.confirm_with_passkey(
        current.resources(), current.actor(), browser.asking(), site(), request.form["answer"]
    )


def _confirm_with_password() -> None:
    form = request.form
    typed = Typed(form.get("password", "")[: LONGEST_PASSWORD + 1], form.get("code", ""))
    confirming.confirm_with_password(current.resources(), current.actor(), typed)


def _asked(next_path: str, *, status: int, refused: str | None = None) -> ResponseReturnValue:
    return (
        render_template(
            "sign-in/confirm.html",
            kept=kept_forms.from_form(request.form),
            next_path=kept_forms.local_path(next_path),
            roads=confirming.roads(current.resources(), current.actor()),
            refused=refused,
        ),
        status,
    )
