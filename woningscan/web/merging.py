"""Merging two rooms, and copying the answers of a like one."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("merging", __name__)
