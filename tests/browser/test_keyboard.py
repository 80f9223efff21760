"""Every page with a keyboard alone: all is reached, in the order of the page, and shows it."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser import shown
from tests.browser.keyboard import MOST_STOPS, expected, go_to_the_top, walked
from tests.browser.places import Places
from tests.browser.shown import NOBODY, PAGES, Shown

pytestmark = pytest.mark.browser


def each_state(states: Sequence[Shown]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("state", states, ids=lambda state: state.name)


def faults_of(page: Page) -> list[str]:
    """Walk through a page, and give what is wrong with the walk."""
    names = expected(page)
    stops = walked(page)
    reached = [stop.place for stop in stops]
    faults = [
        f"is not reached: {names[place]}" for place in range(len(names)) if place not in reached
    ]
    # In a field for a day the focus goes on to a button of the browser, which shows it itself.
    showing = {stop.place for stop in stops if stop.shows}
    faults += [
        f"does not show the focus: {stop.says}" for stop in stops if stop.place not in showing
    ]
    faults += [f"is covered: {stop.says}" for stop in stops if not stop.is_seen]
    faults += [f"was not expected: {stop.says}" for stop in stops if stop.place < 0]
    faults += [
        f"comes before {names[one]}: {names[other]}"
        for one, other in pairwise(reached)
        if 0 <= other < one
    ]
    if len(stops) == MOST_STOPS:
        faults.append("cannot be left")
    return faults


def held_to_the_keyboard(places: Places, state: Shown) -> None:
    """Walk through a page, and use its skip link, on a screen held upright."""
    page = places.show(state)
    page.set_viewport_size({"width": 810, "height": 1080})
    faults = faults_of(page)
    go_to_the_top(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.closest('header') !== null"):
        faults.append("the first stop does not skip to what the page is about")
    assert not faults, "\n".join([f"{state.name}, {page.url}", *faults])


@each_state(PAGES)
def test_a_page_is_walked_through_with_a_keyboard(places: Places, state: Shown) -> None:
    held_to_the_keyboard(places, state)


@pytest.mark.long
@each_state([state for state in shown.ALL if state not in PAGES])
def test_every_state_is_walked_through_with_a_keyboard(places: Places, state: Shown) -> None:
    held_to_the_keyboard(places, state)


def test_a_dialog_takes_the_focus_and_gives_it_back(places: Places) -> None:
    page = places.page("adviser")
    furnished = places.furnished
    page.goto(f"{places.site.address}/visits/{furnished.fresh}/rooms/{furnished.fresh_room}")
    button = page.get_by_role("button", name="Overige punten in orde")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, body').localName") in {
            "dialog",
            "body",  # Between the last and the first, the focus passes the browser's own bar.
        }
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("document.querySelector('main button').tabIndex = -1", "is not reached"),
        ("document.querySelector('main button').tabIndex = 1", "is not reached"),
        (
            "document.querySelector('header').style = 'position: fixed; inset: 0; z-index: 9'",
            "is covered",
        ),
        ("document.querySelector('#name').style = 'outline: 0; box-shadow: none'", "does not show"),
    ],
)
def test_a_fault_is_found(places: Places, spoil: str, said: str) -> None:
    page = places.page(NOBODY)
    page.goto(f"{places.site.address}/sign-in")
    page.locator("details.other-road summary").click()
    assert not faults_of(page)
    page.evaluate(spoil)
    assert any(said in fault for fault in faults_of(page))
