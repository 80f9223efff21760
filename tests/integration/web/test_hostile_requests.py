"""Requests that no page of ours sends: each gets one clear answer, and none of them 500."""

import json
from uuid import uuid4

import pytest

from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.visits import front_door, planned

ELSEWHERE = (
    "/%09/evil.invalid",
    "/%5Cevil.invalid/login",
    "/%0d%0aX-Evil: 1",
    "/%2F%2Fevil.invalid",
)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_language_switch_leads_to_our_own_pages_only(adviser: Browser, path: str) -> None:
    response = adviser.client.get(f"{path}?language=en")
    assert response.status_code in {303, 308, 400, 404}
    assert "evil" not in response.headers.get("Location", "")


@pytest.mark.parametrize("path", ELSEWHERE)
def test_coming_from_elsewhere_leads_to_our_own_pages_only(adviser: Browser, path: str) -> None:
    adviser.client.delete_cookie("session")
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    response = adviser.client.get(path, headers=headers)
    assert "evil" not in response.text
    assert "evil" not in response.headers.get("Location", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.invalid"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(
    adviser: Browser, headers: dict[str, str]
) -> None:
    visit = planned(adviser.installation)
    path = f"/visits/{visit}/rooms/new"
    fields = adviser.form(path).with_({"zone": "facade", "name": "Dakkapel"})
    assert adviser.client.post(path, data=fields, headers=headers).status_code == 403
    assert "Dakkapel" not in adviser.page(f"/visits/{visit}")


def test_json_that_is_nested_too_deeply_is_refused(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    headers = {**OWN_PAGE, "X-CSRFToken": adviser.csrf_token(), "Content-Type": "application/json"}
    deep = "[" * 100_000
    response = adviser.client.post(f"/visits/{visit}/changes", data=deep, headers=headers)
    assert response.status_code == 400


@pytest.mark.parametrize("kept", ["[" * 100_000, json.dumps([["a", "\ud800"]]), "{}", "[[1]]"])
def test_kept_fields_of_nobody_are_dropped(visitor: Browser, kept: str) -> None:
    form = visitor.form("/sign-in").fields | visitor.sign_in_fields("adviser")
    fields = {**form, "kept-path": "/visits/new", "kept-fields": kept, "password": "wrong"}
    response = visitor.post("/sign-in", {key: value or "" for key, value in fields.items()})
    assert response.status_code in {400, 401}


def test_a_choice_about_what_is_no_slot_is_refused(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    fields = adviser.form(f"/visits/{visit}/rooms/new").fields
    for slot in ("room-removed zz", "room-removed", "answered x", ""):
        posted = {**fields, "slot": slot, "choice": "remove", "heads": "", "saw": ""}
        assert adviser.post(f"/visits/{visit}/conflicts", posted).status_code == 400


def test_a_body_of_unknown_length_is_refused(adviser: Browser) -> None:
    headers = {"Transfer-Encoding": "chunked"}
    assert adviser.client.post("/sign-in", data="x", headers=headers).status_code == 400


@pytest.mark.parametrize("ending", ["a\r\nX-Evil: 1", "a\nb", "\t", "\x00", "\u2028"])
@pytest.mark.parametrize("step", ["undo", "rooms/{room}/confirm"])
def test_a_way_back_that_no_page_gave_is_not_taken(
    adviser: Browser, step: str, ending: str
) -> None:
    visit = planned(adviser.installation)
    room = front_door(visit)
    fields = {
        "csrf_token": adviser.csrf_token(),
        "form-id": str(uuid4()),
        "next": f"/visits/{visit}/looks/{ending}",
    }
    response = adviser.post(f"/visits/{visit}/{step.format(room=room)}", fields)
    assert response.status_code == 303
    assert "/looks/" not in response.headers["Location"]
