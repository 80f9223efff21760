"""A visit walked on a tablet: each tap is saved at once."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Complaints, Site
from tests.browser.pages import SAVED, RoomPage
from tests.visits import answered, front_door
from woningscan.domain.inspection import standard_room_id
from woningscan.services import saving, visits

pytestmark = pytest.mark.browser


def test_a_tap_is_saved_and_shown_after_loading_again(tablet: Page, room: RoomPage) -> None:
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(SAVED)
    expect(room.progress).to_have_text(re.compile("^1 van"))
    tablet.reload()
    assert room.is_chosen("cylinder", "less")


def test_what_is_tapped_before_the_script_runs_is_saved(
    site: Site, tablet: Page, visit: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tablet.route("**/room-page.js", hold)
    address = f"{site.address}/visits/{visit}/rooms/{front_door(visit)}"
    tablet.goto(address, wait_until="commit")
    room = RoomPage(tablet)
    room.answer("cylinder", "less")
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.item("cylinder").get_by_role("textbox").fill("Merk niet te lezen")
    expect(tablet.get_by_role("button", name="Bewaren")).to_be_visible()
    held[0].continue_()
    expect(room.status).to_have_text(SAVED)
    expect(room.progress).to_have_text(re.compile("^1 van"))
    tablet.unroute_all()
    tablet.reload()
    assert room.is_chosen("cylinder", "less")
    expect(room.item("cylinder").get_by_role("textbox")).to_have_value("Merk niet te lezen")


def test_items_come_and_go_at_once(room: RoomPage) -> None:
    expect(room.item("thumb-turn-shielding")).to_be_hidden()
    room.answer("inside-opening", "thumb-turn")
    expect(room.item("thumb-turn-shielding")).to_be_visible()
    room.answer("inside-opening", "not-applicable")
    expect(room.item("thumb-turn-shielding")).to_be_hidden()


def test_the_last_step_is_undone(tablet: Page, room: RoomPage) -> None:
    room.answer("cylinder", "skg3")
    room.answer("cylinder", "less")
    undo = tablet.get_by_role("button", name="Ongedaan maken")
    undo.tap()
    assert room.is_chosen("cylinder", "skg3")
    undo.tap()
    expect(room.progress).to_have_text(re.compile("^0 van"))
    expect(undo).to_be_hidden()
    expect(room.status).to_have_text(SAVED)
    tablet.reload()
    assert room.open_items()[0] == "cylinder"


def test_a_note_is_saved_without_leaving_its_field(tablet: Page, room: RoomPage) -> None:
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.item("cylinder").get_by_role("textbox").type("Merk niet te lezen")
    expect(room.status).to_have_text(SAVED)
    tablet.reload()
    expect(room.item("cylinder").get_by_role("textbox")).to_have_value("Merk niet te lezen")


def test_an_answer_is_cleared(tablet: Page, room: RoomPage) -> None:
    room.answer("cylinder", "not-assessed")
    expect(room.item("cylinder").get_by_text("Schrijf kort op waarom.")).to_be_visible()
    room.item("cylinder").get_by_role("button", name="Antwoord wissen").tap()
    expect(room.progress).to_have_text(re.compile("^0 van"))
    expect(room.status).to_have_text(SAVED)
    tablet.reload()
    assert "cylinder" in room.open_items()


def test_the_next_open_item_follows_the_one_just_answered(room: RoomPage) -> None:
    room.answer("door-furniture", "sturdy")
    room.page.get_by_role("link", name="Volgende open punt").tap()
    focused = room.page.evaluate("document.activeElement.name")
    assert focused == "answered.extra-locks" or focused.startswith("answered.")
    assert focused not in {"answered.cylinder", "answered.door-furniture"}


def test_without_a_network_nothing_is_lost(
    context: BrowserContext, tablet: Page, room: RoomPage, complaints: Complaints
) -> None:
    complaints.expected = ("ERR_INTERNET_DISCONNECTED",)
    context.set_offline(True)
    room.answer("cylinder", "less")
    room.answer("door-furniture", "sturdy")
    expect(room.status).to_have_text("Nog niet verzonden: 2 – probeert opnieuw")
    expect(room.progress).to_have_text(re.compile("^2 van"))
    context.set_offline(False)
    expect(room.status).to_have_text(SAVED)
    tablet.reload()
    assert room.is_chosen("cylinder", "less")
    assert room.is_chosen("door-furniture", "sturdy")


def test_leaving_with_something_unsent_is_asked_first(
    context: BrowserContext, tablet: Page, room: RoomPage, complaints: Complaints
) -> None:
    complaints.expected = ("ERR_INTERNET_DISCONNECTED",)
    context.set_offline(True)
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(re.compile("Nog niet verzonden: 1"))
    with tablet.expect_event("dialog") as asked:
        tablet.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(room.status).to_have_text(re.compile("Nog niet verzonden: 1"))
    context.set_offline(False)
    expect(room.status).to_have_text(SAVED)


def test_after_the_session_the_queue_waits_for_signing_in(
    site: Site, tablet: Page, room: RoomPage, complaints: Complaints, context: BrowserContext
) -> None:
    complaints.expected = ("401", "400")
    site.installation.moments.pass_by(timedelta(hours=9))
    room.answer("cylinder", "less")
    expect(room.status).to_contain_text("Log in om te verzenden")
    with context.expect_page() as opened:
        room.status.get_by_role("link", name="Inloggen").tap()
    site.sign_in(opened.value)
    tablet.bring_to_front()
    expect(room.status).to_have_text(SAVED, timeout=15_000)
    tablet.reload()
    assert room.is_chosen("cylinder", "less")


def test_a_refused_change_is_shown_where_it_was_made(
    room: RoomPage, complaints: Complaints
) -> None:
    complaints.expected = ("422",)
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    note = room.item("cylinder").get_by_role("textbox")
    note.evaluate("field => { field.removeAttribute('maxlength'); }")
    note.fill("n" * 4001)
    note.blur()
    expect(room.status).to_contain_text("Niet bewaard: 1")
    expect(room.item("cylinder")).to_contain_text("Deze wijziging is niet bewaard")
    room.answer("door-furniture", "sturdy")
    expect(room.progress).to_have_text(re.compile("^1 van"))


def test_choosing_ends_a_conflict(site: Site, tablet: Page, visit: str) -> None:
    actor = site.installation.actor("adviser")
    resources = site.installation.resources
    changes = [answered(visit, "less"), answered(visit, "skg3")]
    saving.save_changes(resources, actor, visit, changes)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    room = RoomPage(tablet)
    expect(room.item("cylinder")).to_contain_text("Hier is twee keer iets anders ingevuld")
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(SAVED)
    assert not visits.open_visit(resources, actor, visit, "test").inspection.conflicts


def test_facts_follow_each_other_at_once(site: Site, tablet: Page, visit: str) -> None:
    tablet.goto(f"{site.address}/visits/{visit}/facts")
    office = tablet.get_by_label("Ambt")
    assert office.locator("option:not([hidden])", has_text="Gezaghebber").count() == 0
    tablet.get_by_text("Caribisch Nederland", exact=True).tap()
    assert office.locator("option:not([hidden])", has_text="Gezaghebber").count() == 1
    office.select_option(label="Gezaghebber")
    tablet.get_by_role("button", name="Bewaren").tap()
    expect(tablet.get_by_text("Compleet voor de brief")).to_be_visible()


def test_the_keyboard_is_enough(site: Site, tablet: Page, visit: str) -> None:
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    room = RoomPage(tablet)
    tablet.keyboard.press("Tab")
    assert tablet.evaluate("document.activeElement.className").startswith("nl-skip-link")
    tablet.keyboard.press("Enter")
    for _ in range(10):
        tablet.keyboard.press("Tab")
        if tablet.evaluate("document.activeElement.type") == "radio":
            break
    assert tablet.evaluate("document.activeElement.name") == "answered.cylinder"
    tablet.keyboard.press("Space")
    tablet.keyboard.press("ArrowDown")
    expect(room.status).to_have_text(SAVED)
    expect(room.progress).to_have_text(re.compile("^1 van"))


def test_a_facade_opens_its_questions(site: Site, tablet: Page, visit: str) -> None:
    facade = standard_room_id(visit, "front-ground")
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{facade}")
    room = RoomPage(tablet)
    before = len(room.open_items())
    room.answer("reachable-openings", "reachable")
    assert len(room.open_items()) > before


def test_a_link_of_elsewhere_does_not_end_the_session(
    site: Site, tablet: Page, visit: str, complaints: Complaints
) -> None:
    complaints.expected = ("401",)
    elsewhere = site.address.replace("localhost", "127.0.0.1")
    tablet.goto(f"{elsewhere}/sign-in")
    address = f"{site.address}/visits/{visit}"
    tablet.evaluate(
        """address => { const link = document.createElement("a"); link.href = address;
            document.body.prepend(link); link.textContent = "naar het bezoek"; }""",
        address,
    )
    tablet.get_by_role("link", name="naar het bezoek").click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Wethouder Verzonnen")
