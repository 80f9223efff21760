"""Pages of planning, as axe sees them: folded open, with a fault, with a visit too close."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.visits import planned
from woningscan.domain.appointments import Why
from woningscan.services import appointments, reassignments

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(complaints: Complaints, page: Page) -> Page:
    """Give a page on which nobody has signed in yet."""
    complaints.expected = ("409", "422", *OF_AXE)
    return page


def opened(page: Page, site: Site, path: str) -> Iterator[str]:
    """Open a page with all that folds, and give what axe finds."""
    page.goto(site.address + path)
    for summary in page.locator("main summary").all():
        summary.click()
    yield from (f"{path}: {found}" for found in violations(page))


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_visits_are_planned(site: Site, desk: Page, scheme: str) -> None:
    installation = site.installation
    visit, off = planned(installation), planned(installation, planned_on="2026-06-03")
    coordinator = installation.actor("coordinator")
    appointments.call_off(installation.resources, coordinator, off, "Ziek")
    other = installation.actor("other-adviser").account or ""
    reassignments.ask_reassignment(installation.resources, coordinator, off, other, Why.ILLNESS)
    site.admit(desk.context, "coordinator")
    desk.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    paths = ["/", f"/?adviser={other}", "/visits/new", "/search"]
    paths += [f"/visits/{visit}/appointment", f"/visits/{off}/appointment?done=asked"]
    assert [found for path in paths for found in opened(desk, site, path)] == []
    desk.goto(f"{site.address}/visits/{visit}/appointment")
    desk.get_by_text("Afzeggen", exact=True).first.click()
    desk.get_by_role("button", name="Afzeggen").click()
    expect(desk.get_by_role("alert")).to_contain_text("Schrijf op waarom")
    assert violations(desk) == []
    site.admit(desk.context, "privacy-officer")
    assert list(opened(desk, site, "/reassignments")) == []
    desk.get_by_role("button", name="Akkoord").click()
    expect(desk.get_by_role("status")).to_contain_text("uitgevoerd")
    assert violations(desk) == []


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
def test_axe_finds_nothing_at_a_visit_too_close(site: Site, desk: Page) -> None:
    planned(site.installation)
    site.admit(desk.context, "coordinator")
    desk.goto(f"{site.address}/visits/new")
    desk.get_by_label("Adviseur", exact=True).select_option("adviser (verzonnen)")
    desk.get_by_label("Dag van het bezoek").fill("2026-05-12")
    desk.get_by_label("Naam", exact=True).fill("Raadslid Bedacht")
    desk.get_by_role("button", name="Bezoek plannen").click()
    expect(desk.get_by_role("alert")).to_contain_text("heeft die dag al een bezoek")
    assert violations(desk) == []


# A page of its own in test_accessibility.py, which make test runs.
@pytest.mark.long
def test_axe_finds_nothing_where_nobody_is_home(site: Site, desk: Page) -> None:
    visit = planned(site.installation)
    site.admit(desk.context)
    for path in ("/", f"/visits/{visit}/no-show"):
        assert list(opened(desk, site, path)) == []
