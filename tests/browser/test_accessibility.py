"""Every page in every state by the rules of WCAG 2.2 AA, as axe finds them, light and dark."""

from collections.abc import Sequence
from dataclasses import asdict, replace

import pytest
from playwright.sync_api import Page

from tests.browser import shown
from tests.browser.accessibility import violations
from tests.browser.places import Places
from tests.browser.serving import served
from tests.browser.shown import NOBODY, NOT_PAGES, Shown
from tests.installations import Installation
from woningscan.app import app_over

pytestmark = pytest.mark.browser

NARROWEST, UPRIGHT, WIDE = 320, 810, 1280
HEIGHT = 1080
ALL_RULES: Sequence[str] = ()
COLOURS = ("color-contrast", "link-in-text-block")
"""Rules whose outcome differs between light and dark."""
PLACES = ("target-size", "scrollable-region-focusable", "color-contrast")
"""Rules whose outcome differs between narrow and wide."""
QUICK = (
    ("light", NARROWEST, ALL_RULES),
    ("dark", NARROWEST, COLOURS),
    ("light", WIDE, PLACES),
)
FULL = tuple(
    (scheme, width, ALL_RULES)
    for scheme in ("light", "dark")
    for width in (NARROWEST, UPRIGHT, WIDE)
)


def each_state(states: Sequence[Shown]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("state", states, ids=lambda state: state.name)


def offences(page: Page, looks: Sequence[tuple[str, int, Sequence[str]]]) -> list[str]:
    """Give what is wrong in a page, in one scheme and at one width after the other."""
    found = []
    for scheme, width, rules in looks:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function(shown.SETTLED)
        found += [f"{scheme}, {width}: {said}" for said in violations(page, rules=rules)]
        scrolls = page.evaluate("document.documentElement.scrollWidth")
        if scrolls > width:
            found.append(f"{width}: the page is {scrolls} wide and scrolls sideways")
    return found


def told(state: Shown, page: Page, found: list[str]) -> str:
    return "\n".join([f"{state.name}, {page.url}", *found])


@each_state(shown.ONCE)
def test_a_page_is_accessible_narrow_and_wide_light_and_dark(places: Places, state: Shown) -> None:
    page = places.show(state)
    found = offences(page, QUICK)
    assert not found, told(state, page, found)


@pytest.mark.long
@each_state(shown.ALL)
def test_a_page_is_accessible_to_every_role_at_every_width(places: Places, state: Shown) -> None:
    page = places.show(state)
    found = offences(page, FULL)
    assert not found, told(state, page, found)


def test_the_page_of_a_locked_installation_is_accessible(
    on_sqlite: Installation, page: Page
) -> None:
    with served(app_over(replace(on_sqlite.config, secure_cookies=False), None)) as address:
        page.goto(f"{address}/sign-in")
        assert "vergrendeld" in page.content()
        assert not offences(page, QUICK)


def test_every_route_is_a_page_to_look_at_or_says_why_not(places: Places) -> None:
    looked_at = {state.name.partition("-")[0] for state in shown.pages()}
    assert looked_at | NOT_PAGES.keys() == shown.endpoints()
    assert not looked_at & NOT_PAGES.keys()
    parts = asdict(places.furnished)
    for state in shown.pages():
        assert state.path.format_map(parts).startswith("/")


def test_what_is_said_to_be_no_page_is_none(places: Places) -> None:
    parts = asdict(places.furnished)
    for account, path in shown.others():
        page = places.page(account)
        response = page.request.get(places.site.address + path.format_map(parts))
        kind = response.headers.get("content-type", "")
        assert not kind.startswith("text/html"), (path, account)


def test_a_fault_is_found(places: Places) -> None:
    page = places.page(NOBODY)
    page.goto(f"{places.site.address}/sign-in")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    found = offences(page, QUICK[:1])
    assert any("image-alt" in said for said in found)
    assert any("color-contrast" in said for said in found)
