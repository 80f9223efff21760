"""The road of the tablet: changes as JSON, saved when the answer leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import BadRequest

from woningscan.domain.rights import Role
from woningscan.services import saving
from woningscan.web import csrf, current
from woningscan.web.access import EVERY_ROLE, allow

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Response

blueprint = Blueprint("changes", __name__)


@blueprint.post("/visits/<uuid:visit>/changes")
@allow(Role.ADVISER, json=True)
def save(visit: UUID) -> Response:
    """Save `{"changes": […]}` and acknowledge each: `{"accepted": [{"id", "sequence"}]}`."""
    body = request.get_json()
    raw = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(raw, list):
        raise BadRequest
    receipt = saving.save_changes(current.resources(), current.actor(), str(visit), raw)
    return jsonify(
        accepted=[{"id": each.id, "sequence": each.sequence} for each in receipt.accepted]
    )


@blueprint.get("/session")
@allow(*EVERY_ROLE, json=True)
def session() -> Response:
    """Give a page that stayed open over signing in again the token of the new session."""
    return jsonify(csrf_token=csrf.token())
