"""Help with each page."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("assistance", __name__)
