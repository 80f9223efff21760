"""The token by which a browser is known, in a cookie of its own that outlives sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import current_app, g, request

from woningscan.crypto.tokens import new_token
from woningscan.services.authentication.browsers import Browser

if TYPE_CHECKING:
    from flask import Response

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_A_YEAR = 365 * 24 * 60 * 60
_PROGRAMS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def token() -> str | None:
    """Give the token that this browser sent; None when it has none, or not one of ours."""
    sent = request.cookies.get(_cookie_name(), "")
    return sent if _TOKEN.fullmatch(sent) else None


def asking() -> Browser:
    """Give the browser that asks; a new one gets a token, which the response hands out."""
    if "browser" not in g:
        known = token()
        if known is None:
            g.new_browser_token = new_token()
        found = known or g.new_browser_token
        g.browser = Browser(found, request.remote_addr or "", _name())
    browser: Browser = g.browser
    return browser


def hand_out(response: Response) -> Response:
    """Give a new browser its token; it is told from then on."""
    new = g.get("new_browser_token")
    if new is not None:
        response.set_cookie(
            _cookie_name(),
            new,
            max_age=_A_YEAR,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Strict",
        )
    return response


def forget(response: Response) -> Response:
    """Let a browser be unknown from now on."""
    response.delete_cookie(
        _cookie_name(),
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Strict",
    )
    return response


def _cookie_name() -> str:
    return "__Host-browser" if current_app.config["SESSION_COOKIE_SECURE"] else "browser"


def _name() -> str:
    """Give what a list of devices calls this browser, in words that both languages share."""
    said = request.headers.get("User-Agent", "")
    parts = (
        next((name for sign, name in known if sign in said), "") for known in (_PROGRAMS, _SYSTEMS)
    )
    return ", ".join(filter(None, parts)) or "?"
