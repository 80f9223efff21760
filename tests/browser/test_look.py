"""How pages look and behave in each scheme, for a keyboard, and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.visits import front_door, planned

pytestmark = pytest.mark.browser

SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, style.outlineWidth];
}"""
GROUND = "part => getComputedStyle(part).backgroundColor"


@pytest.fixture
def visit(site: Site) -> str:
    return planned(site.installation)


def paths(visit: str) -> Iterator[str]:
    yield from ("/components", "/help", "/", f"/visits/{visit}", f"/visits/{visit}/facts")
    yield f"/visits/{visit}/rooms/{front_door(visit)}"
    yield from (f"/visits/{visit}/rooms/new", f"/visits/{visit}/close", "/nothing-here")


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: next(iter(scheme.values())))
def test_axe_finds_nothing(
    site: Site, tablet: Page, complaints: Complaints, visit: str, scheme: dict[str, str]
) -> None:
    complaints.expected = OF_AXE
    tablet.emulate_media(**scheme)  # type: ignore[arg-type]
    for path in paths(visit):
        if "nothing" not in path:
            tablet.goto(site.address + path)
            assert violations(tablet) == [], path


def test_axe_finds_what_is_wrong(site: Site, tablet: Page, complaints: Complaints) -> None:
    complaints.expected = OF_AXE
    tablet.goto(f"{site.address}/help")
    tablet.evaluate("document.querySelector('h1').remove()")
    assert violations(tablet)


@pytest.mark.parametrize("path", ["/components", "/help"])
def test_nothing_has_to_be_scrolled_sideways(site: Site, tablet: Page, path: str) -> None:
    tablet.set_viewport_size({"width": 320, "height": 640})
    tablet.goto(site.address + path)
    assert tablet.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_has_the_focus_has_a_ring(site: Site, tablet: Page) -> None:
    tablet.goto(f"{site.address}/components")
    for _ in range(30):
        tablet.keyboard.press("Tab")
        card = tablet.locator(".card:has(:focus-visible)")
        if card.count():
            style = "card => getComputedStyle(card).outlineWidth"
            assert card.evaluate(style) == "3px"
        else:
            assert tablet.evaluate(RING) == ["solid", "3px"]


def test_states_can_be_told_apart_without_colour(site: Site, tablet: Page) -> None:
    """In forced colours a ground tells nothing: borders and signs have to."""
    tablet.emulate_media(forced_colors="active")
    tablet.goto(f"{site.address}/components")
    edge = "part => getComputedStyle(part).borderTopWidth"
    chosen, other = (tablet.locator(f'label[for="card.{answer}"]') for answer in ("yes", "no"))
    assert chosen.evaluate(edge) != other.evaluate(edge)
    primary, quiet = (tablet.locator(".example .nl-button").nth(place) for place in (0, 2))
    assert primary.evaluate(edge) != quiet.evaluate(edge)
    left = "part => getComputedStyle(part).borderLeftStyle"
    error, info = (tablet.locator(f".utrecht-alert--{kind}").last for kind in ("error", "info"))
    assert error.evaluate(left) != info.evaluate(left)


def test_help_opens_with_the_keyboard_and_pushes_nothing_away(site: Site, tablet: Page) -> None:
    tablet.goto(f"{site.address}/help")
    before = tablet.locator("h1").bounding_box()
    tablet.locator(".page-help summary").focus()
    tablet.keyboard.press("Enter")
    expect(tablet.locator(".page-help-text")).to_be_visible()
    assert tablet.locator("h1").bounding_box() == before


def test_a_refused_form_says_first_what_is_wrong_and_leads_to_the_field(
    site: Site, tablet: Page, complaints: Complaints, visit: str
) -> None:
    complaints.expected = ("422", "does not conform")
    tablet.goto(f"{site.address}/visits/{visit}/facts")
    # As a browser does that has no field for days.
    day = tablet.locator("input[type=date]")
    day.evaluate("input => { input.type = 'text'; input.value = 'morgen'; }")
    tablet.get_by_role("button", name="Bewaren").tap()
    expect(tablet.locator("#summary")).to_be_focused()
    tablet.keyboard.press("Tab")
    tablet.keyboard.press("Enter")
    refused = tablet.locator("[aria-invalid=true]")
    expect(refused).to_be_focused()
    told = refused.get_attribute("aria-describedby") or ""
    faults = [tablet.locator(f'[id="{each}"]').inner_text() for each in told.split()]
    assert len(faults) == 2
    assert all(faults)


def test_a_page_on_paper_is_black_on_white_without_what_a_finger_needs(
    site: Site, tablet: Page, visit: str
) -> None:
    tablet.emulate_media(media="print", color_scheme="dark")
    for path in paths(visit):
        if "nothing" not in path:
            tablet.goto(site.address + path)
            for part in tablet.locator(".top, .bar, .nl-button, .room-nav").all():
                expect(part).not_to_be_visible()
            assert tablet.locator("html").evaluate(GROUND) == "rgb(255, 255, 255)", path
            text = tablet.locator("h1").evaluate("part => getComputedStyle(part).color")
            assert text == "rgb(0, 0, 0)", path


def test_without_motion_nothing_moves(site: Site, tablet: Page) -> None:
    tablet.emulate_media(reduced_motion="reduce")
    tablet.goto(f"{site.address}/components")
    moving = tablet.evaluate(
        """() => [...document.querySelectorAll("*")].filter((part) =>
            getComputedStyle(part).transitionDuration !== "0s").length"""
    )
    assert moving == 0
