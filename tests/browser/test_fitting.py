"""Where parts of a page stand on a telephone, a tablet and a desk: beside or under each other."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.places import Places
from tests.browser.shown import ALL

pytestmark = pytest.mark.browser

STATES = {state.name: state for state in ALL}
TELEPHONE, TABLET, DESK = 360, 810, 1280
LOWEST = 47.99


def shown(places: Places, name: str, width: int) -> Page:
    """Show a page on a screen of a width, in its light colours."""
    page = places.page(STATES[name].account)
    page.set_viewport_size({"width": width, "height": 900})
    return places.show(STATES[name])


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    edges = {name: float(found[name]) for name in ("x", "y", "width", "height")}
    return edges | {"right": edges["x"] + edges["width"]}


def test_the_first_three_of_a_letter_fit_a_telephone(places: Places) -> None:
    page = shown(places, "letter-draft", TELEPHONE)
    tables = page.locator(".letter .table-scroll")
    for table in tables.all():
        assert table.evaluate("each => each.scrollWidth <= each.clientWidth")
    cell = tables.first.locator("td").nth(2)
    assert "Wie betaalt" in cell.evaluate("each => getComputedStyle(each, '::before').content")


def test_the_languages_of_a_letter_stay_side_by_side(places: Places) -> None:
    page = shown(places, "letter-draft", TELEPHONE)
    links = page.locator(".letter-languages a")
    first, second = (box(links.nth(number)) for number in range(2))
    assert first["y"] == second["y"]
    assert first["x"] == pytest.approx(box(page.locator(".letter-tools .help"))["x"], abs=1)


def test_the_box_that_says_there_is_no_advice_is_as_wide_as_its_column(places: Places) -> None:
    for width in (TABLET, DESK):
        page = shown(places, "advice-none", width)
        assert box(page.locator(".empty"))["width"] == pytest.approx(
            box(page.locator(".advice-list"))["width"], abs=1
        )


@pytest.mark.parametrize("name", ["plan-refused", "move-refused"])
def test_the_labels_of_day_and_time_stand_at_one_height(places: Places, name: str) -> None:
    page = shown(places, name, TABLET)
    day, time = (box(page.locator(f"label[for={each}]")) for each in ("visit-dated", "planned-at"))
    assert day["y"] == pytest.approx(time["y"], abs=1)


def test_the_way_to_the_letter_stands_beside_the_title_of_its_advice(places: Places) -> None:
    for width in (TABLET, DESK):
        page = shown(places, "advice.page-adviser", width)
        row = page.locator(".advice-row").nth(2)
        title, link = box(row.locator("h3")), box(row.locator(".advice-in-letter"))
        assert abs(title["y"] - link["y"]) < title["height"]
        buttons = row.locator(".advice-buttons > *")
        heights = {round(box(buttons.nth(number))["y"]) for number in range(buttons.count())}
        assert len(heights) == 1


def test_a_field_for_files_can_be_tapped(places: Places) -> None:
    page = shown(places, "photos.of_room-adviser", TELEPHONE)
    assert box(page.locator("#photos"))["height"] >= LOWEST
    button = "each => getComputedStyle(each, '::file-selector-button').minHeight"
    assert float(page.locator("#photos").evaluate(button).removesuffix("px")) >= LOWEST


def test_what_is_asked_about_photos_takes_one_line_of_the_overview(places: Places) -> None:
    page = shown(places, "overview-fresh", TABLET)
    asked = box(page.locator(".asked-once"))
    rows = 1.5 * box(page.locator(".asked-once button").first)["height"]
    assert asked["height"] < rows


def test_rows_of_rooms_end_at_one_line_and_say_how_far_they_are_in_one(places: Places) -> None:
    for name in ("overview-fresh", "overview.page-adviser"):
        page = shown(places, name, TABLET)
        rows = page.locator(".room > .row")
        assert len({round(box(row)["right"]) for row in rows.all()}) == 1
        assert len({round(box(words)["height"]) for words in page.locator(".row-words").all()}) == 1
    page = shown(places, "overview-fresh", TABLET)
    for link in page.locator(".not-there").all():
        assert box(link)["height"] >= LOWEST
        assert box(link)["x"] > box(page.locator(".room > .row").first)["right"]
        assert link.evaluate("each => getComputedStyle(each).borderTopWidth") == "0px"
