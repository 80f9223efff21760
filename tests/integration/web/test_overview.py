"""Rooms, conflicts, closing, reopening and the letter."""

import io

import pytest
from pypdf import PdfReader

from tests.integration.web.browsing import Browser, form_in
from tests.integration.web.recorded import inspection, saved
from tests.visits import answered, change, front_door, planned
from woningscan.domain.inspection import standard_room_id
from woningscan.services import visits
from woningscan.services.visits import OpenVisit


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


def opened(adviser: Browser, visit: str) -> OpenVisit:
    installation = adviser.installation
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test")


def names(adviser: Browser, visit: str) -> list[str]:
    return [room.given_name or room.standard or "" for room in inspection(adviser, visit).rooms]


def test_a_room_is_added_once_however_often_it_is_sent(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/rooms/new"
    fields = adviser.form(path).with_({"zone": "facade", "name": "Dakkapel"})
    first, again = (adviser.post(path, fields) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert names(adviser, visit).count("Dakkapel") == 1
    facades = [room for room in inspection(adviser, visit).rooms if room.zone.id == "facade"]
    assert facades[-1].given_name == "Dakkapel"
    assert "Dakkapel" in adviser.page(first.location)


@pytest.mark.parametrize(("zone", "name"), [("", "Dakkapel"), ("facade", " "), ("x", "y" * 81)])
def test_a_room_wants_a_zone_and_a_name(adviser: Browser, visit: str, zone: str, name: str) -> None:
    path = f"/visits/{visit}/rooms/new"
    response = adviser.fill_in(path, {"zone": zone, "name": name})
    assert response.status_code == 422
    assert form_in(response.text, path).fields["name"] == name


def test_a_room_is_named_otherwise(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/rooms/{front_door(visit)}/change"
    assert adviser.fill_in(path, {"name": "Voordeur aan de gracht"}).status_code == 303
    assert "Voordeur aan de gracht" in adviser.page(f"/visits/{visit}")
    assert adviser.fill_in(path, {"name": "n" * 81}).status_code == 422
    assert adviser.fill_in(path, {"name": ""}).status_code == 303
    assert "front-door" in names(adviser, visit)


def test_a_room_is_removed_with_what_was_seen_in_it_and_put_back(
    adviser: Browser, visit: str
) -> None:
    saved(adviser, visit, answered(visit))
    room = front_door(visit)
    path = f"/visits/{visit}/rooms/{room}/change"
    assert adviser.fill_in(path, {}, f"/visits/{visit}/rooms/{room}/remove").status_code == 303
    assert "front-door" not in names(adviser, visit)
    assert not inspection(adviser, visit).conflicts
    back = f"/visits/{visit}/rooms/{room}/remove"
    assert adviser.fill_in(f"/visits/{visit}", {}, back).status_code == 303
    assert "front-door" in names(adviser, visit)


def test_what_came_into_a_room_before_it_was_removed_is_shown_and_decided(
    adviser: Browser, visit: str
) -> None:
    room = front_door(visit)
    remove = f"/visits/{visit}/rooms/{room}/remove"
    form = adviser.form(f"/visits/{visit}/rooms/{room}/change", remove)
    saved(adviser, visit, answered(visit))
    adviser.post(remove, form.fields)
    assert "staat meer in dan toen te zien was" in adviser.page(f"/visits/{visit}")
    decide = f"/visits/{visit}/conflicts"
    assert adviser.fill_in(f"/visits/{visit}", {"choice": "remove"}, decide).status_code == 303
    assert not inspection(adviser, visit).conflicts
    assert "front-door" not in names(adviser, visit)


def test_keeping_a_removed_room_brings_it_back(adviser: Browser, visit: str) -> None:
    room = front_door(visit)
    saved(adviser, visit, answered(visit), change("room-removed", [room], {"saw": []}))
    decide = f"/visits/{visit}/conflicts"
    adviser.fill_in(f"/visits/{visit}", {"choice": "keep"}, decide)
    assert not inspection(adviser, visit).conflicts
    assert "front-door" in names(adviser, visit)


def test_choosing_a_side_replaces_both(adviser: Browser, visit: str) -> None:
    first, second = answered(visit, "less"), answered(visit, "skg3")
    saved(adviser, visit, first, second)
    page = adviser.page(f"/visits/{visit}")
    assert "Twee apparaten zeggen iets anders" in page
    fields = {"choice": str(second["id"])}
    path = f"/visits/{visit}/conflicts"
    assert adviser.fill_in(f"/visits/{visit}", fields, path).status_code == 303
    heads = inspection(adviser, visit).journal.heads["answered", front_door(visit), "cylinder"]
    assert [head.value for head in heads] == [{"option": "skg3"}]
    assert set(heads[0].replaces) == {first["id"], second["id"]}


@pytest.mark.parametrize("choice", ["", "remove", "7ab1e700-0000-4000-8000-000000000009"])
def test_a_side_that_is_none_is_refused(adviser: Browser, visit: str, choice: str) -> None:
    saved(adviser, visit, answered(visit, "less"), answered(visit, "skg3"))
    path = f"/visits/{visit}/conflicts"
    assert adviser.fill_in(f"/visits/{visit}", {"choice": choice}, path).status_code == 400


def test_what_waits_for_its_room_is_shown(adviser: Browser, visit: str) -> None:
    elsewhere = standard_room_id(visit, "a-room-to-come")
    saved(adviser, visit, change("answered", [elsewhere, "cylinder"], {"option": "less"}))
    assert "Wacht op ruimte" in adviser.page(f"/visits/{visit}")


def test_the_first_open_item_is_one_tap_away(adviser: Browser, visit: str) -> None:
    room = inspection(adviser, visit).rooms[0]
    first, second = room.zone.items[:2]
    saved(
        adviser,
        visit,
        change("answered", [room.id, first.id], {"option": first.options[0].id}),
    )
    page = adviser.page(f"/visits/{visit}")
    assert f"/visits/{visit}/rooms/{room.id}#{second.id}" in page


def test_closing_lists_what_is_open_and_reopening_wants_a_reason(
    adviser: Browser, visit: str
) -> None:
    path = f"/visits/{visit}/close"
    assert "U mag afsluiten met open punten" in adviser.page(path)
    fields = adviser.form(path).fields
    assert adviser.post(path, fields).status_code == 303
    assert adviser.post(path, fields).status_code == 303
    assert opened(adviser, visit).state == "closed"
    reopen = f"/visits/{visit}/reopen"
    assert adviser.fill_in(path, {"reason": " "}, reopen).status_code == 422
    assert adviser.fill_in(path, {"reason": "Slot toch bekeken"}, reopen).status_code == 303
    assert opened(adviser, visit).state == "visiting"


def test_closing_waits_for_what_two_devices_disagree_about(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/close"
    fields = adviser.form(path).fields
    saved(adviser, visit, answered(visit, "less"), answered(visit, "skg3"))
    assert "U kunt nog niet afsluiten" in adviser.page(path)
    assert adviser.post(path, fields).status_code == 409
    assert opened(adviser, visit).state == "visiting"


def test_the_letter_says_the_same_on_the_page_and_as_pdf(adviser: Browser, visit: str) -> None:
    saved(adviser, visit, answered(visit, "less"))
    page = adviser.page(f"/visits/{visit}/letter")
    finding = "De cilinder van de deur heeft te weinig sterren"
    assert finding in page
    response = adviser.get(f"/visits/{visit}/letter/nl.pdf")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=brief.pdf"
    text = "".join(part.extract_text() for part in PdfReader(io.BytesIO(response.data)).pages)
    assert finding in " ".join(text.split())
    assert "Verzonnen" not in text
    assert "Verzonnen" not in page


def test_the_letter_has_its_own_language(adviser: Browser, visit: str) -> None:
    assert '<article class="letter" lang="en"' in adviser.page(f"/visits/{visit}/letter/en")


def test_the_cover_sheet_is_apart(adviser: Browser, visit: str) -> None:
    response = adviser.get(f"/visits/{visit}/cover-sheet/en.pdf")
    text = "".join(part.extract_text() for part in PdfReader(io.BytesIO(response.data)).pages)
    assert "Wethouder Verzonnen" in text


def test_a_letter_that_cannot_be_says_why(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts={}, planned_on=None)
    response = adviser.get(f"/visits/{visit}/letter")
    assert response.status_code == 409
    assert "Vul in: Rechtsgebied" in response.text
    assert adviser.get(f"/visits/{visit}/letter/nl.pdf").status_code == 409
