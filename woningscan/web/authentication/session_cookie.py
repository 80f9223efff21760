"""The cookie of a session, begun anew whenever somebody signs in, joins or signs out."""

from __future__ import annotations

from flask import session


def begin(token: str | None) -> None:
    """Start anew, with another CSRF token too, so that nothing set before counts after."""
    language = session.get("language")
    session.clear()
    if language is not None:
        session["language"] = language
    if token is not None:
        session["token"] = token
