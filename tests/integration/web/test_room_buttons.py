"""The buttons of a room page without a script: each sends the whole form and records its own."""

from typing import Any

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import inspection as recorded
from tests.integration.web.recorded import saved
from tests.visits import answered, change, front_door, noted, planned
from woningscan.domain.inspection import standard_room_id

FURNITURE = "answered.door-furniture"
AID = "aid.reachable-openings."


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def path(visit: str) -> str:
    return f"/visits/{visit}/rooms/{front_door(visit)}"


@pytest.fixture
def facade(visit: str) -> str:
    return f"/visits/{visit}/rooms/{standard_room_id(visit, 'front-ground')}"


def answers(adviser: Browser, visit: str, room: str | None = None) -> dict[str, Any]:
    journal = recorded(adviser, visit).journal
    here = room or front_door(visit)
    return {slot[2]: journal.value(*slot) for slot in journal.slots("answered") if slot[1] == here}


def test_all_that_is_left_is_answered_in_one_step_after_one_question(
    adviser: Browser, visit: str, path: str
) -> None:
    asked = adviser.fill_in(path, {"answered.cylinder": "less", "in-order": "ask"})
    page = adviser.page(asked.location)
    fields = adviser.form(asked.location).fields
    several = [name for name in fields if name.startswith("in-order.")]
    assert f"{len(several)} open punten krijgen" in page
    assert "in-order.cylinder" not in several
    assert answers(adviser, visit).keys() == {"cylinder"}
    done = adviser.fill_in(asked.location, {})
    assert done.location.startswith(path)
    found = answers(adviser, visit)
    assert found.pop("cylinder") == {"option": "less"}
    assert {each["source"] for each in found.values()} == {"bulk"}
    assert found.keys() == {name.removeprefix("in-order.") for name in several}
    journal = recorded(adviser, visit).journal
    at = {journal.heads["answered", front_door(visit), item][0].at for item in found}
    assert len(at) == 1
    assert "In één keer beantwoord" in adviser.page(path)


