"""Coming in over a link of elsewhere, such as one in a mail.

A strict cookie does not travel with such a request: whoever is signed in would see the sign-in
page, and its new cookie would end the session that is there. So the first answer is a page that
only goes on to itself, from here, with the cookie, and sets nothing. Where the part after the # of
the address matters, a script goes on: what a page refreshes to has lost it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template, request

from woningscan.web import current

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

FRAGMENT_MATTERS = frozenset({"joining.page"})


def go_on_from_here() -> ResponseReturnValue | None:
    """Answer who comes from elsewhere with a page that goes on; let all others through."""
    comes_from_elsewhere = (
        request.method == "GET"
        and request.headers.get("Sec-Fetch-Site") == "cross-site"
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
    )
    if comes_from_elsewhere:
        return render_template(
            "sign-in/arrival.html",
            path=current.path(),
            by_script=request.endpoint in FRAGMENT_MATTERS,
        )
    return None
