"""Who opened a visit, and when, for its advisers."""

from flask import Blueprint

blueprint = Blueprint("openings", __name__)
