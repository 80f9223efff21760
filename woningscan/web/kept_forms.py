"""A posted form that could not be taken, kept until the person has signed in again.

The fields travel along in the page itself, so that nothing of a visit is stored anywhere for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from woningscan.web.origin import is_from_own_page

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

NOT_KEPT = frozenset({"csrf_token", "password", "code", "answer"})
_JOINING = "joining"
_NOT_GONE_TO = ("confirming.", f"{_JOINING}.", "sign_in.", "static_files.")
PATH_FIELD = "kept-path"
FIELDS_FIELD = "kept-fields"


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was posted to, and what it held."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def as_text(self) -> str:
        """Give the fields as one text, for one hidden field."""
        return json.dumps(self.fields, ensure_ascii=False)


def from_request() -> KeptForm | None:
    """Keep the form of this request, if one of our own pages sent it."""
    if request.method != "POST" or request.is_json or not is_from_own_page():
        return None
    if request.mimetype == "multipart/form-data":
        # Photos are chosen again: a page could not carry them along.
        return None
    if request.blueprint == _JOINING:
        # Who joins cannot sign in yet, and a link is secret: the page of the link is opened again.
        return None
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if _is_kept(name)
    )
    return KeptForm(request.path, fields)


def _is_kept(name: str) -> bool:
    """Tell whether a field may stand in a page: a password never, whatever the field is called."""
    return name not in NOT_KEPT and "password" not in name and not name.startswith("kept-")


def from_form(form: MultiDict[str, str]) -> KeptForm | None:
    """Read back what a sign-in page carried along; None when it is not a form of ours."""
    path = form.get(PATH_FIELD, "")
    if not _takes(path, "POST"):
        return None
    try:
        pairs = json.loads(form.get(FIELDS_FIELD, ""))
        kept = KeptForm(path, tuple((str(name), str(value)) for name, value in pairs))
        kept.as_text.encode()  # Half a character cannot be sent to a page again.
    except (TypeError, ValueError):
        return None
    return kept


def local_path(path: str) -> str | None:
    """Give the path if a page of ours stands there; nobody is sent anywhere else.

    What stands after a question mark is for that page.
    """
    return path if path.isprintable() and _takes(path.partition("?")[0], "GET") else None


def _takes(path: str, method: str) -> bool:
    """Tell whether one of our routes takes this method; never one of signing in or confirming."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or not path.isprintable():
        # What is not printable ends a header, or is left out by browsers: `/\t/` is `//` to them.
        return False
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint = adapter.match(path, method=method)[0] if adapter else ""
    except HTTPException:
        return False
    return bool(endpoint) and not str(endpoint).startswith(_NOT_GONE_TO)
