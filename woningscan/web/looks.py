"""Another look at the home within the same visit, such as the one in the dark."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("looks", __name__)
