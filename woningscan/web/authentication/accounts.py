"""All accounts, for an administrator: who there is, invitations, lost tablets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services.authentication import administering, devices, invitations
from woningscan.services.authentication.administering import LastOfRoleError
from woningscan.services.authentication.invitations import (
    BadDisplayNameError,
    BadNameError,
    NameInUseError,
)
from woningscan.services.errors import NotFoundError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import accounts as words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.services.authentication.invitations import Link

blueprint = Blueprint("accounts", __name__)

DONE = ("disabled", "sessions-ended", "device-revoked", "withdrawn", "gone")
"""What the page of an account can tell that was just done."""
_FIELDS = ("display-name", "name", "role")


@blueprint.get("/accounts")
@allow(Role.ADMINISTRATOR)
def page() -> str:
    """Show who there is, or those whose name holds what is searched for."""
    resources, t = current.resources(), current.translator()
    search = request.args.get("search", "")[:80]
    lines = administering.all_accounts(resources, current.actor())
    rows = words.account_rows(lines, search, t)
    return render_template("accounts/accounts.html", rows=rows, search=search, count=len(lines))


@blueprint.get("/accounts/new")
@allow(Role.ADMINISTRATOR)
def new() -> str:
    """Ask who gets an account."""
    return _new({}, {})


@blueprint.post("/accounts/new")
@allow(Role.ADMINISTRATOR)
def propose() -> ResponseReturnValue:
    """Propose an account, and show its link: this once."""
    typed = {name: request.form.get(name, "").strip()[:200] for name in _FIELDS}
    if typed["role"] not in set(Role):
        return _new(typed, {"role": "accounts.fault.role"}), 422
    try:
        link = invitations.propose_account(
            current.resources(),
            current.actor(),
            typed["name"].lower(),
            typed["display-name"],
            Role(typed["role"]),
        )
    except BadDisplayNameError:
        return _new(typed, {"display-name": "accounts.fault.display-name"}), 422
    except BadNameError:
        return _new(typed, {"name": "accounts.fault.name"}), 422
    except NameInUseError:
        return _new(typed, {"name": "accounts.fault.name-in-use"}), 422
    return _shown_once(link)


@blueprint.get("/accounts/<uuid:account>")
@allow(Role.ADMINISTRATOR)
def person(account: UUID) -> str:
    """Show one account: how it stands, its devices and sessions, and what can be done."""
    return _person(account)


@blueprint.post("/accounts/<uuid:account>/new-start")
@allow(Role.ADMINISTRATOR)
def new_start(account: UUID) -> ResponseReturnValue:
    """Propose that somebody begins anew, and show the link: this once."""
    found = invitations.propose_new_start(current.resources(), current.actor(), str(account))
    return _shown_once(found)


@blueprint.post("/accounts/<uuid:account>/invitations/<uuid:invitation>/withdraw")
@allow(Role.ADMINISTRATOR)
def withdraw(account: UUID, invitation: UUID) -> ResponseReturnValue:
    """Take back an invitation."""
    try:
        invitations.withdraw(current.resources(), current.actor(), str(invitation))
    except NotFoundError:
        return _told(account, "gone")
    return _told(account, "withdrawn")


@blueprint.post("/accounts/<uuid:account>/disable")
@allow(Role.ADMINISTRATOR)
def disable(account: UUID) -> ResponseReturnValue:
    """Let somebody sign in no more."""
    try:
        administering.disable(current.resources(), current.actor(), str(account))
    except LastOfRoleError:
        return _person(account, is_last_of_role=True), 409
    except NotFoundError:
        return _told(account, "gone")
    return _told(account, "disabled")


@blueprint.post("/accounts/<uuid:account>/end-sessions")
@allow(Role.ADMINISTRATOR)
def end_sessions(account: UUID) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    administering.end_sessions(current.resources(), current.actor(), str(account))
    return _told(account, "sessions-ended")


@blueprint.get("/accounts/<uuid:account>/devices/<uuid:lost>")
@allow(Role.ADMINISTRATOR)
def lost_device(account: UUID, lost: UUID) -> str:
    """Say what happens when a device is revoked, before it is."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    found = administering.account_page(resources, actor, str(account))
    for device in found.devices:
        if device.id == str(lost) and device.revoked_at is None:
            return render_template(
                "accounts/lost-device.html",
                line=found.line,
                device=device,
                about=words.device_about(device, t),
                is_last_road=not found.factors.without_device(device.id).has_a_road,
            )
    raise NotFoundError("There is no such device.")


@blueprint.post("/accounts/<uuid:account>/devices/<uuid:lost>")
@allow(Role.ADMINISTRATOR)
def revoke_device(account: UUID, lost: UUID) -> ResponseReturnValue:
    """Revoke a device."""
    try:
        devices.revoke(current.resources(), current.actor(), str(account), str(lost))
    except NotFoundError:
        return _told(account, "gone")
    return _told(account, "device-revoked")


def _told(account: UUID, done: str) -> ResponseReturnValue:
    return redirect(url_for(".person", account=account, done=done), 303)


def _new(typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
    return render_template("accounts/new.html", typed=typed, faults=faults, roles=Role)


def _person(account: UUID, *, is_last_of_role: bool = False) -> str:
    t = current.translator()
    found = administering.account_page(current.resources(), current.actor(), str(account))
    done = request.args.get("done")
    return render_template(
        "accounts/account.html",
        line=found.line,
        state_words=words.state_words(found.line, t),
        seen=words.seen_words(found.line, t),
        roads=words.factor_words(found, t),
        devices=words.device_rows(found.devices, t),
        sessions=words.session_rows(found, t),
        invitation=words.invitation_words(found.invitation, t),
        is_confirmed=found.invitation is not None and found.invitation.is_confirmed,
        done=done if done in DONE else None,
        is_last_of_role=is_last_of_role,
    )


def _shown_once(link: Link) -> str:
    address = url_for("joining.page", _external=True)
    shown = words.shown_once(link, address, current.translator())
    return render_template("accounts/link.html", link=link, shown=shown)
