"""What the overview tells and what one tap on it does."""

import re

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import closed, count, facade, inspection, saved
from tests.visits import IDENTITY, answered, change, front_door, planned

CONTACT = {"contact-name": "Partner Verzonnen", "contact-phone": "06 - 1234 5678"}


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation, identity=IDENTITY | CONTACT)


@pytest.fixture
def overview(visit: str) -> str:
    return f"/visits/{visit}"


def words(text: str) -> str:
    """Give what a page says, without its markup."""
    return " ".join("".join(parse(text).itertext()).split())


def test_who_opens_the_door_can_be_called_with_one_tap(adviser: Browser, overview: str) -> None:
    page = parse(adviser.page(overview))
    calls = {
        each.get("href"): each.text for each in page.iter("a") if "tel:" in each.get("href", "")
    }
    assert calls == {"tel:0612345678": "06 - 1234 5678"}
    assert "Contactpersoon: Partner Verzonnen" in words(adviser.page(overview))


def test_without_a_contact_nothing_is_said_of_one(adviser: Browser) -> None:
    assert "Contactpersoon" not in adviser.page(f"/visits/{planned(adviser.installation)}")


def test_how_far_it_is_is_said_in_words(adviser: Browser, visit: str, overview: str) -> None:
    saved(adviser, visit, answered(visit))
    said = words(adviser.page(overview))
    total = re.search(r"Alle ruimtes samen: (\d+) van (\d+) punten beantwoord", said)
    rooms = re.findall(r"(\d+) van (\d+) beantwoord", said)
    assert total is not None
    assert total[1] == "1"
    looks = 1
    assert int(total[2]) == sum(int(each[1]) for each in rooms[:-looks])


def test_what_is_done_leads_to_the_advice(adviser: Browser, visit: str, overview: str) -> None:
    while found := re.search(
        rf"/visits/{visit}/rooms/([0-9a-f-]+)#([a-z-]+)", adviser.page(overview)
    ):
        room, item = found.groups()
        option = inspection(adviser, visit).questionnaire.items_by_id[item].options[0].id
        saved(adviser, visit, change("answered", [room, item], {"option": option}))
    page = adviser.page(overview)
    assert "Alle punten zijn beantwoord" in page
    links = [each.get("href") for each in parse(page).iter("a") if "go-on" in each.get("class", "")]
    assert len(links) == 1
    assert adviser.get(str(links[0]), follow=True).status_code == 200


def row_button(adviser: Browser, overview: str, room: str) -> dict[str, str] | None:
    """Give what the button on a room's row sends, with the form that it belongs to."""
    page = parse(adviser.page(overview))
    action = f"{overview}/rooms/{room}/remove"
    buttons = [each for each in page.iter("button") if each.get("formaction") == action]
    if not buttons:
        return None
    form = next(each for each in page.iter("form") if each.get("id") == buttons[0].get("form"))
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    return {**fields, buttons[0].get("name", ""): buttons[0].get("value", "")}


def test_a_room_that_is_not_there_goes_with_one_tap_and_comes_back_with_one(
    adviser: Browser, visit: str, overview: str
) -> None:
    room = facade(visit)
    remove = f"{overview}/rooms/{room}/remove"
    fields = row_button(adviser, overview, room)
    assert fields is not None
    for _ in range(2):
        response = adviser.post(remove, fields)
        assert response.status_code == 303
        assert "Ruimte verwijderd: Voorgevel, begane grond" in words(
            adviser.page(response.location)
        )
        assert len(inspection(adviser, visit).journal.members["room-removed", room]) == 1
    adviser.fill_in(overview, {}, f"{overview}/undo")
    assert room in inspection(adviser, visit).rooms_by_id
    assert not inspection(adviser, visit).conflicts
    again = row_button(adviser, overview, room)
    assert again is not None
    adviser.post(remove, again)
    assert room not in inspection(adviser, visit).rooms_by_id


def test_a_room_in_which_something_stands_does_not_go_by_a_slip(
    adviser: Browser, visit: str, overview: str
) -> None:
    rear = facade(visit, "rear-ground")
    saved(adviser, visit, change("noted", [rear, "outside-light"], "Let op de hond"))
    assert row_button(adviser, overview, rear) is None
    assert row_button(adviser, overview, facade(visit)) is not None


