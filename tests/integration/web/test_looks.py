"""Another look at the home: the same answers, in one page over all rooms."""

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import closed, count, facade, inspection, saved
from tests.visits import answered, change, front_door, planned
from woningscan.domain.route import Route


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def path(visit: str) -> str:
    return f"/visits/{visit}/looks/dark"


def field(kind: str, room: str, item: str) -> str:
    return f"{kind}.{room}.{item}"


def test_every_item_of_the_look_stands_there_by_room_and_no_other(
    adviser: Browser, visit: str, path: str
) -> None:
    page = parse(adviser.page(path))
    shown = {each.get("data-item", "") for each in page.iter("fieldset")}
    route = Route(inspection(adviser, visit))
    expected = {
        f"{room.id}.{item.id}"
        for room in route.inspection.rooms
        for item in route.applying(room)
        if item.look == "dark"
    }
    assert f"{front_door(visit)}.door-light" in expected
    assert expected <= shown
    assert f"{front_door(visit)}.cylinder" not in shown
    assert f"{front_door(visit)}.view-for-all" not in shown, "it applies after another answer"
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_answers_and_notes_go_to_the_rooms_and_are_shown_again(
    adviser: Browser, visit: str, path: str
) -> None:
    door, front, rear = front_door(visit), facade(visit), facade(visit, "rear-ground")
    response = adviser.fill_in(
        path,
        {
            field("answered", door, "door-light"): "dark",
            field("answered", front, "outside-light"): "lit",
            field("answered", rear, "outside-light"): "unlit",
            field("noted", rear, "outside-light"): "Bij de schuur",
            "looked-again.dark": "2026-05-14",
        },
    )
    assert response.status_code == 303
    now = inspection(adviser, visit)
    assert now.answers(door, "door-light") == ("dark",)
    assert now.answers(front, "outside-light") == ("lit",)
    assert now.answers(rear, "outside-light") == ("unlit",)
    assert now.note(rear, "outside-light") == "Bij de schuur"
    assert now.journal.value("looked-again", "dark") == "2026-05-14"
    fields = adviser.form(path).fields
    assert fields[field("answered", rear, "outside-light")] == "unlit"
    assert fields[field("noted", rear, "outside-light")] == "Bij de schuur"
    room = adviser.form(f"/visits/{visit}/rooms/{rear}").fields
    assert room["answered.outside-light"] == "unlit"
    overview = " ".join(adviser.page(f"/visits/{visit}").split())
    assert "In het donker: 3 van" in overview
    assert "Gekeken op 14 mei 2026" in overview


def test_sent_twice_it_is_sent_once_and_what_is_unchanged_makes_no_change(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    filled = form.with_({field("answered", front_door(visit), "door-light"): "dark"})
    adviser.post(path, filled)
    after = count(adviser, visit)
    adviser.post(path, filled)
    adviser.fill_in(path, {})
    assert count(adviser, visit) == after


def test_clearing_takes_one_answer_away(adviser: Browser, visit: str, path: str) -> None:
    door, front = front_door(visit), facade(visit)
    answers = {
        field("answered", door, "door-light"): "dark",
        field("answered", front, "outside-light"): "lit",
    }
    adviser.fill_in(path, dict(answers))
    adviser.fill_in(path, {"clear": f"{door}.door-light"})
    now = inspection(adviser, visit)
    assert now.answers(door, "door-light") == (None,)
    assert now.answers(front, "outside-light") == ("lit",)


def test_a_bad_value_comes_back_and_nothing_is_written(
    adviser: Browser, visit: str, path: str
) -> None:
    door, front = front_door(visit), facade(visit)
    before = count(adviser, visit)
    note = field("noted", front, "outside-light")
    answer = field("answered", door, "door-light")
    response = adviser.fill_in(path, {note: "n" * 4001, answer: "dark"})
    assert response.status_code == 422
    page = parse(response.text)
    texts = {each.get("id"): "".join(each.itertext()) for each in page.iter() if each.get("id")}
    assert texts[note].strip() == "n" * 4001
    assert "Voorgevel, begane grond, Is er buitenlicht" in texts["summary"]
    assert f"#{note}" in {each.get("href") for each in page.iter("a")}
    chosen = {each.get("id") for each in page.iter("input") if each.get("checked") is not None}
    assert chosen == {f"{door}.door-light.dark"}
    assert count(adviser, visit) == before


def test_a_day_that_is_none_is_refused(adviser: Browser, visit: str, path: str) -> None:
    before = count(adviser, visit)
    response = adviser.fill_in(path, {"looked-again.dark": "2026-02-30"})
    assert response.status_code == 422
    assert "Vul een bestaande datum in" in response.text
    assert count(adviser, visit) == before


def test_what_another_tablet_said_meanwhile_is_a_conflict(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    saved(adviser, visit, answered(visit, "solar", "door-light"))
    adviser.post(path, form.with_({field("answered", front_door(visit), "door-light"): "dark"}))
    assert len(inspection(adviser, visit).conflicts) == 1


def test_an_unknown_look_is_not_found(adviser: Browser, visit: str) -> None:
    assert adviser.get(f"/visits/{visit}/looks/rain").status_code == 404


def test_a_home_without_rooms_has_nothing_to_look_at(
    adviser: Browser, visit: str, path: str
) -> None:
    for room in inspection(adviser, visit).rooms:
        saved(adviser, visit, change("room-removed", [room.id], {"saw": []}))
    assert "geen punten" in adviser.page(path)
    assert "In het donker:" not in adviser.page(f"/visits/{visit}")


def test_a_closed_visit_shows_it_and_takes_nothing(adviser: Browser, visit: str, path: str) -> None:
    closed(adviser, visit)
    page = adviser.page(path)
    assert "Dit bezoek is afgesloten" in page
    assert not [name for name in adviser.form(path).fields if name.startswith("answered.")]
