"""Invitations that wait for the privacy officer."""

from flask import Blueprint

blueprint = Blueprint("invitations", __name__)