def test_a_room_that_every_home_has_does_not_go_by_a_slip(
    adviser: Browser, visit: str, overview: str
) -> None:
    assert row_button(adviser, overview, front_door(visit)) is None
    by_hand = "5ab1e700-0000-4000-8000-000000000001"
    value = {"zone": "front-door", "order": 9, "name": "Zijdeur"}
    saved(adviser, visit, change("room-added", [by_hand], value))
    assert row_button(adviser, overview, by_hand) is not None


def test_what_was_done_just_now_is_taken_back_right_below_it(
    adviser: Browser, visit: str, overview: str
) -> None:
    fields = row_button(adviser, overview, facade(visit))
    assert fields is not None
    told = adviser.post(f"{overview}/rooms/{facade(visit)}/remove", fields).location
    main = next(parse(adviser.page(told)).iter("main"))
    order = [each.get("class", "").split()[0] for each in main if each.get("class")]
    assert order[order.index("told") + 1] == "undo"
    assert order.count("undo") == 1


def test_what_came_in_after_the_tap_on_the_row_shows(
    adviser: Browser, visit: str, overview: str
) -> None:
    room = facade(visit)
    fields = row_button(adviser, overview, room)
    assert fields is not None
    saved(adviser, visit, change("answered", [room, "outside-light"], {"option": "lit"}))
    response = adviser.post(f"{overview}/rooms/{room}/remove", fields)
    assert "staat meer in dan toen te zien was" in adviser.page(response.location)


BREAK_OFF = "broken-off"


def test_a_visit_is_broken_off_with_a_reason_and_gone_on_with(
    adviser: Browser, visit: str, overview: str
) -> None:
    path = f"{overview}/broken-off"
    text = "De ambtsdrager moest weg.\nNog te doen: zolder."
    response = adviser.fill_in(overview, {BREAK_OFF: text}, path)
    assert response.status_code == 303
    assert "Dit bezoek is onderbroken" in adviser.page(overview)
    assert "Nog te doen: zolder." in adviser.page(overview)
    saved(adviser, visit, answered(visit))
    assert "Dit bezoek is onderbroken" in adviser.page(overview), "an answer does not clear it"
    on = f"{overview}/going-on"
    for _ in range(2):
        fields = {"form-id": "7ab1e700-0000-4000-8000-0000000000a1", "heads.broken-off": ""}
        form = adviser.form(overview, on).fields if "going-on" in adviser.page(overview) else fields
        token = adviser.csrf_token()
        assert adviser.post(on, {**form, "csrf_token": token}).status_code == 303
    assert "Dit bezoek is onderbroken" not in adviser.page(overview)
    assert not inspection(adviser, visit).conflicts


@pytest.mark.parametrize("text", ["", "  ", "n" * 4001])
def test_breaking_off_wants_a_reason_and_keeps_what_was_typed(
    adviser: Browser, visit: str, overview: str, text: str
) -> None:
    before = count(adviser, visit)
    response = adviser.fill_in(overview, {BREAK_OFF: text}, f"{overview}/broken-off")
    assert response.status_code == 422
    assert "Schrijf kort op waarom u stopt" in response.text
    area = next(e for e in parse(response.text).iter("textarea") if e.get("id") == BREAK_OFF)
    assert (area.text or "").removeprefix("\n") == text
    assert count(adviser, visit) == before


def test_a_closed_visit_offers_none_of_this(adviser: Browser, visit: str, overview: str) -> None:
    closed(adviser, visit)
    page = adviser.page(overview)
    content = page[page.index("<main") :]
    assert "Is er niet" not in content
    assert "Bezoek onderbreken" not in content
    assert "Ruimte toevoegen" not in content


@pytest.mark.parametrize(
    "asked", ["no-such", "<b>", "undone&room=Gevonden", "room-removed&room=x!"]
)
def test_an_address_cannot_make_the_page_say_what_it_likes(
    adviser: Browser, overview: str, asked: str
) -> None:
    content = adviser.page(f"{overview}?told={asked}").partition("<main")[2]
    told, _, room = asked.partition("&room=")
    assert told not in content
    assert not room or room not in content
    assert ('class="told"' in content) is bool(room), "only what we know to say is said"


def proposed(adviser: Browser, visit: str) -> dict[str, str]:
    """Give what each button of the page that adds rooms sends, by its words."""
    page = parse(adviser.page(f"/visits/{visit}/rooms/new"))
    return {
        " ".join("".join(each.itertext()).split()).removeprefix("+ "): each.get("value", "")
        for each in page.iter("button")
        if each.get("name") == "add"
    }


