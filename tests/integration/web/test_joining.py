"""The page of an invitation: it tells nobody why it refuses, and a link stands nowhere else."""

import logging
import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, form_in
from tests.inviting import Invited, begins_anew, invited
from woningscan.crypto.tokens import new_token
from woningscan.services.authentication.joining import MOST_TRIES
from woningscan.services.authentication.limits import MOST_OF_AN_ADDRESS

WRONG = "AAAA-AAAA"
TYPED = re.compile(r'(?<=name="link-part" type="text" )value="[^"]*"')


def join(visitor: Browser, token: str, code: str) -> tuple[int, str]:
    """Post the form; give the status, and the page without what differs from time to time."""
    response = visitor.fill_in("/join", {"link-part": token, "code": code})
    text = TYPED.sub("", response.text)
    form = form_in(response.text, "/join") if response.status_code != 303 else None
    return response.status_code, text.replace(form.fields["csrf_token"], "") if form else text


def test_somebody_joins_and_chooses_how_to_sign_in(
    visitor: Browser, on_sqlite: Installation
) -> None:
    both = invited(on_sqlite)
    response = visitor.fill_in("/join", {"link-part": both.link.token, "code": both.code})
    assert (response.status_code, response.location) == (303, "/account/start")
    assert visitor.get("/account/start").status_code == 200
    assert visitor.get("/settings").status_code in {303, 403}
    assert visitor.get("/account").status_code in {303, 403}


def test_the_whole_link_may_be_pasted(visitor: Browser, on_sqlite: Installation) -> None:
    both = invited(on_sqlite)
    pasted = f" https://scan.example.org/join#{both.link.token}\n"
    assert join(visitor, pasted, both.code.lower().replace("-", " "))[0] == 303


def test_looking_at_the_page_uses_nothing_up(visitor: Browser, on_sqlite: Installation) -> None:
    both = invited(on_sqlite)
    for _ in range(100):
        assert visitor.get("/join").status_code == 200
        assert visitor.client.head("/join", headers=OWN_PAGE).status_code == 200
    assert join(visitor, both.link.token, both.code)[0] == 303


def test_every_refusal_is_the_same_page(visitor: Browser, on_sqlite: Installation) -> None:
    used, tried, old = (invited(on_sqlite, name) for name in ("used", "tried", "old"))
    assert join(visitor, used.link.token, used.code)[0] == 303
    visitor.client.delete_cookie("session")
    answers = {join(visitor, used.link.token, used.code)}
    answers |= {join(visitor, tried.link.token, WRONG) for _ in range(MOST_TRIES)}
    answers.add(join(visitor, tried.link.token, tried.code))
    for token in (new_token(), "x", "", "\x00", "é", "<b>"):
        answers.add(join(visitor, token, WRONG))
    on_sqlite.moments.pass_by(timedelta(hours=72))
    answers.add(join(visitor, old.link.token, old.code))
    assert len(answers) == 1
    assert answers.pop()[0] == 403


def test_a_code_that_was_mistyped_is_typed_again(visitor: Browser, on_sqlite: Installation) -> None:
    both = invited(on_sqlite)
    refused = visitor.fill_in("/join", {"link-part": both.link.token, "code": WRONG})
    again = form_in(refused.text, "/join")
    assert again.fields["link-part"] == both.link.token
    assert visitor.post("/join", again.with_({"code": both.code})).status_code == 303


def test_who_tries_on_is_told_to_wait(visitor: Browser, on_sqlite: Installation) -> None:
    both = invited(on_sqlite)
    for _ in range(MOST_OF_AN_ADDRESS):
        assert join(visitor, new_token(), WRONG)[0] == 403
    assert join(visitor, new_token(), WRONG)[0] == 429
    assert join(visitor, both.link.token, both.code)[0] == 303


def test_a_form_of_an_earlier_session_carries_the_link_nowhere(
    visitor: Browser, on_sqlite: Installation
) -> None:
    both = invited(on_sqlite)
    fields = {"csrf_token": "stale", "link-part": both.link.token, "code": both.code}
    response = visitor.post("/join", fields)
    assert response.status_code == 400
    assert both.link.token not in response.text
    assert both.code not in response.text
    assert join(visitor, both.link.token, both.code)[0] == 303


def test_link_and_code_stand_in_no_log_and_no_address(
    visitor: Browser, on_sqlite: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    both = invited(on_sqlite)
    response = visitor.fill_in("/join", {"link-part": both.link.token, "code": WRONG})
    in_headers = str(response.headers)
    response = visitor.fill_in("/join", {"link-part": both.link.token, "code": both.code})
    in_headers += str(response.headers)
    for secret in (both.link.token, both.code, both.code.replace("-", "")):
        assert secret not in in_headers
        assert secret not in caplog.text
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_in_the_query_is_not_taken(visitor: Browser, on_sqlite: Installation) -> None:
    """An address is in logs, so what stands there is never a link of ours."""
    both = invited(on_sqlite)
    page = visitor.page(f"/join?link-part={both.link.token}&code={both.code}")
    assert both.link.token not in page
    assert form_in(page, "/join").fields["link-part"] == ""


def test_who_comes_over_a_link_of_elsewhere_goes_on_with_the_part_after_the_hash(
    visitor: Browser,
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    response = visitor.client.get("/join", headers=headers)
    assert "js/arrival.js" in response.text
    assert "Set-Cookie" not in response.headers
    assert response.text.index("<noscript>") < response.text.index('http-equiv="refresh"')
    assert "js/arrival.js" not in visitor.client.get("/sign-in", headers=headers).text


def again(app: Flask, installation: Installation, both: Invited) -> Browser:
    newcomer = Browser(app, installation)
    assert join(newcomer, both.link.token, both.code)[0] == 303
    return newcomer


def test_a_new_start_signs_out_the_one_before(
    app: Flask, on_sqlite: Installation, adviser: Browser
) -> None:
    both = begins_anew(on_sqlite, "adviser")
    assert adviser.get("/").status_code == 200
    again(app, on_sqlite, both)
    assert adviser.get("/").status_code == 401
