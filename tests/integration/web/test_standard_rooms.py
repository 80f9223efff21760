"""Rooms that a home of its kind has, offered when the facts come later than the planning."""

from tests.integration.web.browsing import Browser
from tests.integration.web.recorded import inspection, saved
from tests.visits import change, front_door, planned
from woningscan.domain.inspection import standard_room_id
from woningscan.services import visits

BARE = {"jurisdiction": "nl", "office": "wethouder"}
OFFER = "Deze ruimtes toevoegen"


def test_rooms_that_the_facts_call_for_are_added_in_one_tap(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts=BARE)
    assert OFFER not in adviser.page(f"/visits/{visit}")
    saved(adviser, visit, change("fact-stated", ["dwelling"], "terraced"))
    page = adviser.page(f"/visits/{visit}")
    assert "Voorgevel, eerste verdieping; Achtergevel, eerste verdieping" in page
    path = f"/visits/{visit}/rooms/standard"
    fields = adviser.form(f"/visits/{visit}", path).fields
    for _ in range(2):
        assert adviser.post(path, fields).status_code == 303
    whole = inspection(adviser, planned(adviser.installation))
    late = inspection(adviser, visit)
    assert [room.standard for room in late.rooms] == [room.standard for room in whole.rooms]
    assert standard_room_id(visit, "front-first") in late.rooms_by_id
    assert not late.conflicts
    assert OFFER not in adviser.page(f"/visits/{visit}")


def test_a_room_that_was_removed_is_not_offered_as_missing(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    room = standard_room_id(visit, "front-first")
    saved(adviser, visit, change("room-removed", [room], {"saw": []}))
    assert OFFER not in adviser.page(f"/visits/{visit}")
    response = adviser.get(f"/visits/{visit}/rooms/{room}")
    assert response.status_code == 303
    assert response.location.endswith("#removed-title")
    assert adviser.get(f"/visits/{visit}/rooms/{front_door(visit)}").status_code == 200


def test_a_letter_of_an_open_visit_says_that_it_may_change(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    assert "de brief kan nog veranderen" in adviser.page(f"/visits/{visit}/letter")
    actor = adviser.installation.actor("adviser")
    visits.close_visit(adviser.installation.resources, actor, visit)
    assert "de brief kan nog veranderen" not in adviser.page(f"/visits/{visit}/letter")


def test_the_overview_says_where_the_home_is(adviser: Browser) -> None:
    identity = {"holder-name": "W. Verzonnen", "holder-address": "Nergenslaan 1"}
    visit = planned(adviser.installation, identity={**identity, "holder-town": "Nergenshuizen"})
    assert "Nergenslaan 1, Nergenshuizen" in adviser.page(f"/visits/{visit}")