def names(adviser: Browser, visit: str) -> list[str]:
    return [room.given_name or room.standard or "" for room in inspection(adviser, visit).rooms]


def test_rooms_alike_are_added_one_tap_after_the_other(adviser: Browser, visit: str) -> None:
    page, add = f"/visits/{visit}/rooms/new", f"/visits/{visit}/rooms/proposed"
    for number in (2, 3, 4):
        name = f"Voortuin {number}"
        fields = adviser.form(page, add).fields | {"add": proposed(adviser, visit)[name]}
        first, again = (adviser.post(add, fields) for _ in range(2))
        assert first.location == again.location
        assert f"Toegevoegd: {name}" in adviser.page(first.location)
        assert first.location.endswith("#more.front-garden")
        assert names(adviser, visit).count(name) == 1
    rooms = [n for n in names(adviser, visit) if n.startswith("Voortuin")]
    assert rooms == ["Voortuin 2", "Voortuin 3", "Voortuin 4"]


def test_no_two_buttons_add_a_room_of_one_name(adviser: Browser) -> None:
    facts = {"jurisdiction": "nl", "office": "wethouder"}
    for home in (facts, facts | {"dwelling": "apartment"}):
        visit = planned(adviser.installation, facts=home)
        page = parse(adviser.page(f"/visits/{visit}/rooms/new"))
        buttons = [each for each in page.iter("button") if each.get("name") == "add"]
        words = [" ".join("".join(each.itertext()).split()) for each in buttons]
        assert sorted(words) == sorted(set(words))
        assert {"+ Achtertuin en achterdeur", "+ Achtertuin en achterdeur 2"} & set(words)


def test_merging_is_in_the_title_only_where_there_is_a_room_to_merge_with(
    adviser: Browser, visit: str
) -> None:
    alone = parse(adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}/change"))
    assert next(alone.iter("h1")).text == "Ruimte wijzigen of verwijderen"
    alike = parse(adviser.page(f"/visits/{visit}/rooms/{facade(visit)}/change"))
    assert "samenvoegen" in (next(alike.iter("h1")).text or "")


def test_a_standard_room_that_is_missing_is_proposed_under_its_own_id(
    adviser: Browser, visit: str
) -> None:
    page, add = f"/visits/{visit}/rooms/new", f"/visits/{visit}/rooms/proposed"
    pressed = proposed(adviser, visit)["Linkerzijgevel, begane grond"]
    for _ in range(2):
        adviser.post(add, adviser.form(page, add).fields | {"add": pressed})
    assert facade(visit, "left-ground") in inspection(adviser, visit).rooms_by_id
    assert names(adviser, visit).count("left-ground") == 1
    assert "Linkerzijgevel, begane grond" not in proposed(adviser, visit)


@pytest.mark.parametrize(
    "pressed",
    [
        "",
        "named",
        "named/attic/Zolder",
        "named/facade/ ",
        "named/facade/" + "n" * 81,
        "standard/facade/tower",
        "x/facade/y",
    ],
)
def test_a_button_that_is_none_of_ours_adds_nothing(
    adviser: Browser, visit: str, pressed: str
) -> None:
    page, add = f"/visits/{visit}/rooms/new", f"/visits/{visit}/rooms/proposed"
    before = count(adviser, visit)
    assert adviser.post(add, adviser.form(page, add).fields | {"add": pressed}).status_code == 400
    assert count(adviser, visit) == before


def titles(page: str) -> list[str]:
    """Give the ids of the headings of a page, in their order."""
    return [each.get("id", "") for each in parse(page).iter("h2")]


def test_the_rooms_come_before_what_is_only_looked_up(adviser: Browser, overview: str) -> None:
    page = adviser.page(overview)
    order = titles(page)
    assert order.index("rooms-title") < order.index("facts-title") < order.index("photos-title")
    assert page.index("Mogen er foto’s worden gemaakt?") < page.index("rooms-title")


def test_facts_that_a_letter_lacks_come_before_the_rooms(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts={"jurisdiction": "nl"})
    order = titles(adviser.page(f"/visits/{visit}"))
    assert order.index("facts-title") < order.index("rooms-title")
    assert order.count("facts-title") == 1
