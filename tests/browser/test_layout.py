"""Sizes: for a finger, on a narrow screen, and over the wire."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import Site
from tests.visits import answered, front_door, planned
from woningscan.services import saving

pytestmark = pytest.mark.browser

SMALLEST_CARD = 64
SMALLEST_TARGET = 48
LEAST_GAP = 8
MOST_BYTES = 60_000


@pytest.fixture
def visit(site: Site) -> str:
    visit = planned(site.installation)
    changes = [answered(visit, "less"), answered(visit, "skg3")]
    actor = site.installation.actor("adviser")
    saving.save_changes(site.installation.resources, actor, visit, changes)
    return visit


def paths(site: Site, visit: str) -> Iterator[str]:
    """Give every kind of page; a letter can be made of a visit without a conflict only."""
    yield f"/visits/{planned(site.installation)}/letter"
    room = f"/visits/{visit}/rooms/{front_door(visit)}"
    yield from ("/", f"/visits/{visit}", room, f"{room}/change", f"/visits/{visit}/rooms/new")
    yield from (f"/visits/{visit}/facts", f"/visits/{visit}/close")


def test_answer_cards_are_large_enough_and_apart(site: Site, tablet: Page, visit: str) -> None:
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    for item in tablet.locator("[data-item]:not([hidden])").all():
        boxes = [card.bounding_box() for card in item.locator("label.card, summary.card").all()]
        found = [box for box in boxes if box is not None]
        assert len(found) >= 4
        for box in found:
            assert box["height"] >= SMALLEST_CARD
        for one in found:
            for other in found:
                if one is not other:
                    across = max(one["x"], other["x"]) - min(
                        one["x"] + one["width"], other["x"] + other["width"]
                    )
                    down = max(one["y"], other["y"]) - min(
                        one["y"] + one["height"], other["y"] + other["height"]
                    )
                    assert max(across, down) >= LEAST_GAP - 0.01


def test_no_target_is_small(site: Site, tablet: Page, visit: str) -> None:
    for path in paths(site, visit):
        tablet.goto(site.address + path)
        for target in tablet.locator(
            "button:not([aria-hidden]), select, a.nl-button, a.row, summary, nav a"
        ).all():
            box = target.bounding_box()
            if box is not None and target.is_visible():
                assert box["height"] >= SMALLEST_TARGET - 0.01, (path, target.inner_text())


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_has_to_be_scrolled_sideways(
    site: Site, tablet: Page, visit: str, width: int
) -> None:
    tablet.set_viewport_size({"width": width, "height": 740})
    for path in paths(site, visit):
        tablet.goto(site.address + path)
        wide = tablet.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
        over = tablet.evaluate(
            """() => [...document.querySelectorAll("main *")].filter((part) =>
                part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
                && getComputedStyle(part).display !== "inline"
                && getComputedStyle(part).overflowX === "visible"
                ).map((part) => `${part.tagName}.${part.className} ${part.textContent.trim()}`)"""
        )
        assert over == [], path


def test_the_first_load_of_a_room_is_light(site: Site, tablet: Page, visit: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        sizes[response.url] = len(gzip.compress(response.body()))

    tablet.goto("about:blank")
    tablet.on("response", weigh)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    tablet.wait_for_load_state("networkidle")
    assert len(sizes) > 10
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_a_chosen_card_can_be_told_apart_in_every_scheme(
    site: Site, tablet: Page, visit: str, options: dict[str, str]
) -> None:
    tablet.emulate_media(**options)  # type: ignore[arg-type]
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    card = tablet.locator('label[for="door-furniture.sturdy"]')
    look = "card => [getComputedStyle(card).backgroundColor, getComputedStyle(card).borderTopWidth]"
    before = card.evaluate(look)
    card.tap()
    tablet.mouse.move(0, 0)
    tablet.wait_for_function("() => document.getAnimations().length === 0")
    assert card.evaluate(look) != before
