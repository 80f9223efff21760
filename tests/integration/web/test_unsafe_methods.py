"""What may change something: only what one of our own pages sends, by its own method, not too long.

Over all routes, also those that come later.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask, request
from sqlalchemy import MetaData, create_engine, select

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, application
from tests.integration.web.test_routes import EXPECTED, requests_for
from tests.visits import planned
from woningscan.domain.rights import Role
from woningscan.web import access
from woningscan.web.browser_reports import RECEIVE
from woningscan.web.limits import DEFAULT_LIMIT, LIMITS, UPLOADS

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.invalid"},
    {"Origin": "http://localhost.evil.invalid"},
    {"Origin": "https://localhost"},
)
NOTED = {"session", "device", "audit"}
"""Tables in which a request may note that somebody was here, and that it was refused."""
KEEPS_WHAT_IT_SHOWS = {"own_factors.authenticator"}
"""A page that makes a secret for somebody to take over, and keeps it until its first code comes."""


def rows(installation: Installation) -> str:
    """Give a digest of all that is stored, but for who was seen when."""
    engine = create_engine(installation.config.database_url)
    metadata = MetaData()
    metadata.reflect(engine)
    found = sha256()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name not in NOTED:
                stored = sorted(map(repr, connection.execute(select(table)).all()))
                found.update(repr((table.name, stored)).encode())
    engine.dispose()
    return found.hexdigest()


def unsafe(app: Flask, visit: str) -> Iterator[tuple[str, str, str]]:
    """Give every route that changes something, by the method it takes."""
    return (each for each in requests_for(app, visit) if each[1] in UNSAFE)


def test_nothing_that_another_site_sends_is_taken(
    app: Flask, on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    visit = planned(on_sqlite)
    by_role = {PEOPLE[name]: signed_in(name) for name in PEOPLE if name != "other-adviser"}
    tokens = {role: browser.csrf_token() for role, browser in by_role.items()}
    before = rows(on_sqlite)
    for endpoint, method, path in unsafe(app, visit):
        role = min(EXPECTED[endpoint] or {Role.ADVISER})
        for foreign in FOREIGN:
            headers = {**foreign, "X-CSRFToken": tokens[role]}
            body: dict[str, Any] | None = {} if access.declared(app)[endpoint].json else None
            response = by_role[role].client.open(path, method=method, headers=headers, json=body)
            assert response.status_code == 403, (endpoint, method, foreign)
    assert rows(on_sqlite) == before


def test_nothing_is_taken_without_the_token_of_the_session(
    app: Flask, on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    visit = planned(on_sqlite)
    by_role = {PEOPLE[name]: signed_in(name) for name in PEOPLE if name != "other-adviser"}
    before = rows(on_sqlite)
    for endpoint, method, path in unsafe(app, visit):
        if endpoint == RECEIVE:
            continue
        role = min(EXPECTED[endpoint] or {Role.ADVISER})
        body: dict[str, Any] | None = {} if access.declared(app)[endpoint].json else None
        response = by_role[role].client.open(path, method=method, headers=OWN_PAGE, json=body)
        assert response.status_code == 400, (endpoint, method)
    assert rows(on_sqlite) == before


def test_a_method_that_is_only_spoken_of_is_not_taken(
    app: Flask, on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    before, token = rows(on_sqlite), adviser.csrf_token()
    paths = {path for _, method, path in requests_for(app, visit) if method == "GET"}
    for path in sorted(paths - {path for _, _, path in unsafe(app, visit)}):
        for method in UNSAFE:
            headers = {
                **OWN_PAGE,
                "X-CSRFToken": token,
                "X-HTTP-Method": method,
                "X-HTTP-Method-Override": method,
                "X-Method-Override": method,
            }
            overridden = adviser.client.get(
                f"{path}?_method={method}", headers=headers, buffered=True
            )
            plain = adviser.client.get(path, headers=OWN_PAGE, buffered=True)
            assert overridden.status_code == plain.status_code, path
            posted = adviser.client.post(
                path, data={"_method": "GET"}, headers={**headers, "X-HTTP-Method-Override": "GET"}
            )
            assert posted.status_code in {403, 404, 405}, path
    assert rows(on_sqlite) == before


def test_asking_what_may_be_asked_and_for_the_head_change_nothing_and_say_nothing(
    app: Flask, on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    before = rows(on_sqlite)
    for endpoint, method, path in requests_for(app, visit):
        asked = adviser.client.options(path, headers=OWN_PAGE, buffered=True)
        # Whoever may not use a route does not hear which methods it takes.
        assert asked.status_code in {200, 403}, endpoint
        assert asked.data == b"" or asked.status_code == 403
        assert (method in asked.headers.get("Allow", "")) is (asked.status_code == 200), endpoint
        assert adviser.client.open(path, method="TRACE").status_code in {403, 405}, endpoint
        if method == "HEAD" and endpoint not in KEEPS_WHAT_IT_SHOWS:
            assert adviser.client.head(path, headers=OWN_PAGE, buffered=True).data == b"", endpoint
    assert rows(on_sqlite) == before


def test_an_address_with_a_stroke_too_many_is_nowhere(
    app: Flask, on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    for path in sorted({path for _, _, path in requests_for(app, visit)} - {"/"}):
        for odd in (f"{path}/", f"{path}//", f"/{path[1:].replace('/', '//')}//"):
            response = adviser.client.get(odd, headers=OWN_PAGE)
            assert (response.status_code, response.headers.get("Location")) == (404, None), odd


def test_what_is_said_twice_does_no_harm(
    app: Flask, on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    for _, method, path in requests_for(app, visit):
        doubled = f"{path}?language=nl&language=en&next=/&next=//evil.invalid&room=x&room=y&page=1"
        if method == "GET":
            response = adviser.client.get(f"{doubled}&page=2", headers=OWN_PAGE, buffered=True)
            assert response.status_code < 500, path
            assert "evil" not in response.headers.get("Location", "")
    form = adviser.form(f"/visits/{visit}/rooms/new").with_({"zone": "facade", "name": "Dakkapel"})
    twice = {name: [value, value] for name, value in form.items()}
    posted = adviser.client.post(f"/visits/{visit}/rooms/new", data=twice, headers=OWN_PAGE)
    assert posted.status_code == 303
    assert "Dakkapel" in adviser.page(f"/visits/{visit}")


def test_every_limit_is_of_a_route_that_takes_something(app: Flask) -> None:
    taking = {
        rule.endpoint for rule in app.url_map.iter_rules() if set(UNSAFE) & (rule.methods or set())
    }
    assert LIMITS.keys() | UPLOADS.keys() <= taking
    assert DEFAULT_LIMIT <= 64 * 1024


def test_no_route_takes_more_than_its_limit(
    app: Flask, on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    visit = planned(on_sqlite)
    by_role = {PEOPLE[name]: signed_in(name) for name in PEOPLE if name != "other-adviser"}
    tokens = {role: browser.csrf_token() for role, browser in by_role.items()}
    before = rows(on_sqlite)
    for endpoint, method, path in unsafe(app, visit):
        role = min(EXPECTED[endpoint] or {Role.ADVISER})
        limit = UPLOADS.get(endpoint, LIMITS.get(endpoint, DEFAULT_LIMIT))
        response = by_role[role].client.open(
            path,
            method=method,
            headers={**OWN_PAGE, "X-CSRFToken": tokens[role]},
            data=b"x" * (limit + 1),
        )
        assert response.status_code == 413, (endpoint, method)
    assert rows(on_sqlite) == before


def test_the_token_of_a_form_lives_as_long_as_the_session(
    on_sqlite: Installation,
    signed_in: Callable[[str], Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def seconds(_signer: object) -> int:
        return int(on_sqlite.moments.now.timestamp())

    monkeypatch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", seconds)
    adviser, visit = signed_in("adviser"), planned(on_sqlite)
    path = f"/visits/{visit}/rooms/new"
    form = adviser.form(path).with_({"zone": "facade", "name": "Dakkapel"})
    for _ in range(47):
        on_sqlite.moments.pass_by(timedelta(minutes=10))
        adviser.page(f"/visits/{visit}")
    assert adviser.post(path, form).status_code == 303


def test_what_the_proxy_says_is_believed_as_far_as_there_are_proxies(
    on_sqlite: Installation,
) -> None:
    config = replace(on_sqlite.config, trusted_proxies=1, secure_cookies=False)
    seen = []
    app = application(config, on_sqlite.resources)
    app.before_request_funcs[None].insert(0, lambda: seen.append(request.remote_addr))
    said = {"X-Forwarded-For": "203.0.113.9, 192.0.2.8", "X-Forwarded-Host": "evil.invalid"}
    assert app.test_client().get("/sign-in", headers=said).status_code == 400
    # The last was added by our own proxy; what stands before it, anybody can say.
    assert seen == ["192.0.2.8"]


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For"])
def test_what_a_proxy_would_say_is_not_believed_of_anybody(visitor: Browser, header: str) -> None:
    said = visitor.client.get("/sign-in", headers={header: "evil.invalid"})
    assert said.status_code == 200
    assert "evil" not in said.text
