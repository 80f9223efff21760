"""How much a request may be, by its route, and no file of a visitor on a disk.

Werkzeug writes an upload above 500 KiB to a temporary file, in clear. There is no upload route yet;
whatever is posted all the same stays in memory, within the limit.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request, request
from werkzeug.exceptions import BadRequest

MEBIBYTE = 1024 * 1024
DEFAULT_LIMIT = MEBIBYTE
LIMITS = {
    # A tablet that was a day without a network sends all it has.
    "changes.save": 20 * MEBIBYTE,
    # Signing in again brings along the whole form that was posted after the session had ended.
    "sign_in.sign_in": 3 * MEBIBYTE,
}


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
    limit = LIMITS.get(request.endpoint or "", DEFAULT_LIMIT)
    request.max_content_length = limit
    request.max_form_memory_size = limit
