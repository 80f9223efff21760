"""The own devices: what each is called, and taking one back that is lost or somebody else's now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from woningscan.services.authentication import devices, factors
from woningscan.services.authentication.factors import LastRoadError
from woningscan.services.authentication.names import LONGEST_NAME, BadNameError
from woningscan.services.errors import NotFoundError
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.authentication.security import told
from woningscan.web.contexts.own_account import device_about, device_title

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("own_devices", __name__)


@blueprint.get("/account/devices/<uuid:device>")
@allow(*EVERY_ROLE)
def page(device: UUID) -> str:
    """Show one device."""
    return _page(device)


@blueprint.post("/account/devices/<uuid:device>/rename")
@allow(*EVERY_ROLE)
def rename(device: UUID) -> ResponseReturnValue:
    """Call it otherwise."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    name = request.form.get("name", "")
    try:
        devices.rename_own(resources, actor, str(device), name)
    except BadNameError:
        return _page(device, name, t("account.bad-name", most=LONGEST_NAME)), 422
    return told("device-renamed")


@blueprint.post("/account/devices/<uuid:device>/revoke")
@allow(*EVERY_ROLE)
def revoke(device: UUID) -> ResponseReturnValue:
    """Let it count no more, and be wiped; where that is this one, somebody is signed out."""
    try:
        devices.revoke_own(current.resources(), current.actor(), str(device))
    except LastRoadError:
        return _page(device), 409
    return told("device-revoked")


def _page(device: UUID, name: str | None = None, fault: str = "") -> str:
    resources, actor, t = current.resources(), current.actor(), current.translator()
    own = {each.id: each for each in devices.own_devices(resources, actor)}
    found = own.get(str(device))
    if found is None:
        raise NotFoundError("There is no such device.")
    left = factors.own_factors(resources, actor).without_device(found.id)
    return render_template(
        "security/device.html",
        device=found,
        title=device_title(found.name, t),
        about=device_about(found, t),
        name=found.name if name is None else name,
        fault=fault,
        longest=LONGEST_NAME,
        is_last=not left.has_a_road,
    )
