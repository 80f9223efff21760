"""Photos over HTTP: sent by a script or in a form, shown to their adviser, described, deleted."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, checked
from tests.photos import BLUE, GREEN, added, jpeg
from tests.visits import front_door, planned
from woningscan.domain.photos import Photo, photos_in
from woningscan.services import visits


@pytest.fixture
def visit(on_sqlite: Installation) -> str:
    return planned(on_sqlite)


def in_journal(installation: Installation, visit: str) -> dict[str, Photo]:
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    return {photo.id: photo for photo in photos_in(opened.inspection, front_door(visit))}


def put(
    browser: Browser,
    visit: str,
    data: bytes,
    photo: str | None = None,
    **options: Any,  # noqa: ANN401 - as the client takes them
) -> TestResponse:
    """Send a photo as the script does."""
    asked = {"room": front_door(visit), **options.pop("query", {})}
    headers = {**OWN_PAGE, "X-CSRFToken": browser.csrf_token(), **options.pop("headers", {})}
    return browser.client.put(
        f"/visits/{visit}/photos/{photo or uuid4()}",
        data=data,
        query_string=asked,
        headers=headers,
        content_type="image/jpeg",
        **options,
    )


def post(
    browser: Browser,
    visit: str,
    *files: tuple[bytes, str],
    **fields: str | list[str],
) -> TestResponse:
    """Post photos as the form of a room does."""
    path = f"/visits/{visit}/rooms/{front_door(visit)}/photos"
    form: dict[str, object] = {**browser.form(path).fields, **fields}
    form["photos"] = [(io.BytesIO(data), name) for data, name in files]
    return checked(browser.client.post(path, data=form, headers=OWN_PAGE))


def agree(browser: Browser, visit: str, said: str) -> TestResponse:
    action = f"/visits/{visit}/photos-agreed"
    return browser.fill_in(f"/visits/{visit}/photos", {"photos-agreed": said}, action)


def test_a_photo_that_a_script_sends_is_there(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = str(uuid4())
    sent = put(adviser, visit, jpeg(), photo, query={"items": "cylinder", "consent": "yes"})
    assert (sent.status_code, sent.json) == (200, {"accepted": photo})
    stored = Photo(photo, front_door(visit), ("cylinder",), consent=True)
    assert in_journal(on_sqlite, visit) == {photo: stored}
    page = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    assert f"/visits/{visit}/photos/{photo}/small.jpg" in page


def test_sending_again_is_acknowledged_and_another_photo_is_not(
    adviser: Browser, visit: str
) -> None:
    photo = str(uuid4())
    for _ in range(2):
        assert put(adviser, visit, jpeg(), photo).status_code == 200
    refused = put(adviser, visit, jpeg(BLUE), photo)
    assert refused.status_code == 409
    assert "andere foto" in refused.json["reasons"][0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"X-CSRFToken": ""}, 400),
    ],
)
def test_only_a_script_of_our_own_page_sends_photos(
    adviser: Browser, on_sqlite: Installation, visit: str, headers: dict[str, str], status: int
) -> None:
    assert put(adviser, visit, jpeg(), headers=headers).status_code == status
    assert in_journal(on_sqlite, visit) == {}


@pytest.mark.parametrize("query", [{"room": "x"}, {"room": ""}])
def test_a_photo_of_no_room_is_refused(adviser: Browser, visit: str, query: dict[str, str]) -> None:
    assert put(adviser, visit, jpeg(), query=query).status_code == 400


def test_a_photo_of_no_item_is_refused(adviser: Browser, visit: str) -> None:
    assert put(adviser, visit, jpeg(), query={"items": "moat"}).status_code == 422


def test_several_photos_of_a_form_come_in_at_once_and_once(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    files = ((jpeg(), "a.jpg"), (jpeg(BLUE), "b.jpg"))
    form = str(uuid4())
    for _ in range(2):
        said: dict[str, str | list[str]] = {"form-id": form, "item": ["cylinder"]}
        posted = post(adviser, visit, *files, **said)
        assert posted.status_code == 303
    found = in_journal(on_sqlite, visit)
    assert [photo.items for photo in found.values()] == [("cylinder",)] * 2


def test_a_refused_photo_does_not_keep_out_the_others(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    posted = post(
        adviser, visit, (jpeg(), "goed.jpg"), (b"GIF89a", "slecht<b>.gif"), (jpeg(BLUE), "ook.jpg")
    )
    assert posted.status_code == 415
    assert "slecht&lt;b&gt;.gif: Dit bestand is geen foto" in posted.text
    assert "goed.jpg" not in posted.text
    assert len(in_journal(on_sqlite, visit)) == 2


def test_a_form_without_photos_says_so(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/rooms/{front_door(visit)}/photos"
    form = adviser.form(path).fields | {"photos": (io.BytesIO(b""), "")}
    posted = adviser.client.post(path, data=form, headers=OWN_PAGE)
    assert posted.status_code == 422
    assert "Kies eerst een of meer foto" in posted.text


def test_the_image_is_for_its_adviser_and_for_nobody_to_keep(
    adviser: Browser,
    on_sqlite: Installation,
    signed_in: Callable[[str], Browser],
    app: Flask,
    visit: str,
) -> None:
    photo = added(on_sqlite, visit)
    other = planned(on_sqlite, planned_on="2026-06-13")
    for rendition in ("small", "full"):
        path = f"/visits/{visit}/photos/{photo}/{rendition}.jpg"
        image = adviser.get(path)
        assert image.status_code == 200
        assert image.mimetype == "image/jpeg"
        assert image.data.startswith(b"\xff\xd8\xff")
        assert image.headers["Cache-Control"] == "no-store"
        assert image.headers["X-Content-Type-Options"] == "nosniff"
        assert image.headers["Content-Disposition"] == "inline"
        assert "default-src 'none'" in image.headers["Content-Security-Policy"]
        assert signed_in("other-adviser").get(path).status_code == 404
        assert signed_in("coordinator").get(path).status_code == 403
        assert app.test_client().get(path).status_code == 401
        assert adviser.get(path.replace(visit, other)).status_code == 404
    assert adviser.get(f"/visits/{visit}/photos/{photo}/print.jpg").status_code == 404
    assert adviser.get(f"/visits/{visit}/photos/{uuid4()}/full.jpg").status_code == 404


def test_what_is_said_of_a_photo_is_saved_and_shown(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = added(on_sqlite, visit, items=("cylinder",))
    path = f"/visits/{visit}/photos/{photo}"
    said = {"caption": " De  cilinder ", "description": "Steekt uit.\r\nEen beetje."}
    assert adviser.fill_in(path, said).status_code == 303
    expected = Photo(
        photo, front_door(visit), ("cylinder",), "De cilinder", "Steekt uit.\nEen beetje."
    )
    assert in_journal(on_sqlite, visit) == {photo: expected}
    room = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    assert 'alt="Steekt uit.\nEen beetje."' in room
    # One photo serves several items, and is shown with each.
    form = adviser.form(path)
    fields = {**form.fields, "item": ["cylinder", "door-light"]}
    posted = adviser.client.post(path, data=fields, headers=OWN_PAGE)
    assert posted.status_code == 303
    assert set(in_journal(on_sqlite, visit)[photo].items) == {"cylinder", "door-light"}
    room = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    assert room.count(f"{photo}/small.jpg") == 2


def test_a_caption_that_is_too_long_comes_back_as_it_was_typed(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = added(on_sqlite, visit)
    said = {"caption": "x" * 81, "description": "Bewaar dit."}
    posted = adviser.fill_in(f"/visits/{visit}/photos/{photo}", said)
    assert posted.status_code == 422
    assert "hooguit 80 tekens" in posted.text
    assert "x" * 81 in posted.text
    assert "Bewaar dit." in posted.text
    assert in_journal(on_sqlite, visit)[photo].description is None


def test_a_photo_is_deleted_once_and_for_all(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo, other = added(on_sqlite, visit), added(on_sqlite, visit, jpeg(BLUE))
    path = f"/visits/{visit}/photos/{photo}"
    form = adviser.form(path, f"{path}/delete")
    assert "kan niet ongedaan" in adviser.page(path)
    for _ in range(2):
        assert adviser.post(form.action, form.fields).status_code == 303
    assert set(in_journal(on_sqlite, visit)) == {other}
    assert adviser.get(path).status_code == 404
    assert adviser.get(f"{path}/full.jpg").status_code == 404


def test_no_photos_is_respected_by_pages_and_server(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = added(on_sqlite, visit)
    room = f"/visits/{visit}/rooms/{front_door(visit)}"
    assert "Mogen er foto’s worden gemaakt?" in adviser.page(room)
    assert agree(adviser, visit, "none").status_code == 303
    page = adviser.page(room)
    assert "photo-adding" not in page
    assert "with-camera" not in page
    assert "Er mogen geen foto’s worden gemaakt." in page
    assert photo in page
    refused = put(adviser, visit, jpeg(BLUE))
    assert refused.status_code == 409
    assert "Er mogen geen foto’s worden gemaakt." in refused.json["reasons"][0]  # type: ignore[index]
    # The form was open before the occupant said no.
    form = {"csrf_token": adviser.csrf_token(), "form-id": str(uuid4())}
    files = {**form, "photos": [(io.BytesIO(jpeg(GREEN)), "a.jpg")]}
    posted = adviser.client.post(f"{room}/photos", data=files, headers=OWN_PAGE)
    assert posted.status_code == 409
    refusal = "Er mogen geen foto’s worden gemaakt. De foto is niet opgeslagen."
    assert posted.text.count(refusal) == 1
    assert set(in_journal(on_sqlite, visit)) == {photo}
    assert agree(adviser, visit, "yes").status_code == 303
    assert put(adviser, visit, jpeg(BLUE)).status_code == 200


def test_photos_from_before_a_no_can_be_deleted_together(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    for colour in (BLUE, GREEN):
        added(on_sqlite, visit, jpeg(colour))
    agree(adviser, visit, "none")
    path = f"/visits/{visit}/photos"
    assert "Foto’s die er al waren: 2" in adviser.page(path)
    assert adviser.fill_in(path, {}, f"{path}/delete").status_code == 303
    assert in_journal(on_sqlite, visit) == {}
    assert "Er zijn nog geen foto" in adviser.page(path)


def test_asking_each_time_wants_a_tick_for_each(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = added(on_sqlite, visit)
    path = f"/visits/{visit}/photos/{photo}"
    assert "Er is toestemming voor deze foto" not in adviser.page(path)
    agree(adviser, visit, "ask-each")
    assert "nog geen toestemming" in adviser.page(path)
    assert adviser.fill_in(path, {"consent": "yes"}).status_code == 303
    assert in_journal(on_sqlite, visit)[photo].consent
    agree(adviser, visit, "yes")
    # Consent that was given once stays, though the form does not ask for it now.
    assert adviser.fill_in(path, {"caption": "Een hal"}).status_code == 303
    assert in_journal(on_sqlite, visit)[photo].consent


def test_consent_can_be_taken_back(adviser: Browser, on_sqlite: Installation, visit: str) -> None:
    photo = added(on_sqlite, visit, consent=True)
    agree(adviser, visit, "ask-each")
    adviser.fill_in(f"/visits/{visit}/photos/{photo}", {"consent": None})
    assert not in_journal(on_sqlite, visit)[photo].consent


@pytest.mark.parametrize("said", ["perhaps", ""])
def test_another_answer_is_no_answer(adviser: Browser, visit: str, said: str) -> None:
    assert agree(adviser, visit, said).status_code == 400


def test_the_answer_leads_back_to_the_room_where_it_was_asked(adviser: Browser, visit: str) -> None:
    room = f"/visits/{visit}/rooms/{front_door(visit)}"
    said = adviser.fill_in(room, {"photos-agreed": "yes"}, f"/visits/{visit}/photos-agreed")
    assert said.status_code == 303
    assert said.headers["Location"].endswith(room)
    assert "Mogen er foto’s worden gemaakt?" not in adviser.page(room)


def test_a_closed_visit_shows_photos_and_takes_none_in_its_pages(
    adviser: Browser, on_sqlite: Installation, visit: str
) -> None:
    photo = added(on_sqlite, visit)
    visits.close_visit(on_sqlite.resources, on_sqlite.actor("adviser"), visit)
    page = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    assert photo in page
    assert "photo-adding" not in page
    assert "with-camera" not in page
    one = adviser.page(f"/visits/{visit}/photos/{photo}")
    assert 'name="caption"' not in one
    assert f"/visits/{visit}/photos/{photo}/delete" in one


def test_the_camera_card_of_an_item_saves_the_room_and_leads_to_its_photos(
    adviser: Browser, visit: str
) -> None:
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    sent = adviser.fill_in(path, {"photo": "cylinder", "noted.cylinder": "Los"})
    assert sent.status_code == 303
    assert sent.headers["Location"] == f"{path}/photos?item=cylinder"
    assert ">Los</textarea>" in adviser.page(path)
