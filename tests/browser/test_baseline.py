"""The second questionnaire on a tablet: a tap opens the next question, and is saved at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import SAVED, RoomPage
from tests.visits import planned_anyway
from woningscan.domain.inspection import standard_room_id
from woningscan.services import content_versions, visits
from woningscan.services.planning import Plan

pytestmark = pytest.mark.browser

NAME = "baseline/1"
FACTS = {
    "part-of-the-country": "europe",
    "kind-of-organisation": "gemeente",
    "public-desk": "present",
}


def test_a_tap_opens_what_follows_and_is_saved(site: Site, tablet: Page) -> None:
    resources = site.installation.resources
    content_versions.activate(resources, site.installation.actor("administrator"), NAME, 0)
    adviser = site.installation.actor("adviser")
    plan = Plan(adviser.account or "", "2026-06-09", {}, FACTS, NAME)
    visit = planned_anyway(resources, site.installation.actor("coordinator"), plan)
    desk = standard_room_id(visit, "public-counter")
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{desk}")
    room = RoomPage(tablet)
    expect(room.item("call-for-help")).to_be_hidden()
    room.answer("who-comes-here", "anyone")
    expect(room.item("call-for-help")).to_be_visible()
    expect(room.item("access")).to_be_hidden()
    room.answer("call-for-help", "no-way")
    expect(room.status).to_have_text(SAVED)
    found = visits.open_visit(resources, adviser, visit, "test").inspection
    assert found.answers(desk, "who-comes-here") == ("anyone",)
    assert found.answers(desk, "call-for-help") == ("no-way",)
