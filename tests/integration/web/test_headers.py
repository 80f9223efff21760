"""What every response says, whatever it is about."""

import logging
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.integration.web.test_routes import requests_for
from tests.photos import added
from tests.visits import planned
from woningscan.app import app_over
from woningscan.web.static_files import static_url


def assert_headers(response: TestResponse) -> None:
    headers = response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Origin-Agent-Cluster"] == "?1"
    assert headers["X-Frame-Options"] == "DENY"
    assert policy["report-to"] == "default"
    assert headers["Reporting-Endpoints"] == f'default="{policy["report-uri"]}"'
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert "publickey-credentials-create=(self)" in headers["Permissions-Policy"]
    for telling in ("Server", "X-Powered-By", "Access-Control-Allow-Origin"):
        assert telling not in headers


def test_every_route_sends_them_and_is_kept_by_nobody(
    app: Flask, adviser: Browser, on_sqlite: Installation
) -> None:
    visit = planned(on_sqlite)
    paths = {path for _, _, path in requests_for(app, visit)} | {"/nowhere", "/visits/x"}
    seen = set()
    for path in sorted(paths):
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            response = adviser.client.open(path, method=method, headers=OWN_PAGE, buffered=True)
            assert_headers(response)
            assert response.headers["Cache-Control"] == "no-store", (method, path)
            seen.add((response.status_code, response.mimetype))
            response.close()
    statuses = {status for status, _ in seen}
    assert {200, 400, 403, 404, 405, 415} <= statuses
    assert {"text/html", "application/json", "application/pdf", "text/plain"} <= {
        mimetype for _, mimetype in seen
    }


def test_what_is_not_sent_anew_and_what_leads_elsewhere_send_them_too(visitor: Browser) -> None:
    first = visitor.get(static_url("robots.txt"))
    known = {"If-None-Match": first.headers["ETag"]}
    unchanged = visitor.client.get(static_url("robots.txt"), headers=known, buffered=True)
    assert unchanged.status_code == 304
    assert_headers(unchanged)
    led = visitor.client.get("/sign-in?language=en")
    assert led.status_code == 303
    assert_headers(led)


def test_a_photo_sends_them_too(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    photo = added(adviser.installation, visit)
    shown = adviser.client.get(f"/visits/{visit}/photos/{photo}/small.jpg", headers=OWN_PAGE)
    assert shown.mimetype == "image/jpeg"
    assert_headers(shown)


def test_a_static_file_of_this_version_may_be_kept_for_ever(visitor: Browser) -> None:
    response = visitor.get(static_url("css/tokens.css"))
    assert_headers(response)
    assert response.mimetype == "text/css"
    assert "immutable" in response.headers["Cache-Control"]
    assert visitor.get("/static/000000000000/css/tokens.css").status_code == 404
    assert visitor.get(static_url("../pyproject.toml")).status_code == 404


def test_over_https_the_cookie_cannot_be_set_by_another_host(on_sqlite: Installation) -> None:
    app = app_over(on_sqlite.config, on_sqlite.resources)
    response = app.test_client().get("/sign-in", base_url="https://localhost")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]


def test_on_localhost_the_cookie_works_without_https(visitor: Browser) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_another_host_is_refused(on_sqlite: Installation) -> None:
    config = replace(on_sqlite.config, trusted_hosts=("woningscan.example.org",))
    app = app_over(config, on_sqlite.resources)
    response = app.test_client().get("/sign-in", base_url="http://evil.example.org")
    assert response.status_code == 400
    assert_headers(response)


def test_a_body_above_the_limit_is_refused(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    token = adviser.csrf_token()
    response = adviser.post(f"/visits/{visit}/facts", {"csrf_token": token, "x": "x" * 1_100_000})
    assert response.status_code == 413
    assert_headers(response)


def test_an_unforeseen_error_is_logged_without_what_it_was_about(
    app: Flask, adviser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Wethouder Verzonnen")

    monkeypatch.setattr("woningscan.web.visit_list.visits.visits_of", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.ERROR):
        response = adviser.get("/")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert_headers(response)
    assert "KeyError" in caplog.text
    assert "Verzonnen" not in caplog.text
