"""The own account: factors, sessions, devices, and what happened with it."""

from flask import Blueprint

blueprint = Blueprint("security", __name__)
