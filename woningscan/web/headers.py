"""The headers of every response, error pages included. No page has an inline script or style."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Response

REPORTS_PATH = "/reports"
"""Where browsers report a page that did what these headers forbid."""
REPORTS_GROUP = "default"
"""The name that browsers also send reports to of which no header speaks, such as of a crash."""

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
    f"report-to {REPORTS_GROUP}",
    # Browsers that do not know the line above report here, and all others do not.
    f"report-uri {REPORTS_PATH}",
)
CONTENT_SECURITY_POLICY = "; ".join(_DIRECTIVES)

_OURS = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
"""What copying the link of an invitation, and signing in with a passkey, need."""
_DENIED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
    *("compute-pressure", "cross-origin-isolated", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid"),
    *("identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts"),
    *("magnetometer", "microphone", "midi", "otp-credentials", "payment"),
    *("picture-in-picture", "private-state-token-issuance", "private-state-token-redemption"),
    *("screen-wake-lock", "serial", "speaker-selection", "storage-access", "sync-xhr"),
    *("unload", "usb", "window-management", "xr-spatial-tracking"),
)
"""All that browsers know by name and no page of ours uses. A name that the Chromium of the tests
does not know is left out: it would write a warning for each page."""
PERMISSIONS_POLICY = ", ".join(
    (*(f"{feature}=()" for feature in _DENIED), *(f"{feature}=(self)" for feature in _OURS))
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "Reporting-Endpoints": f'{REPORTS_GROUP}="{REPORTS_PATH}"',
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
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
