"""Giving a visit to another adviser, with the consent of the privacy officer."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reassigning", __name__)
