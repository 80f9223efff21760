"""Forms over a slot in which two devices disagree: what nobody touched is nobody's choice."""

import pytest

from tests.integration.web.browsing import Browser
from tests.integration.web.recorded import inspection, saved
from tests.visits import answered, change, front_door, planned

OWN = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


def test_an_untouched_room_form_chooses_nothing(adviser: Browser, visit: str) -> None:
    room = front_door(visit)
    for text in ("raam links kapot", "sleutel onder de mat"):
        saved(adviser, visit, change("noted", (room, "cylinder"), text))
        saved(adviser, visit, change("finding-added", (room, OWN), {"text": text}))
    for option in ("skg3", "less"):
        saved(adviser, visit, answered(visit, option))
    path = f"/visits/{visit}/rooms/{room}"
    page = adviser.page(path)
    assert "raam links kapot" in page
    assert "sleutel onder de mat" in page
    before = inspection(adviser, visit)
    assert adviser.fill_in(path, {}).status_code == 303
    assert inspection(adviser, visit).conflicts == before.conflicts
    assert len(before.conflicts) == 3


def test_an_untouched_facts_form_chooses_nothing(adviser: Browser, visit: str) -> None:
    for office, day, name in (("wethouder", "2026-05-12", "A"), ("raadslid", "2026-05-13", "B")):
        saved(
            adviser,
            visit,
            change("fact-stated", ("office",), office),
            change("visit-dated", (), day),
            change("identity-stated", ("holder-town",), name),
        )
    before = inspection(adviser, visit)
    assert len(before.conflicts) == 3
    assert adviser.fill_in(f"/visits/{visit}/facts", {}).status_code == 303
    assert inspection(adviser, visit).conflicts == before.conflicts


def test_what_is_typed_over_a_disagreement_settles_it(adviser: Browser, visit: str) -> None:
    room = front_door(visit)
    for text in ("links", "rechts"):
        saved(adviser, visit, change("noted", (room, "cylinder"), text))
    path = f"/visits/{visit}/rooms/{room}"
    assert adviser.fill_in(path, {"noted.cylinder": "links"}).status_code == 303
    assert inspection(adviser, visit).conflicts == ()
    assert inspection(adviser, visit).note(room, "cylinder") == "links"


def test_two_devices_that_say_the_same_are_settled_by_a_choice(
    adviser: Browser, visit: str
) -> None:
    room = front_door(visit)
    for _ in range(2):
        saved(adviser, visit, answered(visit))
    path = f"/visits/{visit}/rooms/{room}"
    assert len(inspection(adviser, visit).conflicts) == 1
    assert adviser.fill_in(path, {"answered.cylinder": "skg3"}).status_code == 303
    assert inspection(adviser, visit).conflicts == ()


def test_rooms_that_are_not_there_cannot_be_changed(adviser: Browser, visit: str) -> None:
    fields = adviser.form(f"/visits/{visit}/rooms/{front_door(visit)}/change").fields
    for action in ("change", "remove"):
        response = adviser.post(f"/visits/{visit}/rooms/{OWN}/{action}", fields)
        assert response.status_code == 404
    assert inspection(adviser, visit).waiting == ()
