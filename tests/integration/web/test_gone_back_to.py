"""A form that is gone back to, as a browser kept it: with its id, and what was typed in it."""

from tests.installations import Installation
from tests.integration.web.browsing import Browser
from tests.visits import planned
from woningscan.domain.language import Language
from woningscan.services import visits
from woningscan.services.visits import OpenVisit

GARDEN, HALL = {"zone": "back-garden", "name": "Moestuin"}, {"zone": "facade", "name": "Dakkapel"}
FIRST = {"title": "Spreek een sein af", "text": "Met de buren."}
SECOND = {**FIRST, "title": "Laat een lamp branden"}


def opened(installation: Installation, visit: str) -> OpenVisit:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test")


def test_a_second_room_stands_beside_the_first(on_sqlite: Installation, adviser: Browser) -> None:
    visit = planned(on_sqlite)
    path = f"/visits/{visit}/rooms/new"
    form = adviser.form(path)
    said = (HALL, GARDEN, GARDEN)
    places = [adviser.post(path, form.with_(each)).location for each in said]
    rooms = opened(on_sqlite, visit).inspection.rooms
    named = [(room.zone.id, room.name(Language.NL)) for room in rooms]
    for each in (HALL, GARDEN):
        assert named.count((each["zone"], each["name"])) == 1
    assert places[0] != places[1] == places[2]


def test_a_second_advice_of_ones_own_stands_beside_the_first(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    path = f"/visits/{visit}/advice/own"
    chapters = on_sqlite.resources.questionnaire("woningscan/1").chapters_by_id
    form = adviser.form(path)
    for each in (FIRST, SECOND, SECOND):
        fields = form.with_({**each, "chapter": next(iter(chapters))})
        assert adviser.post(path, fields).status_code == 303
    page = adviser.page(f"/visits/{visit}/advice")
    own = opened(on_sqlite, visit).inspection.journal.slots("own-advised")
    assert len(list(own)) == 2
    assert all(each["title"] in page for each in (FIRST, SECOND))
