"""Signing in and out, and what becomes of a form when a session has ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, checked, form_in
from tests.visits import answered, front_door, planned
from woningscan.services import visits
from woningscan.web.kept_forms import FIELDS_FIELD, PATH_FIELD

AFTER_THE_SESSION = timedelta(hours=9)


@pytest.mark.parametrize("wrong", ["name", "password", "code"])
def test_whatever_was_wrong_the_answer_is_the_same(visitor: Browser, wrong: str) -> None:
    values = visitor.sign_in_fields("adviser") | {wrong: "000000"}
    response = visitor.fill_in("/sign-in", values)
    assert response.status_code == 401
    assert "De naam, het wachtwoord of de code klopt niet." in response.text
    assert visitor.get("/").status_code == 401


def test_too_many_tries_are_told(visitor: Browser) -> None:
    values = visitor.sign_in_fields("adviser") | {"password": "wrong"}
    statuses = [visitor.fill_in("/sign-in", values).status_code for _ in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_the_cookie_holds_a_token_and_nothing_else(adviser: Browser) -> None:
    adviser.page("/")
    with adviser.client.session_transaction() as session:
        assert set(session) == {"token", "csrf_token"}


def test_signing_in_starts_a_new_session(visitor: Browser) -> None:
    visitor.get("/sign-in")
    with visitor.client.session_transaction() as session:
        before = session["csrf_token"]
    visitor.sign_in("adviser")
    visitor.page("/")
    with visitor.client.session_transaction() as session:
        assert session["csrf_token"] != before


def test_signing_out_ends_the_session(adviser: Browser) -> None:
    cookie = adviser.client.get_cookie("session")
    assert cookie is not None
    assert adviser.fill_in("/", {}, "/sign-out").status_code == 303
    adviser.client.set_cookie("session", cookie.value)
    assert adviser.get("/").status_code == 401


def test_a_page_asks_for_signing_in_and_comes_back(visitor: Browser) -> None:
    visit = planned(visitor.installation)
    asked = visitor.get(f"/visits/{visit}/facts")
    assert asked.status_code == 401
    form = form_in(asked.text, "/sign-in")
    response = visitor.post("/sign-in", form.with_(visitor.sign_in_fields("adviser")))
    assert response.location == f"/visits/{visit}/facts"


@pytest.mark.parametrize("path", ["//evil.example.org/", "https://evil.example.org/", "/nowhere"])
def test_nobody_is_sent_away_after_signing_in(visitor: Browser, path: str) -> None:
    values = visitor.sign_in_fields("adviser") | {"next": path}
    assert visitor.fill_in("/sign-in", values).location == "/"


def test_a_form_is_kept_over_the_end_of_a_session(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    form = adviser.form(path)
    adviser.installation.moments.pass_by(AFTER_THE_SESSION)
    fields = form.with_({"answered.cylinder": "skg3", "noted.cylinder": 'Zegt "goed" & <b>'})
    refused = adviser.post(path, fields)
    assert refused.status_code == 401
    assert "uw invoer is bewaard" in refused.text
    kept = form_in(refused.text, "/sign-in")
    wrong = adviser.post("/sign-in", kept.with_({"name": "adviser", "password": "x", "code": "1"}))
    kept = form_in(wrong.text, "/sign-in")
    offered = adviser.post("/sign-in", kept.with_(adviser.sign_in_fields("adviser")))
    assert "Uw invoer is bewaard" in offered.text
    again = form_in(offered.text, path)
    assert adviser.post(path, again.fields).status_code == 303
    assert adviser.post(path, again.fields).status_code == 303
    actor = adviser.installation.actor("adviser")
    opened = visits.open_visit(adviser.installation.resources, actor, visit, "test")
    journal = opened.inspection.journal
    assert journal.value("answered", front_door(visit), "cylinder") == {"option": "skg3"}
    assert journal.value("noted", front_door(visit), "cylinder") == 'Zegt "goed" & <b>'
    assert not opened.inspection.conflicts
    assert len(journal.members["answered", front_door(visit), "cylinder"]) == 1


def test_a_form_of_an_earlier_session_can_be_sent_again(
    adviser: Browser, on_sqlite: Installation
) -> None:
    visit = planned(on_sqlite)
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    fields = adviser.form(path).with_({"answered.cylinder": "skg3"})
    adviser.sign_in_again("adviser")
    refused = adviser.post(path, fields)
    assert refused.status_code == 400
    again = form_in(refused.text, path)
    assert adviser.post(path, again.fields).status_code == 303
    assert adviser.form(path).fields["answered.cylinder"] == "skg3"


def test_a_form_of_another_site_is_not_kept(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    path = f"/visits/{visit}/facts"
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example.org"}, {}):
        response = adviser.client.post(path, data={"x": "planted"}, headers=headers)
        assert response.status_code in {400, 403}
        assert "planted" not in response.text


@pytest.mark.parametrize(
    "path", ["https://evil.example.org/", "//evil.example.org/", "/sign-out", "/health", ""]
)
def test_a_kept_form_goes_only_where_a_form_of_ours_can_go(visitor: Browser, path: str) -> None:
    values = visitor.sign_in_fields("adviser") | {PATH_FIELD: path, FIELDS_FIELD: "[]"}
    assert visitor.fill_in("/sign-in", values).status_code == 303


def test_a_disabled_account_is_out_at_once(
    app: Flask, on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    del app
    adviser = signed_in("adviser")
    on_sqlite.moments.pass_by(timedelta(minutes=31))
    assert adviser.get("/").status_code == 401


def test_an_expired_session_answers_a_script_in_its_own_language(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    token = adviser.csrf_token()
    adviser.installation.moments.pass_by(AFTER_THE_SESSION)
    response = adviser.client.post(
        f"/visits/{visit}/changes",
        json={"changes": [answered(visit)]},
        headers={**OWN_PAGE, "X-CSRFToken": token},
    )
    assert response.status_code == 401
    assert response.is_json


def test_who_comes_over_a_link_of_elsewhere_is_sent_on_without_a_cookie(visitor: Browser) -> None:
    visit = planned(visitor.installation)
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    response = checked(visitor.client.get(f"/visits/{visit}", headers=headers))
    assert f'http-equiv="refresh" content="0; url=/visits/{visit}"' in response.text
    assert "Set-Cookie" not in response.headers


def test_the_language_is_remembered(visitor: Browser) -> None:
    assert visitor.get("/sign-in?language=en").location == "/sign-in"
    page = visitor.page("/sign-in")
    assert '<html lang="en">' in page
    assert "Six-digit code" in page
    visitor.sign_in("adviser")
    assert "My visits" in visitor.page("/")
