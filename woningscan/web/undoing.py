"""Taking back the last step."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("undoing", __name__)
