"""The headers of every response, error pages included. No page has an inline script or style."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Response

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(_DIRECTIVES)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SECURE_HEADERS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def add_headers(response: Response) -> Response:
    """Add the headers; nothing but a static file of a fixed version may be kept by anybody."""
    response.headers.update(HEADERS)
    if not response.cache_control.immutable:
        response.headers["Cache-Control"] = "no-store"
    return response


def add_secure_headers(response: Response) -> Response:
    """Add what only makes sense over https."""
    response.headers.update(SECURE_HEADERS)
    return response
