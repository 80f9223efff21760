"""The pages of accounts and invitations: a link and a code are shown once, each to one of two."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.inviting import invited
from woningscan.services import accounts

SignIn = Callable[[str], Browser]
NEW = {"display-name": "Vera Verzonnen", "name": "v.verzonnen", "role": "adviser"}
LINK = re.compile(r'id="link"[^>]* value="(http://localhost/join#([A-Za-z0-9_-]{43}))"')
CODE = re.compile(r'class="spoken-code">([A-Z0-9]{4}-[A-Z0-9]{4})<')
CONFIRM = re.compile(r'action="(/invitations/[0-9a-f-]+/confirm)"')
DECLINE = re.compile(r'action="(/invitations/[0-9a-f-]+/decline)"')
PERSON = re.compile(r'href="(/accounts/[0-9a-f-]{36})"')


@pytest.fixture
def administrator(signed_in: SignIn) -> Browser:
    """Give a browser of an administrator."""
    return signed_in("administrator")


@pytest.fixture
def officer(signed_in: SignIn) -> Browser:
    """Give a browser of the privacy officer."""
    return signed_in("privacy-officer")


def address_of(installation: Installation, name: str) -> str:
    return f"/accounts/{installation.actor(name).account}"


def found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match, pattern.pattern
    return match[1]


def test_two_people_let_a_third_in(
    app: Flask, on_sqlite: Installation, administrator: Browser, officer: Browser
) -> None:
    response = administrator.fill_in("/accounts/new", dict(NEW))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    link = found(LINK, response.text)
    token = link.rpartition("#")[2]
    # Input and both languages of the mail hold the link; and the mail names the person.
    assert response.text.count(token) == 3
    assert "Beste Vera Verzonnen" in response.text
    assert "Dear Vera Verzonnen" in response.text
    waiting = officer.page("/invitations")
    assert "Vera Verzonnen" in waiting
    assert token not in waiting
    assert "wachten: 1" in officer.page("/reassignments")
    shown = officer.fill_in("/invitations", {}, found(CONFIRM, waiting))
    assert shown.status_code == 200
    code = found(CODE, shown.text)
    assert code not in officer.page("/invitations")
    for path in ("/accounts", found(PERSON, response.text)):
        assert token not in administrator.page(path)
        assert code not in administrator.page(path)
    newcomer = Browser(app, on_sqlite)
    assert newcomer.fill_in("/join", {"link-part": link, "code": code}).status_code == 303
    assert "wachten: 0" in officer.page("/reassignments")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "Met Spatie"}, "kleine letters"),
        ({"name": ""}, "kleine letters"),
        ({"name": "adviser"}, "al een account"),
        ({"display-name": " "}, "1 tot 80 tekens"),
        ({"role": "koning"}, "Kies een rol"),
    ],
)
def test_what_is_filled_in_wrong_is_told_with_its_field_and_stays(
    administrator: Browser, wrong: dict[str, str], said: str
) -> None:
    response = administrator.fill_in("/accounts/new", {**NEW, **wrong})
    assert response.status_code == 422
    assert said in response.text
    assert 'aria-invalid="true"' in response.text or "role" in wrong
    kept = {**NEW, **wrong}
    assert f'value="{kept["display-name"].strip()}"' in response.text
    assert len(re.findall(r'type="radio"[^>]* checked', response.text)) == ("role" not in wrong)


def test_a_name_is_taken_as_it_was_meant(administrator: Browser, on_sqlite: Installation) -> None:
    administrator.fill_in("/accounts/new", {**NEW, "name": " V.Verzonnen "})
    assert accounts.acting_as(on_sqlite.resources, "v.verzonnen").display_name == "Vera Verzonnen"


def test_the_list_shows_everybody_and_what_is_searched_for(administrator: Browser) -> None:
    page = administrator.page("/accounts")
    assert len(set(PERSON.findall(page))) == len(PEOPLE)
    some = administrator.page("/accounts?search=Other")
    assert len(set(PERSON.findall(some))) == 1
    assert f"Toon alle {len(PEOPLE)}" in some
    nobody = administrator.page("/accounts?search=%3Cb%3E")
    assert "Niemand gevonden" in nobody
    assert "<b>" not in nobody


def test_a_new_start_shows_another_link(administrator: Browser, on_sqlite: Installation) -> None:
    person = address_of(on_sqlite, "adviser")
    links = {
        found(LINK, administrator.fill_in(person, {}, f"{person}/new-start").text) for _ in range(2)
    }
    assert len(links) == 2
    page = administrator.page(person)
    assert "moet deze uitnodiging nog bevestigen" in page
    withdraw = found(re.compile(r'action="([^"]+/withdraw)"'), page)
    told = administrator.fill_in(person, {}, withdraw)
    assert told.location == f"{person}?done=withdrawn"
    again = administrator.post(withdraw, {"csrf_token": administrator.csrf_token()})
    assert again.location == f"{person}?done=gone"
    assert "Dit was al gebeurd" in administrator.page(again.location)


def test_the_officer_declines(administrator: Browser, officer: Browser) -> None:
    administrator.fill_in("/accounts/new", dict(NEW))
    waiting = officer.page("/invitations")
    declined = officer.fill_in("/invitations", {}, found(DECLINE, waiting))
    assert declined.location == "/invitations?done=declined"
    assert "Er wachten geen uitnodigingen" in officer.page(declined.location)
    late = officer.post(found(CONFIRM, waiting), {"csrf_token": officer.csrf_token()})
    assert late.location == "/invitations?done=gone"


def test_the_officer_takes_back_what_was_confirmed(
    on_sqlite: Installation, officer: Browser
) -> None:
    invited(on_sqlite)
    page = officer.page("/invitations")
    assert "Bevestigd, nog niet gebruikt" in page
    officer.fill_in("/invitations", {}, found(DECLINE, page))
    assert "Bevestigd" not in officer.page("/invitations")


def test_an_own_invitation_is_for_somebody_else_to_confirm(
    on_sqlite: Installation, administrator: Browser, officer: Browser
) -> None:
    person = address_of(on_sqlite, "privacy-officer")
    administrator.fill_in(person, {}, f"{person}/new-start")
    page = officer.page("/invitations")
    assert CONFIRM.search(page) is None
    assert "Iemand anders moet" in page
    decline = found(DECLINE, page)
    forced = officer.post(
        decline.replace("decline", "confirm"), {"csrf_token": officer.csrf_token()}
    )
    assert forced.status_code == 403


def test_who_is_blocked_is_refused_at_the_next_request(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    person = address_of(on_sqlite, "adviser")
    assert adviser.get("/").status_code == 200
    done = administrator.fill_in(person, {}, f"{person}/disable")
    assert done.location == f"{person}?done=disabled"
    assert adviser.get("/").status_code == 401
    page = administrator.page(done.location)
    assert "Geblokkeerd" in page
    assert f'action="{person}/disable"' not in page


def test_signing_out_everywhere_is_at_once(
    on_sqlite: Installation, administrator: Browser, adviser: Browser
) -> None:
    person = address_of(on_sqlite, "adviser")
    administrator.fill_in(person, {}, f"{person}/end-sessions")
    assert adviser.get("/").status_code == 401
    assert f'action="{person}/end-sessions"' not in administrator.page(person)


@pytest.mark.parametrize("name", ["administrator", "privacy-officer"])
def test_the_last_of_a_role_is_not_blocked_and_it_is_told_why(
    on_sqlite: Installation, administrator: Browser, name: str
) -> None:
    person = address_of(on_sqlite, name)
    refused = administrator.fill_in(person, {}, f"{person}/disable")
    assert refused.status_code == 409
    assert "Nodig eerst een tweede uit" in refused.text
    assert administrator.get("/accounts").status_code == 200


def test_no_page_of_accounts_is_for_somebody_who_only_tries_addresses(
    on_sqlite: Installation, adviser: Browser, officer: Browser
) -> None:
    person = address_of(on_sqlite, "administrator")
    for browser in (adviser, officer):
        assert browser.client.get(person, headers=OWN_PAGE).status_code == 403
