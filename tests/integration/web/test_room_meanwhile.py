"""What happened to a room while a page of it stood open: nothing that was typed is lost."""

from uuid import uuid4

import pytest

from tests.integration.web.browsing import Browser, form_in
from tests.integration.web.recorded import inspection as recorded
from tests.integration.web.recorded import saved
from tests.visits import answered, change, front_door, noted, planned
from woningscan.services import visits


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def path(visit: str) -> str:
    return f"/visits/{visit}/rooms/{front_door(visit)}"


def test_a_form_for_a_removed_room_comes_back_and_can_still_be_saved(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    saved(adviser, visit, change("room-removed", [front_door(visit)], {"saw": []}))
    own = f"finding-added.{uuid4()}"
    typed = {"answered.cylinder": "less", "noted.cylinder": "Zit los", own: "De bel hangt los"}
    response = adviser.post(path, form.with_({**typed, f"heads.{own}": ""}))
    assert response.status_code == 409
    for words in ("Minder", "Zit los", "De bel hangt los", "intussen verwijderd"):
        assert words in response.text
    assert recorded(adviser, visit).note(front_door(visit), "cylinder") is None
    again = form_in(response.text, path)
    for _ in range(2):
        assert adviser.post(path, again.fields).status_code == 303
    found = recorded(adviser, visit)
    assert front_door(visit) in found.rooms_by_id
    assert found.note(front_door(visit), "cylinder") == "Zit los"
    assert found.answers(front_door(visit), "cylinder") == ("less",)
    assert [value for _, value in found.of_room("finding-added", front_door(visit))] == [
        {"text": "De bel hangt los"}
    ]


def test_a_form_for_a_closed_visit_is_taken_as_late(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    visits.close_visit(adviser.installation.resources, adviser.installation.actor("adviser"), visit)
    response = adviser.post(path, form.with_({"noted.cylinder": "Nog snel"}))
    assert response.status_code == 303
    assert recorded(adviser, visit).note(front_door(visit), "cylinder") == "Nog snel"
    opened = visits.open_visit(
        adviser.installation.resources, adviser.installation.actor("adviser"), visit, "test"
    )
    assert opened.changed_late


def test_the_heads_of_a_room_say_all_that_the_page_shows(
    adviser: Browser, visit: str, path: str
) -> None:
    before = adviser.get(f"{path}/heads").json
    assert before is not None
    sides = [answered(visit, "less"), answered(visit, "skg3", at="2026-05-12T10:05:00Z")]
    note = noted(visit, "Zit los")
    saved(adviser, visit, *sides, note)
    told = adviser.get(f"{path}/heads").json
    assert told is not None
    assert told["sequence"] == before["sequence"] + 3
    assert (told["present"], told["editable"]) == (True, True)
    heads = {head["id"]: head for head in told["heads"]}
    assert heads[note["id"]]["value"] == "Zit los"
    assert "words" not in heads[note["id"]]
    assert heads[sides[0]["id"]]["words"] == "Minder"
    assert heads[sides[1]["id"]]["moment"].endswith("12:05")


def test_the_heads_tell_that_a_visit_was_closed_or_the_room_removed(
    adviser: Browser, visit: str, path: str
) -> None:
    resources, actor = adviser.installation.resources, adviser.installation.actor("adviser")
    visits.close_visit(resources, actor, visit)
    assert (adviser.get(f"{path}/heads").json or {})["editable"] is False
    saved(adviser, visit, change("room-removed", [front_door(visit)], {"saw": []}))
    assert (adviser.get(f"{path}/heads").json or {})["present"] is False


def test_the_heads_are_for_the_visits_own_adviser_only(
    adviser: Browser, visit: str, path: str, coordinator: Browser
) -> None:
    assert coordinator.get(f"{path}/heads").status_code == 403
    assert adviser.get(f"/visits/{visit}/rooms/{uuid4()}/heads").status_code == 404
