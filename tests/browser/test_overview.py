"""The overview with a keyboard alone: adding rooms, removing one, undoing, breaking off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.visits import IDENTITY, planned

pytestmark = pytest.mark.browser

CONTACT = {"contact-name": "Partner Verzonnen", "contact-phone": "06 1234 5678"}
MOST_TABS = 120


@pytest.fixture
def visit(site: Site) -> str:
    return planned(site.installation, identity=IDENTITY | CONTACT)


def focused(page: Page) -> str:
    """Give the words of what has the focus."""
    found: str = page.evaluate("document.querySelector(':focus')?.textContent ?? ''")
    return " ".join(found.split())


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(MOST_TABS):
        if words in focused(page):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{words} is not reached with Tab.")


def press(page: Page, words: str) -> None:
    """Go to something with Tab, and press Enter."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def test_rooms_are_added_one_after_the_other_with_the_keyboard(
    site: Site, tablet: Page, visit: str
) -> None:
    tablet.goto(f"{site.address}/visits/{visit}")
    press(tablet, "Ruimte toevoegen")
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Ruimte toevoegen")
    press(tablet, "+ Voortuin 2")
    expect(tablet.get_by_role("status")).to_have_text("Toegevoegd: Voortuin 2")
    # The browser stands at the next one of the same kind, wherever Tab goes from there.
    assert focused(tablet) == "+ Voortuin 3"
    tablet.keyboard.press("Enter")
    expect(tablet.get_by_role("status")).to_have_text("Toegevoegd: Voortuin 3")
    press(tablet, "Klaar, naar het overzicht")
    expect(tablet.get_by_role("link", name=re.compile("^Voortuin 3"))).to_be_visible()


def test_a_room_that_is_not_there_goes_and_comes_back_with_the_keyboard(
    site: Site, tablet: Page, visit: str
) -> None:
    tablet.goto(f"{site.address}/visits/{visit}")
    press(tablet, "Is er niet: Voorgevel, begane grond")
    told = tablet.get_by_role("status")
    expect(told).to_have_text("Ruimte verwijderd: Voorgevel, begane grond")
    expect(told).to_be_focused()
    press(tablet, "Ongedaan maken")
    expect(told).to_have_text("De laatste stap is ongedaan gemaakt")
    expect(tablet.get_by_role("link", name=re.compile("^Voorgevel, begane grond"))).to_be_visible()


def test_a_visit_is_broken_off_and_gone_on_with_with_the_keyboard(
    site: Site, tablet: Page, visit: str
) -> None:
    tablet.goto(f"{site.address}/visits/{visit}")
    press(tablet, "Bezoek onderbreken")
    tablet.keyboard.press("Tab")
    tablet.keyboard.type("De zolder is nog niet bekeken.")
    press(tablet, "Bezoek onderbreken")
    heading = tablet.get_by_role("heading", name="Dit bezoek is onderbroken")
    expect(heading).to_be_focused()
    expect(tablet.get_by_text("De zolder is nog niet bekeken.")).to_be_visible()
    press(tablet, "Verder met het bezoek")
    expect(heading).to_have_count(0)


@pytest.mark.parametrize("width", [320, 810, 1280])
def test_what_can_be_tapped_is_large_enough_and_nothing_is_too_wide(
    site: Site, tablet: Page, visit: str, width: int
) -> None:
    tablet.set_viewport_size({"width": width, "height": 900})
    room = tablet.goto(f"{site.address}/visits/{visit}")
    assert room is not None
    first = tablet.locator(".room a").first.get_attribute("href")
    pages = [f"/visits/{visit}", f"/visits/{visit}/rooms/new", f"/visits/{visit}/looks/dark"]
    for path in [*pages, f"{first}/change", f"{first}/merge"]:
        tablet.goto(site.address + path)
        assert tablet.evaluate("document.documentElement.scrollWidth") <= width, path
        for target in tablet.locator(
            "main :is(button, .nl-button, a.row, summary, .contact a)"
        ).all():
            box = target.bounding_box()
            if target.is_visible() and box is not None and box["width"] > 1:
                assert box["height"] >= 47.99, (path, target.inner_text())


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
def test_axe_finds_nothing_wrong(
    site: Site, tablet: Page, visit: str, complaints: Complaints
) -> None:
    complaints.expected = OF_AXE
    tablet.goto(f"{site.address}/visits/{visit}")
    room = tablet.locator(".room a").nth(3).get_attribute("href")
    pages = [f"/visits/{visit}", f"/visits/{visit}/rooms/new", f"/visits/{visit}/looks/dark"]
    for path in [*pages, f"{room}/change", f"{room}/merge"]:
        tablet.goto(site.address + path)
        assert violations(tablet) == [], path
