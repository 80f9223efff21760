"""The overview in a browser without scripts: merging, taking over answers, the dark, undoing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.visits import change, front_door, planned
from woningscan.domain.inspection import standard_room_id
from woningscan.services import saving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


@pytest.fixture
def visit(site: Site) -> str:
    visit = planned(site.installation)
    front = standard_room_id(visit, "front-ground")
    changes = [
        change("answered", [front, "view-in"], {"option": "hidden"}),
        change("answered", [front, "outside-light"], {"option": "lit"}),
    ]
    actor = site.installation.actor("adviser")
    saving.save_changes(site.installation.resources, actor, visit, changes)
    return visit


def test_answers_are_taken_over_and_the_overview_says_so(
    site: Site, tablet: Page, visit: str
) -> None:
    rear = standard_room_id(visit, "rear-ground")
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{rear}/change")
    tablet.get_by_role("button", name="Neem antwoorden over van ‘Voorgevel, begane grond’").tap()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Achtergevel, begane grond")
    tablet.goto(f"{site.address}/visits/{visit}")
    expect(tablet.get_by_text("2 overgenomen, nog bevestigen")).to_be_visible()
    what = re.compile("Ongedaan maken.*Achtergevel, begane grond – 2 antwoorden")
    tablet.get_by_role("button", name=what).tap()
    expect(tablet.get_by_role("status")).to_have_text("De laatste stap is ongedaan gemaakt")
    expect(tablet.get_by_text("nog bevestigen")).to_have_count(0)


def test_two_rooms_are_merged(site: Site, tablet: Page, visit: str) -> None:
    front = standard_room_id(visit, "front-ground")
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front}/change")
    tablet.get_by_role("link", name="Samenvoegen met een andere ruimte").tap()
    tablet.get_by_role("link", name="Achtergevel, begane grond").tap()
    expect(tablet.get_by_text("De twee spreken elkaar nergens tegen.")).to_be_visible()
    tablet.get_by_role("button", name="Samenvoegen").tap()
    told = tablet.get_by_role("status")
    expect(told).to_have_text("Samengevoegd. Alles staat nu in: Achtergevel, begane grond")
    expect(tablet.locator(".room").filter(has_text="Achtergevel, begane grond")).to_contain_text(
        "2 van"
    )


def test_the_dark_is_one_form_over_all_rooms(site: Site, tablet: Page, visit: str) -> None:
    tablet.goto(f"{site.address}/visits/{visit}")
    tablet.get_by_role("link", name="In het donker: 2 van").tap()
    tablet.locator(f'label[for="{front_door(visit)}.door-light.dark"]').tap()
    tablet.get_by_role("button", name="Bewaren").tap()
    expect(tablet.locator("#status")).to_have_text("Bewaard")
    expect(tablet.locator("#progress")).to_contain_text("In het donker: 3 van")
    # Enter in the day saves, and presses no button of an item.
    tablet.get_by_label("Dag waarop u keek").fill("2026-05-14")
    tablet.get_by_label("Dag waarop u keek").press("Enter")
    expect(tablet.locator("#progress")).to_contain_text("In het donker: 3 van")
    tablet.get_by_role("link", name="Overzicht").tap()
    expect(tablet.get_by_text("Gekeken op 14 mei 2026")).to_be_visible()
