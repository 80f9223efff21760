"""All parts that pages are made of, for whoever builds them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("components", __name__)
