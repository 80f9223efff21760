"""The blank form to print, and typing in afterwards what was written on it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("paper", __name__)
