"""What belongs to the request at hand: the resources, who asks, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, g, request, session, url_for

from woningscan.domain.language import Language
from woningscan.services.authentication import sessions
from woningscan.services.errors import LockedError
from woningscan.web.texts import Translator

if TYPE_CHECKING:
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

EXTENSION = "woningscan"


def resources() -> Resources:
    """Give what services need; raise `LockedError` while the application is locked."""
    found = current_app.extensions[EXTENSION]
    if found is None:
        raise LockedError("The application is locked; its log says why.")
    return cast("Resources", found)


def actor_or_none() -> Actor | None:
    """Give who is signed in, asking the database once per request."""
    if "actor" not in g:
        token = session.get("token")
        g.actor = _actor_of(token) if isinstance(token, str) else None
    return cast("Actor | None", g.actor)


def _actor_of(token: str) -> Actor | None:
    """Leave it to a save to note that the session is in use, so that a save is one commit."""
    find = sessions.actor_about_to_save if request.method == "POST" else sessions.actor_of
    return find(resources(), token)


def actor() -> Actor:
    """Give who is signed in, on a route that only a signed-in person reaches."""
    found = actor_or_none()
    if found is None:
        raise LookupError("A route for signed-in people was reached by somebody who is not.")
    return found


def language() -> Language:
    """Give the language that was chosen in this session; Dutch while none was."""
    chosen = session.get("language")
    return Language(chosen) if chosen in set(Language) else Language.NL


def translator() -> Translator:
    """Give the texts of the screen in the language of this session."""
    return Translator(language())


def actor_for_navigation() -> Actor | None:
    """Give who is signed in if this request has found out, without asking the database for it."""
    return cast("Actor | None", g.get("actor"))


def path() -> str:
    """Give the address of the page that was asked for, made anew from its route.

    What the browser sent may begin with what another server is named by; where no page of ours
    stands, this is the start.
    """
    return url_for(request.endpoint, **request.view_args or {}) if request.endpoint else "/"
