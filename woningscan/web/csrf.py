"""The token that a form of ours carries; only this module calls Flask-WTF, which has no types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.csrf import CSRFProtect, generate_csrf

if TYPE_CHECKING:
    from flask import Flask

_PROTECTION = CSRFProtect()  # type: ignore[no-untyped-call]


def register(app: Flask) -> None:
    """Prepare an application; that every request is checked is said where requests are."""
    _PROTECTION.init_app(app)  # type: ignore[no-untyped-call]


def check() -> None:
    """Refuse a request that changes something without the token of its session."""
    _PROTECTION.protect()  # type: ignore[no-untyped-call]


def token() -> str:
    """Give the token of this session, making it the first time."""
    return str(generate_csrf())  # type: ignore[no-untyped-call]
