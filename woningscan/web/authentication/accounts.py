"""All accounts, for an administrator: who there is, invitations, lost tablets."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
