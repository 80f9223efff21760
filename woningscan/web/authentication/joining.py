"""Beginning with an invitation: a link, and the code that somebody else told."""

from flask import Blueprint

blueprint = Blueprint("joining", __name__)
