"""What is still a proposal is said to be one wherever the adviser is asked it."""

from xml.etree.ElementTree import Element

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import inspection
from tests.visits import planned
from woningscan.domain.inspection import Room

SAID = "Dit punt is een voorstel, dat het CCV nog moet bevestigen."
SAID_IN_ENGLISH = "This item is a proposal that CCV has still to confirm."
ISLAND = {"jurisdiction": "bes", "office": "gezaghebber", "dwelling": "detached"}


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation, facts=ISLAND)


def mixed_room(adviser: Browser, visit: str) -> Room:
    """Give the first room that has items of both kinds."""
    rooms = inspection(adviser, visit).rooms
    return next(each for each in rooms if len(set(proposals(each).values())) > 1)


def proposals(room: Room) -> dict[str, bool]:
    """Tell of every item of a room whether it is a proposal."""
    return {item.id: item.unconfirmed for item in room.zone.items}


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def asked(page: str, tag: str, attribute: str) -> dict[str, str]:
    """Give what a page says at every item."""
    found = (each for each in parse(page).iter(tag) if each.get(attribute))
    return {each.get(attribute, ""): text(each) for each in found}


@pytest.mark.parametrize(("language", "said"), [("nl", SAID), ("en", SAID_IN_ENGLISH)])
def test_a_room_page_says_of_an_item_that_it_is_a_proposal(
    adviser: Browser, visit: str, language: str, said: str
) -> None:
    room = mixed_room(adviser, visit)
    page = adviser.get(f"/visits/{visit}/rooms/{room.id}?language={language}", follow=True).text
    told = {item: said in words for item, words in asked(page, "fieldset", "data-item").items()}
    assert told == proposals(room)


def test_the_help_of_an_item_with_a_proposal_is_read_out_with_it(
    adviser: Browser, visit: str
) -> None:
    room = mixed_room(adviser, visit)
    page = parse(adviser.page(f"/visits/{visit}/rooms/{room.id}"))
    proposal = next(item for item, is_one in proposals(room).items() if is_one)
    described = next(e for e in page.iter("fieldset") if e.get("data-item") == proposal)
    helped = next(e for e in page.iter() if e.get("id") == described.get("aria-describedby"))
    assert text(helped).endswith(SAID)


def test_paper_says_it_too(adviser: Browser, visit: str) -> None:
    room = mixed_room(adviser, visit)
    told = {
        item: SAID in words
        for item, words in asked(adviser.page(f"/visits/{visit}/paper"), "div", "data-item").items()
        if item in proposals(room)
    }
    assert told == {item: is_one for item, is_one in proposals(room).items() if item in told}
    assert len(set(told.values())) > 1


def test_typing_in_from_paper_says_it_too(adviser: Browser, visit: str) -> None:
    room = mixed_room(adviser, visit)
    page = adviser.page(f"/visits/{visit}/rooms/{room.id}/entry")
    told = {item: SAID in words for item, words in asked(page, "div", "id").items()}
    assert {item: told[item] for item in told if item in proposals(room)} == {
        item: is_one for item, is_one in proposals(room).items() if item in told
    }
    assert SAID in page
