"""What a page still has to send, while the server will not have it from whoever is signed in."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Complaints, Site
from tests.photos import noise
from tests.visits import AT, TABLET, change, front_door, planned
from woningscan.services import photos, visits

pytestmark = pytest.mark.browser

POST = """async ([address, visit, changes]) => {
    const { post } = await import(address);
    const { token } = JSON.parse(document.getElementById("room-data").textContent);
    return (await post(`/visits/${visit}/changes`, token, { changes })).status;
}"""


def sign_out(page: Page, site: Site) -> None:
    """Sign out in another tab of the same browser."""
    page.goto(site.address)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("button", name="Inloggen met passkey")).to_be_visible()


def test_a_photo_is_kept_while_another_account_is_signed_in(
    site: Site, tablet: Page, context: BrowserContext, complaints: Complaints
) -> None:
    complaints.expected = ("400", "403")
    visit = planned(site.installation)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    other = context.new_page()
    sign_out(other, site)
    site.sign_in(other, "coordinator")
    place = tablet.locator(".room-photos [data-photos]")
    place.get_by_label("Kies foto’s").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": noise((400, 300))}
    )
    expect(place.locator(".photo.is-unsent")).to_have_count(1)
    sign_out(other, site)
    site.sign_in(other)
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    actor = site.installation.actor("adviser")
    assert len(photos.kept_photos(site.installation.resources, actor, visit)) == 1


def test_much_in_another_script_is_sent_too(site: Site, tablet: Page) -> None:
    """A browser counts bytes, and sends nothing at all of what is too much to outlive a page."""
    visit = planned(site.installation)
    room = front_door(visit)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{room}")
    source = tablet.locator('script[src*="/js/room-page.js"]').get_attribute("src")
    address = re.sub("room-page", "requests", source or "")
    text = "家" * 4000
    notes = [
        change("noted", [room, "cylinder"], text, device=TABLET, at=AT, replaces=[])
        for _ in range(7)
    ]
    assert tablet.evaluate(POST, [address, visit, notes]) == 200
    actor = site.installation.actor("adviser")
    opened = visits.open_visit(site.installation.resources, actor, visit, "test")
    assert opened.inspection.journal.values("noted", room, "cylinder") == (text,) * len(notes)
