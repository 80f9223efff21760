"""Beginning with an invitation: a link, and the code that somebody else told.

The secret part of the link stands after its #, which browsers send to nobody; a script puts it in
the form, and somebody without scripts pastes it there. Looking at the page uses nothing up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from woningscan.services.authentication import joining
from woningscan.services.authentication.joining import InvitationRefusedError
from woningscan.services.errors import TooManyTriesError
from woningscan.web import current
from woningscan.web.access import anybody
from woningscan.web.authentication import browser, session_cookie

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("joining", __name__)

_LONGEST_TYPED = 300
_SHOWN_AGAIN = re.compile(r"[A-Za-z0-9_-]*")


@blueprint.get("/join")
@anybody
def page() -> ResponseReturnValue:
    """Ask for the code, and without a script for the part of the link."""
    return _asked("", status=200)


@blueprint.post("/join")
@anybody
def join() -> ResponseReturnValue:
    """Begin, or say that it cannot be; never why."""
    token = _part_after_hash(request.form.get("link-part", "")[:_LONGEST_TYPED])
    code = request.form.get("code", "")[:_LONGEST_TYPED]
    try:
        signed_in = joining.begin(current.resources(), browser.asking(), token, code)
    except InvitationRefusedError:
        return _asked(token, status=403, refused="join.refused")
    except TooManyTriesError:
        return _asked(token, status=429, refused="join.too-many-tries")
    session_cookie.begin(signed_in.token)
    return redirect(url_for("starting.page"), 303)


def _part_after_hash(pasted: str) -> str:
    """Give the part that is meant, also of somebody who pasted the whole link."""
    return pasted.rpartition("#")[2].strip()


def _asked(token: str, *, status: int, refused: str | None = None) -> ResponseReturnValue:
    """Ask again with the part of the link that is there; what cannot be one is left out."""
    shown = token if _SHOWN_AGAIN.fullmatch(token) else ""
    return render_template("accounts/join.html", token=shown, refused=refused), status
