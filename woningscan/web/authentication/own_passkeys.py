"""The own passkeys: adding one, calling it otherwise, and removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from woningscan.services.authentication import factors
from woningscan.services.authentication.factors import LastRoadError
from woningscan.services.authentication.names import LONGEST_NAME, BadNameError
from woningscan.services.rights import Right, require
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.authentication.security import told
from woningscan.web.contexts.own_account import passkey_about

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("own_passkeys", __name__)


@blueprint.get("/account/passkeys/new")
@allow(*EVERY_ROLE)
def new() -> str:
    """Offer to make a passkey on this device."""
    require(current.actor(), Right.CHANGE_OWN_FACTORS)
    return render_template("security/new-passkey.html")


@blueprint.get("/account/passkeys/<uuid:passkey>")
@allow(*EVERY_ROLE)
def page(passkey: UUID) -> str:
    """Show one passkey."""
    require(current.actor(), Right.CHANGE_OWN_FACTORS)
    return _page(passkey)


@blueprint.post("/account/passkeys/<uuid:passkey>/rename")
@allow(*EVERY_ROLE)
def rename(passkey: UUID) -> ResponseReturnValue:
    """Call it otherwise."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    name = request.form.get("name", "")
    try:
        factors.rename_passkey(resources, actor, str(passkey), name)
    except BadNameError:
        return _page(passkey, name, t("account.bad-name", most=LONGEST_NAME)), 422
    return told("passkey-renamed")


@blueprint.post("/account/passkeys/<uuid:passkey>/remove")
@allow(*EVERY_ROLE)
def remove(passkey: UUID) -> ResponseReturnValue:
    """Remove it, as long as there is another way in."""
    try:
        factors.remove_passkey(current.resources(), current.actor(), str(passkey))
    except LastRoadError:
        return _page(passkey), 409
    return told("passkey-removed")


def _page(passkey: UUID, name: str | None = None, fault: str = "") -> str:
    resources, actor = current.resources(), current.actor()
    found = factors.own_passkey(resources, actor, str(passkey))
    left = factors.own_factors(resources, actor).without_passkey(found.id)
    return render_template(
        "security/passkey.html",
        passkey=found,
        about=passkey_about(found, current.translator()),
        name=found.name if name is None else name,
        fault=fault,
        longest=LONGEST_NAME,
        is_last=not left.has_a_road,
    )
