"""The pages of photos, as axe sees them and at every width."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.photos import added, noise
from tests.visits import change, front_door, planned
from woningscan.services import saving

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def visit(site: Site) -> str:
    """Give a visit with photos, of which one was agreed to."""
    visit, installation = planned(site.installation), site.installation
    said = change("photos-agreed", [], "ask-each")
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, [said])
    for consent in (True, False):
        added(installation, visit, noise((300, 200)), items=("cylinder",), consent=consent)
    return visit


def paths(site: Site, visit: str) -> list[str]:
    photo = added(site.installation, visit, noise((200, 300)))
    room = f"/visits/{visit}/rooms/{front_door(visit)}"
    return [room, f"{room}/photos", f"/visits/{visit}/photos", f"/visits/{visit}/photos/{photo}"]


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(
    site: Site, tablet: Page, visit: str, complaints: Complaints, scheme: str
) -> None:
    complaints.expected = OF_AXE
    tablet.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in paths(site, visit):
        tablet.goto(site.address + path)
        for fold in tablet.locator(".photo-delete > summary").all():
            fold.tap()
        assert violations(tablet) == [], path


@pytest.mark.parametrize("width", [320, 360, 810, 1280])
def test_no_page_scrolls_sideways(site: Site, tablet: Page, visit: str, width: int) -> None:
    tablet.set_viewport_size({"width": width, "height": 900})
    for path in paths(site, visit):
        tablet.goto(site.address + path)
        assert not tablet.evaluate(SIDEWAYS), path


def test_a_photo_is_chosen_and_deleted_with_the_keyboard(
    site: Site, tablet: Page, visit: str
) -> None:
    path = paths(site, visit)[-1]
    tablet.goto(site.address + path)
    summary = tablet.locator(".photo-delete > summary")
    summary.focus()
    tablet.keyboard.press("Enter")
    tablet.keyboard.press("Tab")
    tablet.keyboard.press("Enter")
    tablet.wait_for_url("**/rooms/**")
    # The inputs that open the camera and the library can be reached too.
    tablet.locator('[data-item="cylinder"] .camera').focus()
    tablet.keyboard.press("Enter")
    tablet.keyboard.press("Tab")
    assert tablet.evaluate("document.activeElement.type") == "file"
