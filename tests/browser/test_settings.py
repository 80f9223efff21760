"""An administrator sets a price with the keyboard alone, without scripts; a letter prints it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.keyboard import tab_to
from tests.visits import answered, planned
from woningscan.services import saving

pytestmark = pytest.mark.browser

START = "/settings/woningscan"
LOCK = "prices.cylinder-replace"


@pytest.fixture
def desk(site: Site, keyed: Page) -> Page:
    """Give a page on which an administrator has signed in."""
    site.admit(keyed.context, "administrator")
    keyed.goto(site.address)
    return keyed


def test_a_price_reaches_the_letter(site: Site, desk: Page) -> None:
    installation = site.installation
    visit, adviser = planned(installation), installation.actor("adviser")
    saving.save_changes(installation.resources, adviser, visit, [answered(visit, "less")])
    title = installation.resources.questionnaire("woningscan/1").measures_by_id["cylinder-replace"]
    expect(desk.get_by_role("heading", level=1)).to_have_text("Instellingen")
    tab_to(desk, f'a[href="{START}/prices"]')
    desk.keyboard.press("Enter")
    tab_to(desk, "#words")
    desk.keyboard.type(title.title.nl)
    desk.keyboard.press("Enter")
    tab_to(desk, "details.fold > summary")
    desk.keyboard.press("Enter")
    for part, typed in (("low", "150"), ("high", "90"), ("year", "2026"), ("source", "verzonnen")):
        tab_to(desk, f'[id="{LOCK}.{part}"]')
        desk.keyboard.type(typed)
    desk.keyboard.press("Enter")
    # The highest is lower than the lowest: the summary leads to the field, which lies open.
    tab_to(desk, "#summary a")
    desk.keyboard.press("Enter")
    expect(desk.locator(f'[id="{LOCK}.high"]')).to_be_focused()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("300")
    tab_to(desk, "button[name=preview]")
    desk.keyboard.press("Enter")
    expect(desk.locator(".letter").last).to_contain_text("€ 150")
    tab_to(desk, "main button.nl-button--primary")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Bewaard")
    desk.context.clear_cookies()
    site.admit(desk.context)
    desk.goto(f"{site.address}/visits/{visit}/letter")
    expect(desk.locator(".letter")).to_contain_text("€ 150")
