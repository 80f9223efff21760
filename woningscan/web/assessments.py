"""Visits that were handed over, for the reviewer."""

from flask import Blueprint

blueprint = Blueprint("assessments", __name__)
