"""An administrator sets a price with the keyboard alone, without scripts; a letter prints it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Site
from tests.visits import answered, planned
from woningscan.services import saving

pytestmark = pytest.mark.browser

MOST_STOPS = 120
START = "/settings/woningscan"
LOCK = "prices.cylinder-replace"


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False, "has_touch": False}


@pytest.fixture
def desk(site: Site, complaints: Complaints, page: Page) -> Page:
    """Give a page on which an administrator has signed in."""
    complaints.expected = ("409", "422")
    page.goto(f"{site.address}/sign-in")
    site.sign_in(page, "administrator")
    return page


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Tab never reaches {selector}.")


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
    desk.goto(f"{site.address}/sign-in")
    site.sign_in(desk)
    desk.goto(f"{site.address}/visits/{visit}/letter")
    expect(desk.locator(".letter")).to_contain_text("€ 150")
