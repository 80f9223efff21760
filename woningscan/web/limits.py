"""How much a request may be, by its route, and no file of a visitor on a disk.

Werkzeug writes an upload above 500 KiB to a temporary file, in clear. Here every upload stays in
memory, within the limit of its route; who has not signed in may send no upload at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request, request, session
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, Unauthorized

from woningscan.photos.kinds import MOST_BYTES

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
DEFAULT_LIMIT = 64 * KIBIBYTE
"""Enough for the longest text that a form may hold, each of its characters sent as twelve."""
LONG_FORM = MEBIBYTE
"""For a form with a text for each of many things."""
WITH_KEPT_FORM = 3 * MEBIBYTE
"""For a form that brings along another, which was posted before somebody had to show who it is."""
LIMITS = {
    "advice.change": LONG_FORM,
    "advice.save_own": LONG_FORM,
    "browser_reports.receive": 16 * KIBIBYTE,
    # A tablet that was a day without a network sends all it has.
    "changes.save": 20 * MEBIBYTE,
    "confirming.confirm": WITH_KEPT_FORM,
    "facts.save": LONG_FORM,
    "looks.save": LONG_FORM,
    "paper.enter": LONG_FORM,
    "room_page.save": LONG_FORM,
    "settings.phones": LONG_FORM,
    "settings.prices": LONG_FORM,
    "settings.text": LONG_FORM,
    "sign_in.sign_in": WITH_KEPT_FORM,
}
UPLOADS = {
    # One photo.
    "photos.send": MOST_BYTES,
    # The photos that somebody chose in a form at once, as large as the camera made them.
    "photos.add": 80 * MEBIBYTE,
}
"""Routes that take photos. What else stands in such a form is no longer than in any other."""


class MemoryRequest(Request):
    """A request whose files never leave memory."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Give a stream in memory; it replaces Werkzeug's, which spools to a disk."""
        del total_content_length, content_type, filename, content_length
        return BytesIO()


def set_limits() -> None:
    """Set, before anything reads the body, how long it may be; its length must be told."""
    if request.headers.get("Transfer-Encoding"):
        raise BadRequest
    endpoint = request.endpoint or ""
    limit = LIMITS.get(endpoint, DEFAULT_LIMIT)
    request.max_content_length = UPLOADS.get(endpoint, limit)
    # The parser of uploads counts the piece of a file that it holds with the fields.
    request.max_form_memory_size = LONG_FORM if endpoint in UPLOADS else limit
    if endpoint in UPLOADS and (request.content_length or 0) > limit and "token" not in session:
        # Whoever it is, the body is not read before that is known.
        request.max_content_length = limit
        raise Unauthorized
    if (request.content_length or 0) > request.max_content_length:
        raise RequestEntityTooLarge
