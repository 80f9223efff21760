"""Who may use each route. A route that does not say so keeps the application from starting.

This is about roles only; whether a person may open *this* visit is checked by the services, on the
visit, each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import Forbidden, Unauthorized

from woningscan.domain.rights import Role
from woningscan.web import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue, RouteCallable

View = TypeVar("View", bound="RouteCallable")


class UndeclaredRightError(RuntimeError):
    """A route does not say who may use it."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use a route (`None`: anybody at all), and whether it speaks JSON.

    `while_joining` is for the few pages on which somebody who was only just invited chooses how to
    sign in; no other page is for them before that.
    """

    roles: frozenset[Role] | None
    json: bool = False
    while_joining: bool = False


EVERY_ROLE = tuple(Role)
_DECLARED: dict[RouteCallable, Access] = {}


def allow(*roles: Role, json: bool = False, while_joining: bool = False) -> Callable[[View], View]:
    """Declare that a view is for signed-in people with one of these roles."""

    def declare(view: View) -> View:
        _DECLARED[view] = Access(frozenset(roles), json=json, while_joining=while_joining)
        return view

    return declare


def anybody(view: View) -> View:
    """Declare that a view is for anybody, signed in or not; it may tell nothing of a visit."""
    _DECLARED[view] = Access(None)
    return view


def declared(app: Flask) -> dict[str, Access]:
    """Give who may use each endpoint; raise `UndeclaredRightError` when one does not say."""
    missing = sorted(name for name, view in app.view_functions.items() if view not in _DECLARED)
    if missing:
        raise UndeclaredRightError(f"Declare who may use {', '.join(missing)}.")
    return {name: _DECLARED[view] for name, view in app.view_functions.items()}


def anybody_over_json(view: View) -> View:
    """Declare the same of a view that speaks JSON with a script of ours."""
    _DECLARED[view] = Access(None, json=True)
    return view


def of_request() -> Access | None:
    """Give the access of the route asked for; None when there is no such route."""
    if request.endpoint is None:
        return None
    return _DECLARED[current_app.view_functions[request.endpoint]]


def enforce() -> ResponseReturnValue | None:
    """Refuse, before each request, who may not use its route.

    Who was only just invited is led from any page to where one chooses how to sign in.
    """
    access = of_request()
    if access is None or access.roles is None:
        return None
    actor = current.actor_or_none()
    if actor is None:
        raise Unauthorized
    if actor.is_joining and not access.while_joining:
        if request.method in {"GET", "HEAD"} and not access.json:
            return redirect(url_for("starting.page"), 303)
        raise Forbidden
    if actor.role not in access.roles:
        raise Forbidden
    return None
