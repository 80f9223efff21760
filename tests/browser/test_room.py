"""The room page on a tablet: answers in one go, the aid, the keyboard, and sizes for a finger."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import SAVED, RoomPage
from tests.visits import change, front_door
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.services import saving, visits

pytestmark = pytest.mark.browser

BOXES = """item => [...item.querySelectorAll(".answers > .card, .beside > .card, .beside summary")]
    .map((card) => { const box = card.getBoundingClientRect();
        return { x: box.x, y: box.y, width: box.width, height: box.height }; })
    .filter(({ height }) => height > 0)"""
SMALL = """() => [...document.querySelectorAll(
        "main :is(a, button, select, summary, textarea, label)")]
    .filter((target) => target.checkVisibility() && !target.matches(".utrecht-form-field > label"))
    .filter((target) => !target.closest("p, li, .crumbs, .first-button"))
    .map((target) => [target.outerHTML.slice(0, 90), target.getBoundingClientRect().height])
    .filter(([, height]) => height < 47.99 && height > 1)"""


@pytest.fixture
def facade(site: Site, tablet: Page, visit: str) -> RoomPage:
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{standard_room_id(visit, 'front-ground')}")
    return RoomPage(tablet)


def recorded(site: Site, visit: str) -> Inspection:
    installation = site.installation
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test").inspection


def answers(site: Site, visit: str) -> dict[str, Any]:
    journal = recorded(site, visit).journal
    found = {slot[2]: journal.value(*slot) for slot in journal.slots("answered")}
    return {item: value for item, value in found.items() if value is not None}


def test_cards_fill_the_row_and_nothing_is_small(tablet: Page, room: RoomPage) -> None:
    for item in tablet.locator("[data-item]:not([hidden])").all():
        row = item.locator(".answers").evaluate("row => row.getBoundingClientRect().width")
        boxes = item.evaluate(BOXES)
        answers = item.locator(".answers > .card").count()
        for number, box in enumerate(boxes):
            # Four light cards share a row under the answers, of which three do.
            in_a_row = 3 if number < answers else 4
            assert box["height"] >= 64
            assert box["width"] >= (row - 8 * (in_a_row - 1)) / in_a_row - 0.5
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    room.answer("cylinder", "less")
    assert tablet.evaluate(SMALL) == []


def test_the_rest_in_order_is_one_question_and_one_step_back(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    room.answer("cylinder", "less")
    tablet.get_by_role("button", name="Overige punten in orde").tap()
    asked = tablet.get_by_role("dialog")
    count = int(re.findall(r"(\d+) open punten", asked.inner_text())[0])
    asked.get_by_role("button", name="Ja, in orde").tap()
    expect(room.status).to_have_text(SAVED)
    expect(room.item("door-furniture")).to_contain_text("In één keer beantwoord")
    found = answers(site, visit)
    assert found.pop("cylinder") == {"option": "less"}
    assert len(found) == count
    assert {value["source"] for value in found.values()} == {"bulk"}
    tablet.get_by_role("button", name="Ongedaan maken").tap()
    expect(room.progress).to_have_text(re.compile("^1 van"))
    expect(room.status).to_have_text(SAVED)
    assert answers(site, visit) == {"cylinder": {"option": "less"}}


def test_no_answer_is_given_when_the_question_is_declined(tablet: Page, room: RoomPage) -> None:
    tablet.get_by_role("button", name="Overige punten in orde").tap()
    tablet.get_by_role("dialog").get_by_role("button", name="Annuleren").tap()
    expect(room.progress).to_have_text(re.compile("^0 van"))


def test_tapping_what_was_copied_confirms_it(site: Site, tablet: Page, visit: str) -> None:
    here = front_door(visit)
    copied = [("door-furniture", "sturdy"), ("cylinder", "skg3"), ("extra-locks", "several")]
    changes = [
        change("answered", [here, item], {"option": option, "source": "copied"})
        for item, option in copied[:2]
    ]
    actor = site.installation.actor("adviser")
    saving.save_changes(site.installation.resources, actor, visit, changes)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{here}")
    room = RoomPage(tablet)
    expect(room.item("cylinder")).to_contain_text("nog bevestigen")
    for _ in range(2):
        room.answer("cylinder", "skg3")
    expect(room.status).to_have_text(SAVED)
    assert answers(site, visit)["cylinder"] == {"option": "skg3"}
    tablet.get_by_role("button", name="Alles bevestigen").tap()
    expect(tablet.get_by_role("button", name="Alles bevestigen")).to_be_hidden()
    expect(room.status).to_have_text(SAVED)
    assert answers(site, visit)["door-furniture"] == {"option": "sturdy"}
    assert len(recorded(site, visit).journal.members["answered", here, "cylinder"]) == 2


def test_the_aid_tells_while_typing_and_answers_with_one_tap(
    site: Site, facade: RoomPage, visit: str
) -> None:
    item = facade.item("reachable-openings")
    item.get_by_text("Rekenhulp: is het bereikbaar?").tap()
    edge = item.get_by_label("Hoogte van de onderkant boven")
    edge.type("5,8")
    expect(item).to_contain_text("Volgens de rekenhulp: Nee, geen")
    edge.fill("vijf")
    expect(item).to_contain_text("Typ een getal")
    edge.fill("320 cm")
    expect(item).to_contain_text("Volgens de rekenhulp: Ja. De onderkant zit lager dan 5,5 meter.")
    expect(item).not_to_contain_text("Typ een getal")
    assert answers(site, visit) == {}
    item.get_by_role("button", name="Uitkomst overnemen").tap()
    expect(facade.status).to_have_text(SAVED)
    found = {"option": "reachable", "source": "aid"}
    assert answers(site, visit)["reachable-openings"] == found
    expect(item).to_contain_text("Uit de rekenhulp")
    facade.answer("reachable-openings", "unreachable")
    item.get_by_label("U wijkt af van de rekenhulp. Waarom?").fill("Alleen vast glas.")
    item.get_by_label("Hoogte van de onderkant boven").focus()
    expect(item).to_contain_text("Afgeweken van de rekenhulp: Alleen vast glas.")
    expect(facade.status).to_have_text(SAVED)
    facade.page.reload()
    expect(item).to_contain_text("Afgeweken van de rekenhulp: Alleen vast glas.")


def test_a_surface_to_climb_on_can_be_added(facade: RoomPage) -> None:
    item = facade.item("reachable-openings")
    item.get_by_text("Rekenhulp: is het bereikbaar?").tap()
    item.get_by_label("Hoogte van de onderkant boven").fill("6")
    item.get_by_text("Kan men ergens op klimmen").tap()
    item.get_by_role("button", name="Nog iets om op te staan").tap()
    second = item.get_by_role("group", name="Iets om op te staan (2)")
    measures = {"Breedte": "80", "Diepte": "60", "Helling": "5", "Klim": "2,4"}
    measures |= {"Van het vlak omhoog": "2,1", "Afstand opzij": "0,5"}
    for label, text in measures.items():
        second.get_by_label(label).fill(text)
    expect(item).to_contain_text("Via een vlak in de buurt kan men erbij.")


def test_digits_answer_and_go_on(site: Site, tablet: Page, room: RoomPage, visit: str) -> None:
    tablet.locator('[id="cylinder.skg3"]').focus()
    tablet.keyboard.press("4")
    expect(room.progress).to_have_text(re.compile("^1 van"))
    focused = tablet.evaluate("document.activeElement.closest('[data-item]').dataset.item")
    assert focused != "cylinder"
    tablet.keyboard.press("1")
    expect(room.progress).to_have_text(re.compile("^2 van"))
    room.item("cylinder").get_by_text("Notitie", exact=True).tap()
    note = room.item("cylinder").get_by_role("textbox")
    note.type("12 mm")
    note.blur()
    expect(note).to_have_value("12 mm")
    expect(room.progress).to_have_text(re.compile("^2 van"))
    expect(room.status).to_have_text(SAVED)
    assert answers(site, visit)["cylinder"] == {"option": "less"}


def test_several_things_can_be_noted_that_no_item_asks(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    tablet.get_by_label("Bevinding 1").fill("De bel hangt los")
    tablet.get_by_role("button", name="Nog een bevinding").tap()
    tablet.get_by_label("Bevinding 2").fill("Het hek piept")
    tablet.get_by_label("Bevinding 2").blur()
    expect(room.status).to_have_text(SAVED)
    found = [
        value for _, value in recorded(site, visit).of_room("finding-added", front_door(visit))
    ]
    assert sorted(str(value) for value in found) == [
        "{'text': 'De bel hangt los'}",
        "{'text': 'Het hek piept'}",
    ]


def test_a_double_tap_is_one_change(site: Site, room: RoomPage, visit: str) -> None:
    room.card("cylinder", "less").dblclick()
    expect(room.status).to_have_text(SAVED)
    slot = ("answered", front_door(visit), "cylinder")
    assert len(recorded(site, visit).journal.members[slot]) == 1


def test_the_last_step_before_loading_is_taken_back_too(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    for option in ("less", "skg3"):
        with tablet.expect_response("**/changes"):
            room.answer("cylinder", option)
    expect(room.status).to_have_text(SAVED)
    tablet.reload()
    tablet.get_by_role("button", name="Ongedaan maken").tap()
    expect(tablet.locator('[id="cylinder.less"]')).to_be_checked()
    assert answers(site, visit) == {"cylinder": {"option": "less"}}
