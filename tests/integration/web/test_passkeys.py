"""Passkeys and confirming, as a browser's forms and a page's script send them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.authenticators import PRESENT, Authenticator
from tests.integration.web.browsing import OWN_PAGE, Browser, form_in
from tests.visits import planned
from woningscan.services import visits
from woningscan.services.authentication.recovery import hashed, new_codes
from woningscan.services.authentication.sessions import CONFIRMED_FOR

LONG_AGO = CONFIRMED_FOR + timedelta(seconds=1)
AFTER_THE_SESSION = timedelta(hours=9)
TITLE = "Laat zien dat u het bent"


def asked(browser: Browser, address: str, token: str, **headers: str) -> TestResponse:
    """Ask what a passkey has to answer, as the script of a page does."""
    sent = {**OWN_PAGE, "X-CSRFToken": token, **headers}
    return browser.client.post(address, json={}, headers=sent)


def options_of(browser: Browser, address: str, token: str) -> dict[str, Any]:
    response = asked(browser, address, token)
    assert response.status_code == 200, response.text
    return dict(response.json or {})


def make(browser: Browser, device: Authenticator, **fields: str) -> TestResponse:
    """Make a passkey, as the form in a page does."""
    token = browser.csrf_token()
    answer = device.made(options_of(browser, "/passkeys/options", token))
    return browser.post("/passkeys", {"csrf_token": token, "answer": answer, "prf": "1", **fields})


def answered(browser: Browser, device: Authenticator, form: dict[str, str], to: str) -> str:
    return device.shown(options_of(browser, f"{to}/passkey-options", form["csrf_token"]))


@pytest.fixture
def device(adviser: Browser) -> Authenticator:
    """Give a device that holds a passkey of the adviser."""
    made = Authenticator()
    assert make(adviser, made).status_code == 303
    return made


def test_a_passkey_is_made_and_signs_in(adviser: Browser, visitor: Browser) -> None:
    device = Authenticator()
    made = make(adviser, device, next="/help", name="Werktablet")
    assert (made.status_code, made.location) == (303, "/help")
    form = visitor.form("/sign-in").fields
    answer = answered(visitor, device, form, "/sign-in")
    response = visitor.post("/sign-in", form | {"answer": answer})
    assert (response.status_code, response.location) == (303, "/")
    assert "Mijn bezoeken" in visitor.page("/")


@pytest.mark.parametrize("path", ["//evil.example.org/", "/nowhere", "/confirm", ""])
def test_after_making_a_passkey_nobody_is_sent_away(adviser: Browser, path: str) -> None:
    assert make(adviser, Authenticator(), next=path).location == "/"


def test_a_passkey_that_does_not_count_is_told_in_words(
    adviser: Browser, visitor: Browser, device: Authenticator
) -> None:
    del adviser
    device.flags = PRESENT
    form = visitor.form("/sign-in").fields
    response = visitor.post(
        "/sign-in", form | {"answer": answered(visitor, device, form, "/sign-in")}
    )
    assert response.status_code == 401
    assert "Inloggen met deze passkey is niet gelukt." in response.text
    assert "data-stays-open" not in response.text


def test_who_typed_a_password_finds_its_fields_open(visitor: Browser) -> None:
    values = visitor.sign_in_fields("adviser") | {"password": "wrong"}
    assert "data-stays-open" in visitor.fill_in("/sign-in", values).text
    assert "data-stays-open" not in visitor.page("/sign-in")


def test_a_recovery_code_fits_where_the_code_goes(visitor: Browser) -> None:
    code, actor = new_codes()[0], visitor.installation.actor("adviser")
    with visitor.installation.resources.work.writing() as stored:
        stored.recovery_codes.replace(actor.account or "", (hashed(code),))
    assert 'maxlength="40"' in visitor.page("/sign-in")
    response = visitor.fill_in("/sign-in", visitor.sign_in_fields("adviser") | {"code": code})
    assert response.status_code == 303


def test_a_form_is_kept_when_somebody_signs_in_again_with_a_passkey(
    adviser: Browser, device: Authenticator
) -> None:
    visit = planned(adviser.installation)
    path = f"/visits/{visit}/facts"
    fields = adviser.form(path).with_({"visit-dated": "2026-05-13"})
    adviser.installation.moments.pass_by(AFTER_THE_SESSION)
    form = form_in(adviser.post(path, fields).text, "/sign-in").fields
    answer = answered(adviser, device, form, "/sign-in")
    offered = adviser.post("/sign-in", form | {"answer": answer})
    again = form_in(offered.text, path)
    assert again.fields["visit-dated"] == "2026-05-13"
    assert adviser.post(path, again.fields).status_code == 303


@pytest.mark.parametrize("address", ["/sign-in/passkey-options", "/passkeys/options"])
def test_a_question_is_for_a_script_of_ours_alone(adviser: Browser, address: str) -> None:
    token = adviser.csrf_token()
    assert asked(adviser, address, token).status_code == 200
    assert asked(adviser, address, "").status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert asked(adviser, address, token, **foreign).status_code == 403
    headers = {**OWN_PAGE, "X-CSRFToken": token}
    assert adviser.client.post(address, data={}, headers=headers).status_code == 415
    assert adviser.client.get(address, headers=OWN_PAGE).status_code == 405


def test_a_question_is_kept_by_nobody_and_names_nobody(
    visitor: Browser, device: Authenticator
) -> None:
    token = visitor.form("/sign-in").fields["csrf_token"]
    response = asked(visitor, "/sign-in/passkey-options", token)
    assert response.headers["Cache-Control"] == "no-store"
    assert device.passkeys[0].credential.hex() not in response.text
    assert not json.loads(response.text).get("allowCredentials")


def test_a_letter_asks_to_confirm_and_is_there_after_it(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    visits.close_visit(adviser.installation.resources, adviser.installation.actor("adviser"), visit)
    for path in (f"/visits/{visit}/letter/nl.pdf", f"/visits/{visit}/cover-sheet/en.pdf"):
        adviser.installation.moments.pass_by(LONG_AGO)
        refused = adviser.get(path)
        assert refused.status_code == 403
        assert TITLE in refused.text
        form = form_in(refused.text, "/confirm")
        response = adviser.post("/confirm", form.with_(adviser.sign_in_fields("adviser")))
        assert (response.status_code, response.location) == (303, path)
        assert adviser.get(path).status_code == 200


def test_a_passkey_confirms(adviser: Browser, device: Authenticator) -> None:
    adviser.installation.moments.pass_by(LONG_AGO)
    form = adviser.form("/confirm?next=/help", "/confirm").fields
    answer = answered(adviser, device, form, "/confirm")
    response = adviser.post("/confirm", form | {"answer": answer})
    assert (response.status_code, response.location) == (303, "/help")
    assert make(adviser, Authenticator()).status_code == 303


def test_who_has_no_passkey_is_not_offered_one(adviser: Browser) -> None:
    assert "Bevestigen met passkey" not in adviser.page("/confirm")
    assert make(adviser, Authenticator()).status_code == 303
    assert "Bevestigen met passkey" in adviser.page("/confirm")


def test_what_was_posted_is_kept_and_offered_after_confirming(adviser: Browser) -> None:
    token = adviser.csrf_token()
    adviser.installation.moments.pass_by(LONG_AGO)
    refused = adviser.post("/passkeys", {"csrf_token": token, "name": 'Zegt "goed" & <b>'})
    assert refused.status_code == 403
    wrong = adviser.post("/confirm", form_in(refused.text, "/confirm").with_({"password": "x"}))
    assert wrong.status_code == 422
    confirm = form_in(wrong.text, "/confirm")
    offered = adviser.post("/confirm", confirm.with_(adviser.sign_in_fields("adviser")))
    assert "is nog niet gedaan" in offered.text
    again = form_in(offered.text, "/passkeys")
    assert again.fields["name"] == 'Zegt "goed" & <b>'
    # It gets as far as the passkey, which nobody made.
    assert adviser.post("/passkeys", again.fields).status_code == 422


def test_a_script_is_told_to_let_somebody_confirm(adviser: Browser) -> None:
    token = adviser.csrf_token()
    adviser.installation.moments.pass_by(LONG_AGO)
    response = asked(adviser, "/passkeys/options", token)
    assert response.status_code == 403
    assert response.json == {"error": 403, "reasons": ["confirmation"]}


def test_no_password_and_no_answer_is_kept_in_a_page(adviser: Browser) -> None:
    token = adviser.csrf_token()
    adviser.installation.moments.pass_by(LONG_AGO)
    secrets = {"answer": "hidden-1", "new-password": "hidden-2", "password": "hidden-3"}
    refused = adviser.post("/passkeys", {"csrf_token": token, "name": "kept", **secrets})
    assert refused.status_code == 403
    assert "kept" in form_in(refused.text, "/confirm").fields["kept-fields"]
    assert "hidden" not in "".join(form_in(refused.text, "/confirm").fields.values())


def test_wrong_tries_to_confirm_are_told_and_counted(adviser: Browser) -> None:
    values = {"password": "wrong", "code": "000000"}
    answers = [adviser.fill_in("/confirm", values) for _ in range(4)]
    assert [each.status_code for each in answers] == [422] * 3 + [429]
    assert "Het wachtwoord of de code klopt niet." in answers[0].text
    assert "te vaak" in answers[-1].text


@pytest.mark.parametrize("path", ["//evil.example.org/", "https://evil.example.org/", "/confirm"])
def test_nobody_is_sent_away_after_confirming(adviser: Browser, path: str) -> None:
    fields = adviser.sign_in_fields("adviser") | {"next": path}
    assert adviser.fill_in("/confirm", fields).location == "/"
    assert 'name="next"' not in adviser.page(f"/confirm?next={path}")


def test_who_has_not_signed_in_has_nothing_to_confirm(visitor: Browser) -> None:
    assert visitor.get("/confirm").status_code == 401


def test_a_passkey_that_is_not_added_is_told_in_words(adviser: Browser) -> None:
    response = adviser.post("/passkeys", {"csrf_token": adviser.csrf_token(), "answer": "{}"})
    assert response.status_code == 422
    assert "De passkey is niet toegevoegd." in response.text
