"""What browsers report of pages that did what their policy forbids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from woningscan.domain.rights import Role
from woningscan.services import browser_reports
from woningscan.services.browser_reports import ELSEWHERE, NO_PAGE, VIOLATION
from woningscan.web import current
from woningscan.web.access import allow, anybody
from woningscan.web.contexts.browser_reports import report_days
from woningscan.web.headers import REPORTS_PATH

if TYPE_CHECKING:
    from woningscan.services.browser_reports import Report

blueprint = Blueprint("browser_reports", __name__)

RECEIVE = "browser_reports.receive"
"""The one route that takes a POST without the token of a form: no browser sends one along."""
CSP_TYPE = "application/csp-report"
REPORTS_TYPE = "application/reports+json"
MOST_AT_ONCE = 20


class MalformedReportError(ValueError):
    """What was sent is no report."""


@blueprint.post(REPORTS_PATH)
@anybody
def receive() -> Response:
    """Count what a browser reports; the answer says nothing, and the log neither."""
    try:
        found = _reports()[:MOST_AT_ONCE]
    except (MalformedReportError, RecursionError):
        return Response(status=400)
    if found:
        browser_reports.count(current.resources(), found)
    return Response(status=204)


@blueprint.get("/settings/reports")
@allow(Role.ADMINISTRATOR)
def page() -> str:
    """Show what was reported lately, by the day."""
    found = browser_reports.reports(current.resources(), current.actor())
    return render_template("settings/reports.html", days=report_days(found, current.translator()))


def _reports() -> list[Report]:
    body = request.get_json(force=True, silent=True)
    if request.mimetype == CSP_TYPE:
        found = body.get("csp-report") if isinstance(body, dict) else None
        return [_report(VIOLATION, found)]
    if request.mimetype == REPORTS_TYPE and isinstance(body, list):
        if not all(isinstance(each, dict) for each in body):
            raise MalformedReportError
        return [_report(each.get("type"), each.get("body"), each.get("url")) for each in body]
    raise MalformedReportError


def _report(kind: object, body: object, url: object = None) -> Report:
    """Read one report; one that is about no policy names its page beside its body."""
    if not isinstance(body, Mapping):
        raise MalformedReportError
    whole: dict[str, Any] = {"url": url, **body}
    return browser_reports.report_of(kind, whole, request.host_url.rstrip("/"), _route_of)


def _route_of(address: str) -> str:
    """Give the name of the route of a page; nothing else of its address is looked at."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ELSEWHERE
    if parts.netloc != request.host:
        return ELSEWHERE
    adapter = current_app.create_url_adapter(request)
    try:
        found = adapter.match(parts.path, method="GET")[0] if adapter else NO_PAGE
    except HTTPException:
        return NO_PAGE
    return str(found)
