"""The review of the advice as it is used: by keyboard, beside the letter, on small screens."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.visits import answered, planned
from woningscan.domain import advice
from woningscan.services import saving, visits

pytestmark = pytest.mark.browser

LOCK = "cylinder-replace"


@pytest.fixture
def visit(site: Site) -> str:
    """Give a visit in which everything at the front door is wrong."""
    installation = site.installation
    found = planned(installation)
    actor = installation.actor("adviser")
    items = installation.resources.questionnaire("woningscan/1").zones_by_id["front-door"].items
    bad = [
        answered(found, item.options[-1].id, item.id) for item in items if not item.options[-1].good
    ]
    saving.save_changes(installation.resources, actor, found, bad)
    return found


def order(site: Site, visit: str) -> list[str]:
    installation = site.installation
    opened = visits.open_visit(
        installation.reopened(), installation.actor("adviser"), visit, "test"
    )
    found = advice.for_letter(opened.inspection, advice.findings(opened.route))
    return [each.id for each in advice.advise(opened.route, found).recommendations]


def open_review(page: Page, site: Site, visit: str) -> None:
    page.goto(f"{site.address}/visits/{visit}/advice")


def test_advice_moves_by_keyboard_alone_and_the_button_keeps_the_focus(
    site: Site, tablet: Page, visit: str
) -> None:
    before = order(site, visit)
    open_review(tablet, site, visit)
    tablet.locator(f'[id="move.{before[3]}"]').focus()
    for place in (2, 1):
        tablet.keyboard.press("Enter")
        expect(tablet.locator(f'[id="advice.{before[3]}"] .advice-place')).to_have_text(
            str(place + 1)
        )
        expect(tablet.locator(f'[id="move.{before[3]}"]')).to_be_focused()
        assert order(site, visit).index(before[3]) == place


def test_a_change_by_keyboard_asks_for_its_reason_and_comes_back_to_its_place(
    site: Site, tablet: Page, visit: str, complaints: Complaints
) -> None:
    complaints.expected = ("422",)
    open_review(tablet, site, visit)
    row = tablet.locator(f'[id="advice.{LOCK}"]')
    row.get_by_role("link", name=re.compile("Aanpassen")).press("Enter")
    tablet.get_by_role("radio", name="Bij gelegenheid").press("Space")
    tablet.get_by_label("Eigen zin in de brief").fill("Vraag de slotenmaker.")
    tablet.get_by_role("button", name="Bewaren").press("Enter")
    expect(tablet.get_by_label("Eigen zin in de brief")).to_have_value("Vraag de slotenmaker.")
    tablet.get_by_role("alert").get_by_role("link").press("Enter")
    expect(tablet.get_by_label("Waarom wijkt u af?")).to_be_focused()
    tablet.get_by_label("Waarom wijkt u af?").fill("De deur wordt vervangen.")
    tablet.get_by_role("button", name="Bewaren").press("Enter")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("De deur wordt vervangen.")
    expect(tablet.locator("#preview")).to_contain_text("Vraag de slotenmaker.")


@pytest.mark.parametrize("width", [1100, 1280])
def test_the_letter_stands_beside_where_there_is_room(
    site: Site, tablet: Page, visit: str, width: int
) -> None:
    tablet.set_viewport_size({"width": width, "height": 800})
    open_review(tablet, site, visit)
    tablet.mouse.wheel(0, 2000)
    preview = tablet.locator("#preview")
    expect(preview).to_be_in_viewport()
    box, listed = preview.bounding_box(), tablet.locator(".advice-list").bounding_box()
    assert box
    assert listed
    assert box["x"] >= listed["x"] + listed["width"]
    assert box["height"] <= 800


@pytest.mark.parametrize("width", [320, 360, 810, 1099])
def test_on_a_small_screen_the_letter_is_one_tap_away_and_nothing_sticks_out(
    site: Site, tablet: Page, visit: str, width: int
) -> None:
    tablet.set_viewport_size({"width": width, "height": 740})
    for path in ("advice", "advice/own", "advice/add", f"advice/measures/{LOCK}", "close"):
        tablet.goto(f"{site.address}/visits/{visit}/{path}")
        assert tablet.evaluate("document.documentElement.scrollWidth") <= width, path
    open_review(tablet, site, visit)
    tablet.get_by_role("link", name="Naar het voorbeeld van de brief").tap()
    expect(tablet.locator("#letter-title")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["advice", "close"])
def test_every_button_is_large_enough_for_a_finger(
    site: Site, tablet: Page, visit: str, path: str
) -> None:
    tablet.goto(f"{site.address}/visits/{visit}/{path}")
    buttons: list[Any] = tablet.locator("main .nl-button:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )
    assert buttons
    assert all(min(size) >= 44 for size in buttons)


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    site: Site, tablet: Page, visit: str, complaints: Complaints, width: int
) -> None:
    complaints.expected = OF_AXE
    tablet.set_viewport_size({"width": width, "height": 900})
    for path in ("advice", "advice/own", "advice/add", f"advice/measures/{LOCK}", "close"):
        tablet.goto(f"{site.address}/visits/{visit}/{path}")
        assert violations(tablet) == [], path
    tablet.emulate_media(color_scheme="dark")
    open_review(tablet, site, visit)
    assert violations(tablet) == []
