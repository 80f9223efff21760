"""Reviewing the advice: what is advised, in which order, and what the adviser changes."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("advice", __name__)
