"""Showing again who it is, before something that leaves the house or gives access."""

from flask import Blueprint

blueprint = Blueprint("confirming", __name__)
