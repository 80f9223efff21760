"""Two tabs on one visit, and what a server refuses: they agree within one save, nothing is lost."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Complaints, Site
from tests.browser.pages import SAVED, RoomPage
from tests.visits import change, front_door, planned
from woningscan.domain.inspection import Inspection
from woningscan.services import saving, visits

pytestmark = pytest.mark.browser

SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def visit(site: Site) -> str:
    return planned(site.installation)


@pytest.fixture
def address(site: Site, visit: str) -> str:
    return f"{site.address}/visits/{visit}/rooms/{front_door(visit)}"


@pytest.fixture
def room(tablet: Page, address: str) -> RoomPage:
    tablet.goto(address)
    return RoomPage(tablet)


@pytest.fixture
def other(context: BrowserContext, room: RoomPage, address: str) -> Iterator[RoomPage]:
    """Give a second tab on the same room."""
    del room  # It is loaded first.
    page = context.new_page()
    page.goto(address)
    yield RoomPage(page)
    page.close()


def recorded(site: Site, visit: str) -> Inspection:
    installation = site.installation
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test").inspection


def note(room: RoomPage, item: str) -> str:
    return room.item(item).locator("textarea").first.input_value()


def test_a_tap_that_disagrees_with_another_tab_shows_both_at_once(
    site: Site, room: RoomPage, other: RoomPage, visit: str
) -> None:
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(SAVED)
    other.answer("cylinder", "skg3")
    sides = other.item("cylinder").locator(".side")
    expect(sides).to_have_count(2)
    expect(sides.filter(has_text="Minder")).to_be_visible()
    assert not other.is_chosen("cylinder", "skg3")
    sides.filter(has_text="Minder").tap()
    expect(sides).to_have_count(0)
    expect(other.status).to_have_text(SAVED)
    assert other.is_chosen("cylinder", "less")
    assert not recorded(site, visit).conflicts
    room.page.evaluate(SEEN_AGAIN)
    expect(room.item("cylinder").locator(".side")).to_have_count(0)


def test_what_another_tab_recorded_shows_after_the_next_save(
    room: RoomPage, other: RoomPage
) -> None:
    room.answer("inside-opening", "thumb-turn")
    expect(room.status).to_have_text(SAVED)
    expect(other.item("thumb-turn-shielding")).to_be_hidden()
    other.answer("cylinder", "less")
    expect(other.item("thumb-turn-shielding")).to_be_visible()
    assert other.is_chosen("inside-opening", "thumb-turn")
    assert other.is_chosen("cylinder", "less")
    expect(other.progress).to_have_text(re.compile("^2 van"))


def test_what_is_being_typed_survives_what_another_tab_recorded(
    site: Site, other: RoomPage, visit: str
) -> None:
    actor = site.installation.actor("adviser")
    slot = [front_door(visit), "cylinder"]
    other.item("cylinder").get_by_text("Notitie", exact=True).tap()
    typed = other.item("cylinder").get_by_role("textbox")
    typed.type("Zit li")
    first = change("noted", slot, "Zit rechts")
    saving.save_changes(site.installation.resources, actor, visit, [first])
    other.page.evaluate(SEEN_AGAIN)
    typed.type("nks")
    expect(other.item("cylinder").locator(".side")).to_have_count(2)
    assert note(other, "cylinder") == "Zit links"
    assert set(recorded(site, visit).journal.values("noted", *slot)) == {"Zit links", "Zit rechts"}
    other.item("cylinder").locator(".side").filter(has_text="rechts").tap()
    expect(other.status).to_have_text(SAVED)
    assert note(other, "cylinder") == "Zit rechts"
    assert recorded(site, visit).note(*slot) == "Zit rechts"


def test_a_finding_of_another_tab_gets_a_field(room: RoomPage, other: RoomPage) -> None:
    room.page.get_by_label("Bevinding 1").fill("De bel hangt los")
    room.page.get_by_label("Bevinding 1").blur()
    expect(room.status).to_have_text(SAVED)
    other.page.get_by_label("Bevinding 1").type("Hek")
    other.page.evaluate(SEEN_AGAIN)
    expect(other.page.get_by_label("Bevinding 2")).to_have_value("De bel hangt los")
    expect(other.page.get_by_label("Bevinding 1")).to_have_value("Hek")


def test_a_step_that_somebody_else_went_on_with_is_not_taken_back(
    site: Site, room: RoomPage, other: RoomPage, visit: str
) -> None:
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(SAVED)
    other.page.evaluate(SEEN_AGAIN)
    expect(other.page.locator('[id="cylinder.less"]')).to_be_checked()
    other.answer("cylinder", "skg3")
    expect(other.status).to_have_text(SAVED)
    room.page.evaluate(SEEN_AGAIN)
    expect(room.page.locator('[id="cylinder.skg3"]')).to_be_checked()
    expect(room.page.locator("#undo")).to_be_hidden()
    assert recorded(site, visit).answers(front_door(visit), "cylinder") == ("skg3",)


def test_a_page_of_a_visit_that_was_closed_offers_nothing_more(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.item("cylinder").get_by_role("textbox").fill("Net niet op tijd")
    actor = site.installation.actor("adviser")
    visits.close_visit(site.installation.resources, actor, visit)
    tablet.evaluate(SEEN_AGAIN)
    expect(tablet.get_by_text("Dit bezoek is afgesloten")).to_be_visible()
    expect(tablet.locator('[id="cylinder.less"]')).to_be_disabled()
    expect(tablet.locator("#in-order")).to_be_hidden()
    assert note(room, "cylinder") == "Net niet op tijd"
    expect(room.status).to_have_text(SAVED)
    assert recorded(site, visit).note(front_door(visit), "cylinder") == "Net niet op tijd"


def test_a_room_that_was_removed_keeps_what_stands_on_the_screen(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    actor = site.installation.actor("adviser")
    removal = change("room-removed", [front_door(visit)], {"saw": []})
    saving.save_changes(site.installation.resources, actor, visit, [removal])
    room.answer("cylinder", "less")
    expect(tablet.get_by_text("Deze ruimte is intussen op een ander apparaat")).to_be_visible()
    assert room.is_chosen("cylinder", "less")


def test_one_change_that_nobody_takes_holds_up_no_other(
    site: Site, tablet: Page, room: RoomPage, visit: str, complaints: Complaints
) -> None:
    context = tablet.context
    complaints.expected = ("ERR_INTERNET_DISCONNECTED", "400")
    context.set_offline(True)
    for item, option in (
        ("cylinder", "less"),
        ("door-furniture", "sturdy"),
        ("extra-locks", "one"),
    ):
        if room.card(item, option).count():
            room.answer(item, option)
    expect(room.status).to_contain_text("Nog niet verzonden")

    def refuse(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")["changes"]
        if any(each["slot"][1] == "door-furniture" for each in sent):
            route.fulfill(status=400, json={"error": 400, "reasons": []})
        else:
            route.continue_()

    tablet.route("**/changes", refuse)
    context.set_offline(False)
    expect(room.status).to_have_text(re.compile("Niet bewaard: 1"))
    unsaved = tablet.locator("#unsaved")
    expect(unsaved.locator("li")).to_have_count(1)
    expect(unsaved).to_contain_text("Ja, stevig")
    assert recorded(site, visit).answers(front_door(visit), "cylinder") == ("less",)
    with tablet.expect_event("dialog") as asked:
        tablet.close(run_before_unload=True)
    asked.value.dismiss()
    tablet.unroute_all()
    unsaved.get_by_role("button", name="Opnieuw proberen").tap()
    expect(unsaved).to_be_hidden()
    expect(room.status).to_have_text(SAVED)
    assert recorded(site, visit).answers(front_door(visit), "door-furniture") == ("sturdy",)


def test_what_was_refused_can_be_let_go(
    tablet: Page, room: RoomPage, complaints: Complaints
) -> None:
    complaints.expected = ("400",)
    tablet.route(
        "**/changes", lambda route: route.fulfill(status=400, json={"error": 400, "reasons": []})
    )
    room.answer("cylinder", "less")
    tablet.locator("#unsaved").get_by_role("button", name="Laten vervallen").tap()
    expect(tablet.locator("#unsaved")).to_be_hidden()
    expect(room.progress).to_have_text(re.compile("^0 van"))
    assert not room.is_chosen("cylinder", "less")
