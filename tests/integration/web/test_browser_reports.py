"""Browsers report what they kept out of a page; anybody may, so little comes of it."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from woningscan.services import browser_reports
from woningscan.services.browser_reports import Report

CSP, REPORTS = "application/csp-report", "application/reports+json"
VISIT = "0b9e6d0e-0d3c-4d6c-9d0c-2b1f1a4b7c55"
OLD: dict[str, Any] = {
    "csp-report": {
        "document-uri": f"http://localhost/visits/{VISIT}?naam=Verzonnen",
        "violated-directive": "script-src-elem",
        "effective-directive": "script-src-elem",
        "original-policy": "default-src 'none'",
        "blocked-uri": "https://evil.invalid/Verzonnen.js",
        "source-file": f"http://localhost/visits/{VISIT}",
    }
}
"""As Chromium, Firefox and Safari send it to `report-uri`."""
NEW: dict[str, Any] = {
    "type": "csp-violation",
    "age": 10,
    "url": f"http://localhost/visits/{VISIT}",
    "user_agent": "Verzonnen",
    "body": {
        "documentURL": f"http://localhost/visits/{VISIT}",
        "effectiveDirective": "script-src-elem",
        "blockedURL": "https://evil.invalid/Verzonnen.js",
        "disposition": "enforce",
    },
}
"""As Chromium sends it to `report-to`, in a list."""
FOUND = Report("csp-violation", "script-src-elem", "other-site", "overview.page")


def send(browser: Browser, what: object, type_: str = CSP, **headers: str) -> TestResponse:
    """Send a report as a browser does: without a token."""
    body = what if isinstance(what, bytes) else json.dumps(what).encode()
    return browser.client.post("/reports", data=body, content_type=type_, headers=headers)


def counted(installation: Installation) -> list[tuple[Report, int]]:
    """Give what was counted."""
    found = browser_reports.reports(installation.resources, installation.actor("administrator"))
    return [each for day in found for each in day.reports]


def test_both_forms_are_counted_as_one(visitor: Browser, on_sqlite: Installation) -> None:
    for response in (
        send(visitor, OLD, **OWN_PAGE),
        send(visitor, OLD, Origin="null"),
        send(visitor, [NEW, NEW], REPORTS),
    ):
        assert response.status_code == 204
        assert not response.data
        assert "Set-Cookie" not in response.headers
    assert counted(on_sqlite) == [(FOUND, 4)]


def test_whoever_is_signed_in_needs_no_token_for_it(
    adviser: Browser, on_sqlite: Installation
) -> None:
    assert send(adviser, OLD, **OWN_PAGE).status_code == 204
    assert counted(on_sqlite) == [(FOUND, 1)]


@pytest.mark.parametrize(
    ("url", "route"),
    [
        ("http://localhost/", "visit_list.page"),
        ("http://localhost/nowhere", "no-page"),
        ("http://localhost//evil.invalid", "no-page"),
        ("http://evil.invalid/", "elsewhere"),
        ("http://[evil", "elsewhere"),
        ("about:blank", "elsewhere"),
        ("", "elsewhere"),
    ],
)
def test_of_an_address_the_name_of_its_route_stays(
    visitor: Browser, on_sqlite: Installation, url: str, route: str
) -> None:
    assert send(visitor, [{"type": "crash", "url": url, "body": {}}], REPORTS).status_code == 204
    assert counted(on_sqlite) == [(Report("crash", "none", "none", route), 1)]


@pytest.mark.parametrize(
    ("what", "type_"),
    [
        (b"", CSP),
        (b"{", CSP),
        (b"\xff", CSP),
        ({}, CSP),
        ({"csp-report": []}, CSP),
        ([OLD], CSP),
        (b"[" * 10_000, CSP),
        (OLD, REPORTS),
        ([7], REPORTS),
        ([{"type": "crash"}], REPORTS),
        (OLD, "application/json"),
        (OLD, "text/plain"),
        (b"csp-report=1", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_report_is_refused_in_silence(
    visitor: Browser, on_sqlite: Installation, what: object, type_: str
) -> None:
    response = send(visitor, what, type_)
    assert (response.status_code, response.data) == (400, b"")
    assert counted(on_sqlite) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.invalid"},
    ],
)
def test_what_another_site_sends_is_refused(
    visitor: Browser, on_sqlite: Installation, headers: dict[str, str]
) -> None:
    assert send(visitor, OLD, **headers).status_code == 403
    assert counted(on_sqlite) == []


def test_a_long_one_is_refused(visitor: Browser, on_sqlite: Installation) -> None:
    long = {"csp-report": {**OLD["csp-report"], "original-policy": "x" * 16 * 1024}}
    assert send(visitor, long).status_code == 413
    assert counted(on_sqlite) == []


def test_of_many_at_once_a_few_are_counted(visitor: Browser, on_sqlite: Installation) -> None:
    brief = {"type": "crash", "url": "http://localhost/", "body": {}}
    assert send(visitor, [brief] * 100, REPORTS).status_code == 204
    assert counted(on_sqlite) == [(Report("crash", "none", "none", "visit_list.page"), 20)]
    assert send(visitor, [], REPORTS).status_code == 204


def test_nothing_of_a_report_is_stored_or_logged(
    visitor: Browser, on_sqlite: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        send(visitor, OLD)
        send(visitor, [NEW, {**NEW, "type": "Verzonnen"}], REPORTS)
    assert len(counted(on_sqlite)) == 2
    for file in on_sqlite.config.data_dir.iterdir():
        if file.is_file():
            assert not any(part in file.read_bytes() for part in (b"Verzonnen", VISIT.encode()))
    assert "Verzonnen" not in caplog.text
    assert VISIT not in caplog.text


def test_the_administrator_reads_them_in_words(
    visitor: Browser, signed_in: Callable[[str], Browser]
) -> None:
    administrator = signed_in("administrator")
    assert "meldden browsers niets" in administrator.page("/settings/reports")
    send(visitor, [NEW, {"type": "x", "url": "http://localhost/health", "body": {}}], REPORTS)
    page = administrator.page("/settings/reports")
    assert "12\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2026" in page
    for words in ("Een script", "Van een andere website", "static_files.health"):
        assert words in page
    assert VISIT not in page
    assert "evil" not in page
    assert 'href="/settings/reports"' in administrator.page("/settings")
