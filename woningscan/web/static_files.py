"""Static files under an address that holds a digest of them all, so that they can be kept for ever.

One digest for the whole folder, not one per file: a script imports its neighbours by name, and so
never gets a neighbour of another version.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, request, send_from_directory

from woningscan.paths import data_folder
from woningscan.web.access import anybody
from woningscan.web.static_texts import TYPES, sent_texts

blueprint = Blueprint("static_files", __name__)
DIGEST_CHARACTERS = 12
ONE_YEAR = 31_536_000


@cache
def digest() -> str:
    """Give the digest of all static files, their names included."""
    folder = data_folder("static")
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    # What is sent of them is of this version of the code.
    found.update("".join(text for _, text in sorted(sent_texts().items())).encode())
    return found.hexdigest()[:DIGEST_CHARACTERS]


def static_url(name: str) -> str:
    """Give the address of a static file, by its path in the folder."""
    return f"/static/{digest()}/{name}"


@blueprint.get("/static/<version>/<path:name>")
@anybody
def file(version: str, name: str) -> Response:
    """Send a static file of this version; another version is not here."""
    if version != digest():
        abort(404)
    response = _response(name)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


def _response(name: str) -> Response:
    text = sent_texts().get(name)
    if text is None:
        return send_from_directory(data_folder("static"), name, max_age=ONE_YEAR)
    takes_packed = request.accept_encodings.quality("gzip") > 0
    response = Response(
        _packed(name) if takes_packed else text, mimetype=TYPES[PurePosixPath(name).suffix]
    )
    if takes_packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.max_age = ONE_YEAR
    return response


@cache
def _packed(name: str) -> bytes:
    """Give a text as gzip; pages never are: their size would tell of the tokens in them."""
    return gzip.compress(sent_texts()[name].encode(), mtime=0)


@blueprint.get("/robots.txt")
@anybody
def robots() -> Response:
    """Tell search engines to stay away."""
    return send_from_directory(data_folder("static"), "robots.txt")


@blueprint.get("/health")
@anybody
def health() -> dict[str, str]:
    """Tell that the process answers; nothing about visits, not even how many."""
    return {"status": "ok"}
