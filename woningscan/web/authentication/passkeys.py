"""Making a passkey: what the browser is asked, and what it answers. Any page can hold the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, request, url_for

from woningscan.crypto.passkeys import Site
from woningscan.services.authentication import passkeys
from woningscan.services.authentication.passkeys import NewPasskey, PasskeyNotAddedError
from woningscan.web import current, errors, kept_forms
from woningscan.web.access import EVERY_ROLE, allow

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("passkeys", __name__)


def site() -> Site:
    """Give where passkeys are valid: the host that was asked for, which is one of ours."""
    return Site(request.host.partition(":")[0], f"{request.scheme}://{request.host}")


@blueprint.post("/passkeys/options")
@allow(*EVERY_ROLE, json=True, while_joining=True)
def options() -> ResponseReturnValue:
    """Give what the browser is asked to make a passkey."""
    asked = passkeys.registration_options(current.resources(), current.actor(), site())
    return jsonify(asked)


@blueprint.post("/passkeys")
@allow(*EVERY_ROLE, while_joining=True)
def add() -> ResponseReturnValue:
    """Add the passkey that the browser made, and go on where the form says."""
    form = request.form
    new = NewPasskey(form.get("answer", ""), form.get("name", ""), form.get("prf") == "1")
    try:
        passkeys.register_passkey(current.resources(), current.actor(), site(), new)
    except PasskeyNotAddedError:
        t = current.translator()
        return errors.page(422, [t("passkey.not-added")])
    next_path = kept_forms.local_path(form.get("next", ""))
    return redirect(next_path or url_for("visit_list.page"), 303)
