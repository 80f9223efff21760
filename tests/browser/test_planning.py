"""A coordinator plans a visit with the keyboard alone, in a browser without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.keyboard import tab_to
from tests.visits import planned
from woningscan.domain.appointments import Appointment
from woningscan.services import visits
from woningscan.services.visit_lines import VisitLine

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site: Site, keyed: Page) -> Page:
    """Give a page on which a coordinator has signed in."""
    site.admit(keyed.context, "coordinator")
    keyed.goto(site.address)
    return keyed


def lines(site: Site) -> tuple[VisitLine, ...]:
    installation = site.installation
    return visits.visits_of(installation.resources, installation.actor("coordinator"))


def typed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_visit_is_planned(site: Site, desk: Page) -> None:
    first = planned(site.installation, planned_on="2026-06-03")
    desk.goto(f"{site.address}/")
    tab_to(desk, "a.nl-button--primary")
    typed(desk, "Enter")
    tab_to(desk, "#adviser")
    desk.keyboard.type("adviser")
    tab_to(desk, '[id="visit-dated"]')
    desk.keyboard.type("06032026")
    tab_to(desk, '[id="planned-at"]')
    desk.keyboard.type("0230PM")
    tab_to(desk, '[id="identity-stated.holder-name"]')
    desk.keyboard.type("Dijkgraaf Bedacht")
    tab_to(desk, '[id^="fact-stated.jurisdiction"]')
    typed(desk, "Space")
    tab_to(desk, '[id="fact-stated.office"]')
    desk.keyboard.type("Dijkgraaf")
    tab_to(desk, "button.nl-button--primary")
    typed(desk, "Enter")
    # The adviser has another visit that day: one tick, and once more.
    expect(desk.get_by_role("alert")).to_contain_text("heeft die dag al een bezoek")
    assert [line.id for line in lines(site)] == [first]
    tab_to(desk, "#accepted")
    typed(desk, "Space", "Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Dijkgraaf Bedacht")
    (made,) = (line for line in lines(site) if line.id != first)
    assert made.appointment == Appointment("2026-06-03", "14:30")


def test_a_visit_is_called_off(site: Site, desk: Page) -> None:
    visit = planned(site.installation)
    desk.goto(f"{site.address}/visits/{visit}/appointment")
    assert not desk.locator("#reason").is_visible()
    tab_to(desk, "details:has(#reason) > summary")
    typed(desk, "Enter", "Tab")
    desk.keyboard.type("De ambtsdrager is verhuisd")
    typed(desk, "Tab", "Enter")
    expect(desk.get_by_text("De ambtsdrager is verhuisd")).to_be_visible()
    assert lines(site)[0].cause == "cancelled"


WIDE = """() => [...document.querySelectorAll("main *")].filter((part) =>
    part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
    && getComputedStyle(part).display !== "inline"
    && getComputedStyle(part).overflowX === "visible"
    ).map((part) => `${part.tagName}.${part.className}`)"""


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_too_wide_or_too_small(site: Site, desk: Page, width: int) -> None:
    visit = planned(site.installation, identity={"holder-name": "Wethouder " + "Verzonnen" * 6})
    desk.set_viewport_size({"width": width, "height": 740})
    for path in ("/", "/visits/new", f"/visits/{visit}/appointment", "/search"):
        desk.goto(site.address + path)
        for summary in desk.locator("main summary").all():
            summary.click()
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
        assert desk.evaluate(WIDE) == [], path
        for target in desk.locator("main :is(button, select, .nl-button, a, summary)").all():
            box = target.bounding_box()
            if box is not None and target.is_visible():
                assert box["height"] >= 48 - 0.01, (path, target.inner_text())
