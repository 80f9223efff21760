"""A visit from planning to letter in a browser without scripts, and no page that needs one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import RoomPage
from tests.browser.places import Places, furnished_places
from tests.browser.shown import PAGES, STATES, Shown
from tests.installations import Template
from tests.photos import jpeg

pytestmark = pytest.mark.browser

HOLDER = "Raadslid Bedacht"
PICTURE: FilePayload = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
OF_PARTS = "components.page"
"""The page that shows parts of pages: its fields lead nowhere."""
HELPLESS = """() => [...document.querySelectorAll("main :is(input, select, textarea, button)")]
    .filter((field) => field.checkVisibility() && !field.matches(":disabled, [type=hidden]"))
    .filter((field) => field.type === "button" || !field.form
        || ![...field.form.elements].some((other) => other.type === "submit"
            && other.checkVisibility({ visibilityProperty: true }) && !other.disabled))
    .map((field) => field.outerHTML.slice(0, 120))"""
"""Whatever is offered that no form sends anywhere."""


def each_state(states: Sequence[Shown]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("state", states, ids=lambda state: state.name)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


@pytest.fixture(scope="module")
def plain_places(
    sqlite_template: Template,
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("plain") / "installation"
    with furnished_places(sqlite_template, folder, browser, browser_context_args) as found:
        yield found


def helpless(places: Places, state: Shown) -> list[str]:
    page = places.page(state.account)
    state.visit(page, places.site.address, places.furnished)
    found: list[str] = page.evaluate(HELPLESS)
    return found


@each_state([state for state in PAGES if state.name.partition("-")[0] != OF_PARTS])
def test_whatever_a_page_offers_can_be_sent_without_a_script(
    plain_places: Places, state: Shown
) -> None:
    assert helpless(plain_places, state) == []


def test_what_cannot_be_sent_is_found(plain_places: Places) -> None:
    of_parts = next(state for state in PAGES if state.name.startswith(OF_PARTS))
    assert helpless(plain_places, of_parts)


@pytest.mark.long
@each_state([state for state in STATES if not state.posted])
def test_whatever_a_state_of_a_page_offers_can_be_sent_without_a_script(
    plain_places: Places, state: Shown
) -> None:
    assert helpless(plain_places, state) == []


def saved(page: Page) -> None:
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("status")).to_have_text("Bewaard")


def test_a_visit_from_planning_to_letter(site: Site, page: Page) -> None:
    _plan(site, page)
    site.sign_in(page)
    page.get_by_role("link", name=re.compile(HOLDER)).tap()
    page.get_by_role("button", name="Ja", exact=True).tap()
    expect(page.get_by_text("Het antwoord was: Ja.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Voordeur en hal")).tap()
    _fill_in(page)
    _add_a_photo(page)
    page.get_by_role("link", name=re.compile("Alle ruimtes")).tap()
    page.get_by_role("link", name=re.compile("Bezoek afsluiten")).tap()
    page.get_by_role("link", name=re.compile("Adviezen nakijken")).tap()
    _review(page)
    page.get_by_role("link", name="Bezoek afsluiten").tap()
    page.get_by_role("button", name="Bezoek afsluiten").tap()
    expect(page.get_by_text("De cilinder van de deur heeft te weinig")).to_be_visible()
    expect(page.get_by_text("De drempel zit los.")).to_be_visible()
    expect(page.get_by_text("Zet de drempel vast")).not_to_have_count(0)


def _plan(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/visits/new")
    site.sign_in(page, "coordinator")
    page.get_by_label("Adviseur", exact=True).select_option(label="adviser (verzonnen)")
    page.get_by_label("Dag van het bezoek").fill("2026-05-12")
    page.get_by_label("Naam", exact=True).fill(HOLDER)
    page.get_by_text("Europees Nederland").tap()
    page.get_by_label("Ambt").select_option(label="Raadslid")
    page.get_by_text("Tussenwoning").tap()
    page.get_by_role("button", name="Bezoek plannen").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOLDER)
    page.get_by_role("button", name="Uitloggen").tap()


def _fill_in(page: Page) -> None:
    """Answer, write a note and a finding of one's own, and say that the rest is in order."""
    room = RoomPage(page)
    room.answer("cylinder", "less")
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.item("cylinder").get_by_role("textbox").fill("Merk niet te lezen")
    page.get_by_label("Bevinding 1").fill("De drempel zit los.")
    saved(page)
    expect(room.item("cylinder").get_by_role("textbox")).to_have_value("Merk niet te lezen")
    page.get_by_role("button", name="Overige punten in orde").tap()
    page.get_by_role("button", name="Ja, in orde").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voordeur en hal")
    while room.open_items():
        room.answer_all()
        saved(page)
    answered, applying = re.findall(r"\d+", room.progress.inner_text())
    assert answered == applying


def _add_a_photo(page: Page) -> None:
    page.locator('[data-item="cylinder"]').get_by_role("button", name="Foto bij").tap()
    page.get_by_label("Foto’s", exact=True).set_input_files([PICTURE])
    page.get_by_role("button", name="Foto’s opslaan").tap()
    expect(page.get_by_text("De foto’s zijn opgeslagen.")).to_be_visible()
    page.get_by_role("link", name="Terug naar de ruimte").tap()


def _review(page: Page) -> None:
    """Add advice of one's own, put it first, and find it there."""
    page.get_by_role("link", name="Eigen advies schrijven").tap()
    page.locator("#title").fill("Zet de drempel vast")
    page.locator("#text").fill("Laat de drempel vastzetten. Zo struikelt niemand.")
    page.locator('label[for="chapter.home"]').tap()
    page.get_by_role("button", name="Bewaren").tap()
    own = page.locator(".advice-row").filter(has_text="Zet de drempel vast")
    own.get_by_role("button", name="Omhoog").tap()
    first = page.locator(".advice-row").first
    expect(first).to_contain_text("Zet de drempel vast")
