"""A browser that was revoked wipes what it holds, at its next contact."""

from flask import Blueprint

blueprint = Blueprint("devices", __name__)
