"""The same walk in a browser without scripts: plain forms with a button."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import RoomPage
from tests.visits import front_door, planned
from woningscan.domain.inspection import standard_room_id

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


def filled_in(page: Page) -> None:
    """Answer everything that shows and save, until nothing new shows."""
    room = RoomPage(page)
    while room.open_items():
        room.answer_all()
        page.get_by_role("button", name="Bewaren").tap()
        expect(room.status).to_have_text("Bewaard")


def test_a_whole_visit(site: Site, tablet: Page) -> None:
    visit = planned(site.installation, planned_on=None)
    for room in (front_door(visit), standard_room_id(visit, "front-ground")):
        tablet.goto(f"{site.address}/visits/{visit}/rooms/{room}")
        page = RoomPage(tablet)
        if page.card("cylinder", "less").count():
            page.answer("cylinder", "less")
        filled_in(tablet)
        answered, of = re.findall(r"\d+", page.progress.inner_text())
        assert answered == of
    tablet.goto(f"{site.address}/visits/{visit}/facts")
    tablet.get_by_label("Dag van het bezoek").fill("2026-05-12")
    tablet.get_by_role("button", name="Bewaren").tap()
    expect(tablet.get_by_text("Compleet voor de brief")).to_be_visible()
    tablet.get_by_role("link", name="Bezoek afsluiten").tap()
    tablet.get_by_role("button", name="Bezoek afsluiten").tap()
    expect(tablet.get_by_text("De cilinder van de deur heeft te weinig")).to_be_visible()


def test_a_note_folds_open_and_is_saved(site: Site, tablet: Page) -> None:
    visit = planned(site.installation)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    room = RoomPage(tablet)
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.item("cylinder").get_by_role("textbox").fill("Merk niet te lezen")
    tablet.get_by_role("button", name="Bewaren").tap()
    expect(room.item("cylinder").get_by_role("textbox")).to_have_value("Merk niet te lezen")
