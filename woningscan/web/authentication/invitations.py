"""Invitations that wait for the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.domain.rights import Role
from woningscan.services.authentication import invitations
from woningscan.services.errors import NotFoundError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from woningscan.web.texts import Translator

blueprint = Blueprint("invitations", __name__)

DONE = ("declined", "gone")
"""What the page can tell that was just done."""


@blueprint.get("/invitations")
@allow(Role.PRIVACY_OFFICER)
def page() -> str:
    """Show the invitations that are open: those that wait, and those that were confirmed."""
    t = current.translator()
    found = invitations.waiting(current.resources(), current.actor())
    done = request.args.get("done")
    return render_template(
        "accounts/invitations.html",
        waiting=[_words(each, t) for each in found if not each.is_confirmed],
        confirmed=[_words(each, t) for each in found if each.is_confirmed],
        done=done if done in DONE else None,
    )


@blueprint.post("/invitations/<uuid:invitation>/confirm")
@allow(Role.PRIVACY_OFFICER)
def confirm(invitation: UUID) -> ResponseReturnValue:
    """Let an invitation work, and show the code to tell: this once."""
    t = current.translator()
    try:
        told = invitations.confirm(current.resources(), current.actor(), str(invitation))
    except NotFoundError:
        return redirect(url_for(".page", done="gone"), 303)
    until = moment_words(told.expires_at, OFFICE_ZONE, t)
    return render_template("accounts/code.html", told=told, until=until)


@blueprint.post("/invitations/<uuid:invitation>/decline")
@allow(Role.PRIVACY_OFFICER)
def decline(invitation: UUID) -> ResponseReturnValue:
    """Take an invitation back."""
    try:
        invitations.decline(current.resources(), current.actor(), str(invitation))
    except NotFoundError:
        return redirect(url_for(".page", done="gone"), 303)
    return redirect(url_for(".page", done="declined"), 303)


@blueprint.app_context_processor
def names_of_templates() -> dict[str, Callable[[], int]]:
    """Let the first page of the privacy officer tell how many wait."""
    return {"invitations_waiting": _waiting}


def _waiting() -> int:
    found = invitations.waiting(current.resources(), current.actor())
    return sum(not each.is_confirmed for each in found)


def _words(
    invitation: invitations.OpenInvitation, t: Translator
) -> tuple[invitations.OpenInvitation, str, str]:
    at = (invitation.proposed_at, invitation.expires_at)
    proposed, until = (moment_words(each, OFFICE_ZONE, t) for each in at)
    return invitation, proposed, until
