"""What browsers report of pages that did what their policy forbids: counted, and never kept.

Anybody can send a report, and a report holds addresses, which name visits. So of each only words
of closed lists are counted, by the day, up to a limit; an unknown word becomes "other".

Forms of reports: CSP Level 3 (https://www.w3.org/TR/CSP3/, 5.3 and 5.4) and the Reporting API
(https://www.w3.org/TR/reporting-1/).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from woningscan.persistence.browser_reports import Reported
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

NONE, OTHER = "none", "other"
VIOLATION = "csp-violation"
KINDS = (
    *(VIOLATION, "permissions-policy-violation", "coep", "coop", "crash", "deprecation"),
    *("integrity-violation", "intervention", OTHER),
)
DIRECTIVES = (
    *("base-uri", "child-src", "connect-src", "default-src", "font-src", "form-action"),
    *("frame-ancestors", "frame-src", "img-src", "manifest-src", "media-src", "object-src"),
    *("require-trusted-types-for", "script-src", "script-src-attr", "script-src-elem"),
    *("style-src", "style-src-attr", "style-src-elem", "trusted-types", "worker-src"),
    *(NONE, OTHER),
)
BLOCKED = (
    *("inline", "eval", "trusted-types", "self", "data", "blob", "extension"),
    *("other-site", "other-scheme", NONE),
)
ELSEWHERE, NO_PAGE = "elsewhere", "no-page"
"""Instead of the name of a route: the page was not on our host, or no page of ours is there."""

MOST_KINDS = 500
"""How many kinds are told apart on a day."""
MOST_REPORTS = 20_000
"""How many reports are counted on a day: nobody keeps the database writing from outside."""
SHOWN_DAYS = 30
KEPT_DAYS = 90

_EXTENSIONS = ("chrome-extension", "moz-extension", "safari-extension", "safari-web-extension")
_NAMED = {
    "inline": "inline",
    "eval": "eval",
    "wasm-eval": "eval",
    "trusted-types-policy": "trusted-types",
    "trusted-types-sink": "trusted-types",
    "self": "self",
    "data": "data",
    "blob": "blob",
    "": NONE,
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report in words of ours; `route` is the name of the route whose page it is about."""

    kind: str
    directive: str
    blocked: str
    route: str


@dataclass(frozen=True, slots=True)
class DayReports:
    """What was reported on a day (`2026-05-12`, in UTC), and how often, the most frequent first."""

    day: str
    reports: tuple[tuple[Report, int], ...]


def report_of(
    kind: object, body: Mapping[str, Any], own: str, route_of: Callable[[str], str]
) -> Report:
    """Give a report in words of ours.

    `body` may have the names of either form. `own` is our own origin, such as
    `https://woningscan.example.org`; `route_of` gives the name of the route for an address.
    """
    directive = _text(body, "effectiveDirective", "effective-directive", "violated-directive")
    word = directive.split(" ", 1)[0] or NONE
    return Report(
        kind if isinstance(kind, str) and kind in KINDS else OTHER,
        word if word in DIRECTIVES else OTHER,
        _blocked(_text(body, "blockedURL", "blocked-uri"), _source(body), own),
        route_of(_text(body, "documentURL", "document-uri", "url")),
    )


def count(resources: Resources, reports: Iterable[Report]) -> None:
    """Count reports for this day, as long as they are within the limits; nobody is told."""
    day = resources.clock.now()[:10]
    with resources.work.reading() as stored:
        if stored.browser_reports.reports_on(day) >= MOST_REPORTS:
            return
    with resources.work.writing() as stored:
        stored.browser_reports.wait_in_turn()
        for report in reports:
            found = Reported(day, report.kind, report.directive, report.blocked, report.route)
            _count(resources, stored, found)


def reports(resources: Resources, actor: Actor) -> tuple[DayReports, ...]:
    """Give what was reported lately, the newest day first.

    Raises:
        ForbiddenError: not an administrator.
    """
    require(actor, Right.READ_BROWSER_REPORTS)
    since = resources.clock.ago(timedelta(days=SHOWN_DAYS))[:10]
    with resources.work.reading() as stored:
        rows = stored.browser_reports.since(since)
    return tuple(
        DayReports(
            day,
            tuple(
                (Report(row.kind, row.directive, row.blocked, row.route), often)
                for row, often in sorted(of_day, key=lambda counted: -counted[1])
            ),
        )
        for day, of_day in groupby(rows, key=lambda counted: counted[0].day)
    )


def _count(resources: Resources, stored: Repositories, reported: Reported) -> None:
    counted = stored.browser_reports
    if counted.reports_on(reported.day) >= MOST_REPORTS:
        return
    if not counted.is_known(reported):
        if counted.kinds_on(reported.day) >= MOST_KINDS:
            return
        counted.forget_before(resources.clock.ago(timedelta(days=KEPT_DAYS))[:10])
    counted.count(reported)


def _blocked(address: str, source: str, own: str) -> str:
    """Say what was kept out; a script that an extension put into our page is the extension's."""
    if any(each.startswith(_EXTENSIONS) for each in (address, source)):
        return "extension"
    if address in _NAMED:
        return _NAMED[address]
    scheme, colon, _ = address.partition(":")
    if scheme.lower() in {"data", "blob"}:
        return scheme.lower()
    if colon and scheme.lower() in {"http", "https", "ws", "wss"}:
        return "self" if address == own or address.startswith(f"{own}/") else "other-site"
    return "other-scheme"


def _source(body: Mapping[str, Any]) -> str:
    return _text(body, "sourceFile", "source-file")


def _text(body: Mapping[str, Any], *names: str) -> str:
    found = (body[name] for name in names if isinstance(body.get(name), str) and body[name])
    return next(found, "")
