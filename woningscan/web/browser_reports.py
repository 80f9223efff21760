"""What browsers report of pages that did what their policy forbids."""

from flask import Blueprint

blueprint = Blueprint("browser_reports", __name__)
