"""Another look at the home with its script: each tap is saved, and none is lost by leaving."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Complaints, Site
from tests.browser.pages import SAVED
from tests.visits import front_door, planned
from woningscan.domain.inspection import Inspection
from woningscan.services import visits

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(site: Site) -> str:
    return planned(site.installation)


@pytest.fixture
def dark(site: Site, tablet: Page, visit: str) -> Page:
    tablet.goto(f"{site.address}/visits/{visit}/looks/dark")
    return tablet


def recorded(site: Site, visit: str) -> Inspection:
    actor = site.installation.actor("adviser")
    return visits.continue_visit(site.installation.resources, actor, visit).inspection


def tap(page: Page, visit: str, option: str) -> None:
    page.locator(f'label[for="{front_door(visit)}.door-light.{option}"]').tap()


def test_each_tap_is_saved_without_the_button(site: Site, dark: Page, visit: str) -> None:
    for option in ("dark", "solar"):
        tap(dark, visit, option)
        expect(dark.get_by_role("status")).to_have_text(SAVED)
        now = recorded(site, visit)
        assert now.answers(front_door(visit), "door-light") == (option,)
        assert now.conflicts == ()
    expect(dark.locator("#progress")).to_contain_text("In het donker: 1 van")
    dark.reload()
    expect(dark.locator(f'[id="{front_door(visit)}.door-light.solar"]')).to_be_checked()


def test_what_is_typed_is_saved_when_the_field_is_left(site: Site, dark: Page, visit: str) -> None:
    item = dark.locator(f'[data-item="{front_door(visit)}.door-light"]')
    item.get_by_text("Notitie", exact=True).tap()
    item.get_by_role("textbox").fill("Lamp is stuk")
    item.get_by_role("textbox").blur()
    expect(dark.get_by_role("status")).to_have_text(SAVED)
    assert recorded(site, visit).note(front_door(visit), "door-light") == "Lamp is stuk"


def test_the_last_tap_is_taken_back_with_the_button_that_came_with_it(
    site: Site, dark: Page, visit: str
) -> None:
    tap(dark, visit, "dark")
    expect(dark.get_by_role("status")).to_have_text(SAVED)
    dark.get_by_role("button", name=re.compile("Ongedaan maken")).tap()
    expect(dark.locator("form.undo")).to_have_count(0)
    assert recorded(site, visit).answers(front_door(visit), "door-light") == (None,)


def test_without_a_connection_leaving_asks_first_and_the_tap_goes_out_later(
    site: Site, dark: Page, visit: str, complaints: Complaints
) -> None:
    complaints.expected = ("ERR_INTERNET_DISCONNECTED",)
    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    dark.on("dialog", stay)
    dark.context.set_offline(True)
    tap(dark, visit, "dark")
    expect(dark.get_by_role("status")).to_have_text("Nog niet bewaard. Kies Bewaren.")
    dark.close(run_before_unload=True)
    expect(dark.get_by_role("status")).to_be_visible()
    assert asked == ["beforeunload"]
    dark.context.set_offline(False)
    expect(dark.get_by_role("status")).to_have_text(SAVED)
    assert recorded(site, visit).answers(front_door(visit), "door-light") == ("dark",)


def test_what_the_server_refuses_is_not_called_saved(
    site: Site, dark: Page, visit: str, complaints: Complaints
) -> None:
    complaints.expected = ("422",)
    note = dark.locator(f'[id="noted.{front_door(visit)}.door-light"]')
    note.evaluate(
        "field => { field.removeAttribute('maxlength'); field.closest('details').open = true }"
    )
    note.fill("n" * 4001)
    note.blur()
    expect(dark.get_by_role("status")).to_have_text("Nog niet bewaard. Kies Bewaren.")
    dark.get_by_role("button", name="Bewaren").tap()
    expect(dark.locator("#summary")).to_contain_text("4.000 tekens")
    assert recorded(site, visit).note(front_door(visit), "door-light") is None
