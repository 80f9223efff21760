"""Changing password, authenticator and recovery codes; what is secret is shown once, and only here.

Each page asks for confirmation before it is shown, so that nothing is typed in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.services.authentication import factors, password_road
from woningscan.services.authentication.factors import LastRoadError
from woningscan.services.authentication.password_road import (
    AuthenticatorFirstError,
    CodeRefusedError,
    NoPasswordRoadError,
    PasswordRefusedError,
)
from woningscan.services.authentication.password_rules import LONGEST_PASSWORD, SHORTEST_PASSWORD
from woningscan.services.errors import NotFoundError, SignInBusyError
from woningscan.services.rights import Right, require
from woningscan.web import current
from woningscan.web.access import EVERY_ROLE, allow
from woningscan.web.authentication.qr_code import qr_code
from woningscan.web.authentication.security import told

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from woningscan.services.authentication.factors import Factors
    from woningscan.services.authentication.password_road import OfferedSecret

blueprint = Blueprint("own_factors", __name__)

_GROUP = 4
"""A secret is typed over in groups of so many characters."""


@blueprint.get("/account/authenticator")
@allow(*EVERY_ROLE, while_joining=True)
def authenticator() -> str:
    """Show a new secret for an authenticator, and ask for a code that it gives."""
    offered = password_road.offer_authenticator(current.resources(), current.actor())
    return _authenticator(offered)


@blueprint.post("/account/authenticator")
@allow(*EVERY_ROLE, while_joining=True)
def accept_authenticator() -> ResponseReturnValue:
    """Let it count, once the code is right; a first one is followed by a password."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    try:
        password_road.accept_authenticator(resources, actor, request.form.get("code", ""))
    except CodeRefusedError:
        offered = password_road.offered_authenticator(resources, actor)
        return _authenticator(offered, t("account.code-refused")), 422
    except NotFoundError:
        offered = password_road.offer_authenticator(resources, actor)
        return _authenticator(offered, t("account.code-of-no-secret")), 409
    if _own().has_password:
        return told("authenticator")
    return redirect(url_for(".password"), 303)


def _authenticator(offered: OfferedSecret, fault: str = "") -> str:
    groups = range(0, len(offered.text), _GROUP)
    return render_template(
        "security/authenticator.html",
        factors=_own(),
        offered=offered,
        groups=[offered.text[place : place + _GROUP] for place in groups],
        qr=qr_code(offered.otpauth),
        fault=fault,
    )


@blueprint.get("/account/password")
@allow(*EVERY_ROLE, while_joining=True)
def password() -> ResponseReturnValue:
    """Ask for a new password; without an authenticator that comes first."""
    require(current.actor(), Right.CHANGE_OWN_FACTORS)
    if not _own().has_authenticator:
        return redirect(url_for(".authenticator"), 303)
    return _password()


@blueprint.post("/account/password")
@allow(*EVERY_ROLE, while_joining=True)
def choose_password() -> ResponseReturnValue:
    """Let it count; with a first one come recovery codes."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    typed = request.form.get("password", "")
    if request.form.get("password-again", typed) != typed:
        return _password([t("account.passwords-differ")]), 422
    try:
        password_road.choose_password(resources, actor, typed)
    except PasswordRefusedError as error:
        faults = [
            t(f"password-fault.{fault}", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD)
            for fault in error.faults
        ]
        return _password(faults), 422
    except SignInBusyError:
        return _password([t("sign-in.busy")]), 429
    except AuthenticatorFirstError:
        return redirect(url_for(".authenticator"), 303)
    if _own().codes_left:
        return told("password")
    return _new_codes("password")


def _password(faults: list[str] | None = None) -> str:
    return render_template(
        "security/password.html",
        factors=_own(),
        fault=" ".join(faults or ()),
        least=SHORTEST_PASSWORD,
        most=LONGEST_PASSWORD,
    )


@blueprint.get("/account/recovery-codes")
@allow(*EVERY_ROLE, while_joining=True)
def recovery_codes() -> ResponseReturnValue:
    """Tell how many codes are left, and offer to make others."""
    require(current.actor(), Right.CHANGE_OWN_FACTORS)
    own = _own()
    if not own.has_password_road:
        return redirect(url_for(".authenticator"), 303)
    return render_template("security/recovery-codes.html", factors=own)


@blueprint.post("/account/recovery-codes")
@allow(*EVERY_ROLE, while_joining=True)
def make_recovery_codes() -> ResponseReturnValue:
    """Make others, and show them this once."""
    try:
        return _new_codes("recovery-codes")
    except NoPasswordRoadError:
        return redirect(url_for(".authenticator"), 303)


def _new_codes(done: str) -> str:
    codes = password_road.make_recovery_codes(current.resources(), current.actor())
    return render_template("security/new-codes.html", codes=codes, done=done)


@blueprint.get("/account/password/close")
@allow(*EVERY_ROLE)
def closing() -> ResponseReturnValue:
    """Ask whether password, authenticator and recovery codes may go."""
    require(current.actor(), Right.CHANGE_OWN_FACTORS)
    own = _own()
    if not (own.has_password or own.has_authenticator):
        return redirect(url_for("security.page"), 303)
    return render_template("security/close-road.html", factors=own)


@blueprint.post("/account/password/close")
@allow(*EVERY_ROLE)
def close() -> ResponseReturnValue:
    """Take them away, as long as there is a passkey."""
    try:
        password_road.close_password_road(current.resources(), current.actor())
    except LastRoadError:
        return render_template("security/close-road.html", factors=_own()), 409
    except NoPasswordRoadError:
        return redirect(url_for("security.page"), 303)
    return told("road-closed")


def _own() -> Factors:
    return factors.own_factors(current.resources(), current.actor())
