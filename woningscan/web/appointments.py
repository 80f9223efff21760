"""Moving, cancelling and taking up again an appointment."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("appointments", __name__)