def test_an_answer_that_came_meanwhile_is_not_overruled_by_the_rest_in_order(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(f"{path}/in-order")
    saved(adviser, visit, answered(visit, "less"))
    for _ in range(2):
        adviser.post(form.action, form.fields)
    assert answers(adviser, visit)["cylinder"] == {"option": "less"}
    assert not recorded(adviser, visit).conflicts


def test_what_is_copied_is_confirmed_by_its_button_and_by_nothing_else(
    adviser: Browser, visit: str, path: str
) -> None:
    room = front_door(visit)
    copied = {"option": "sturdy", "source": "copied"}
    saved(adviser, visit, change("answered", [room, "door-furniture"], copied))
    assert "nog bevestigen" in adviser.page(path)
    adviser.fill_in(path, {"answered.cylinder": "less"})
    assert answers(adviser, visit)["door-furniture"] == copied
    form = adviser.form(path)
    for _ in range(2):
        adviser.post(path, form.with_({"confirm": "door-furniture"}))
    assert answers(adviser, visit)["door-furniture"] == {"option": "sturdy"}
    members = recorded(adviser, visit).journal.members["answered", room, "door-furniture"]
    assert len(members) == 2


def test_everything_copied_is_confirmed_at_once(adviser: Browser, visit: str, path: str) -> None:
    room = front_door(visit)
    for item, option in (("door-furniture", "sturdy"), ("cylinder", "skg3")):
        value = {"option": option, "source": "copied"}
        saved(adviser, visit, change("answered", [room, item], value))
    adviser.fill_in(path, {"confirm": "*", "answered.cylinder": "less"})
    assert answers(adviser, visit) == {
        "door-furniture": {"option": "sturdy"},
        "cylinder": {"option": "less"},
    }


@pytest.mark.parametrize("chosen", ["less", None])
def test_a_side_is_chosen_where_it_stands(
    adviser: Browser, visit: str, path: str, chosen: str | None
) -> None:
    value = None if chosen is None else {"option": chosen}
    side = answered(visit) | {"value": value}
    saved(adviser, visit, answered(visit, "skg3", at="2026-05-12T10:05:00Z"), side)
    page = adviser.page(path)
    assert "11:30" in page
    assert "12:05" in page
    form = adviser.form(path)
    pressed = {"choose": f"answered.cylinder {side['id']}", "noted.cylinder": "Gekeken"}
    for _ in range(2):
        adviser.post(path, form.with_(pressed))
    found = recorded(adviser, visit)
    assert not found.conflicts
    assert answers(adviser, visit)["cylinder"] == value
    assert found.note(front_door(visit), "cylinder") == "Gekeken"


def test_both_notes_stay_readable_until_one_is_chosen(
    adviser: Browser, visit: str, path: str
) -> None:
    sides = [noted(visit, text) for text in ("Zit links los", "Zit rechts los")]
    saved(adviser, visit, *sides)
    page = adviser.page(path)
    assert all(side["value"] in page for side in sides)
    adviser.fill_in(path, {"choose": f"noted.cylinder {sides[1]['id']}"})
    assert recorded(adviser, visit).note(front_door(visit), "cylinder") == "Zit rechts los"
    assert not recorded(adviser, visit).conflicts


def test_the_aid_answers_and_says_why(adviser: Browser, visit: str, facade: str) -> None:
    values = {f"{AID}lower_edge": "320 cm", "reckon": "reachable-openings"}
    assert adviser.fill_in(facade, values).status_code == 303
    room = facade.rsplit("/", 1)[1]
    found = answers(adviser, visit, room)["reachable-openings"]
    assert found == {"option": "reachable", "source": "aid"}
    used: Any = recorded(adviser, visit).journal.value("aid-used", room, "reachable-openings")
    assert used["opening"]["lower_edge"] == 3200
    page = adviser.page(facade)
    assert "Volgens de rekenhulp: Ja. De onderkant zit lager dan 5,5 meter." in page
    assert 'value="3,2"' in page


def test_who_departs_from_the_aid_says_why(adviser: Browser, visit: str, facade: str) -> None:
    adviser.fill_in(facade, {f"{AID}lower_edge": "3,2", "reckon": "reachable-openings"})
    adviser.fill_in(facade, {"answered.reachable-openings": "unreachable"})
    assert not _is_hidden(adviser.page(facade), f"{AID}reason")
    adviser.fill_in(facade, {f"{AID}reason": "Er zit alleen vast glas."})
    assert "Afgeweken van de rekenhulp: Er zit alleen vast glas." in adviser.page(facade)
    room = facade.rsplit("/", 1)[1]
    assert answers(adviser, visit, room)["reachable-openings"] == {"option": "unreachable"}


def test_an_answer_by_hand_is_not_overruled_by_the_aid(
    adviser: Browser, visit: str, facade: str
) -> None:
    values = {
        "answered.reachable-openings": "unreachable",
        f"{AID}lower_edge": "3,2",
        "reckon": "reachable-openings",
    }
    adviser.fill_in(facade, values)
    room = facade.rsplit("/", 1)[1]
    assert answers(adviser, visit, room)["reachable-openings"] == {"option": "unreachable"}


@pytest.mark.parametrize(
    ("inputs", "field", "text"),
    [
        ({"lower_edge": "hoog"}, "lower_edge", "Typ een getal"),
        ({"lower_edge": "320"}, "lower_edge", "Zet er dan cm achter"),
        ({"drop_inside": "2"}, "lower_edge", "Vul dit in"),
        ({"lower_edge": "6", "surfaces.0.width": "50"}, "surfaces.0.climb", "klimmend of"),
    ],
)
def test_a_bad_measure_is_named_beside_its_field_and_nothing_is_written(  # noqa: PLR0913, PLR0917
    adviser: Browser, visit: str, facade: str, inputs: dict[str, str], field: str, text: str
) -> None:
    before = len(recorded(adviser, visit).journal.changes)
    values = {AID + name: typed for name, typed in inputs.items()}
    response = adviser.fill_in(facade, {**values, "reckon": "reachable-openings"})
    assert response.status_code == 422
    texts = {e.get("id"): "".join(e.itertext()) for e in parse(response.text).iter()}
    assert text in texts[f"{AID}{field}-fault"]
    for name, typed in values.items():
        assert f'name="{name}"' in response.text
        assert f'value="{typed}"' in response.text
    assert len(recorded(adviser, visit).journal.changes) == before


def _is_hidden(page: str, field: str) -> bool:
    for each in parse(page).iter("div"):
        if any(inner.get("id") == field for inner in each.iter("textarea")) and (
            each.get("hidden") is not None
        ):
            return True
    return False
