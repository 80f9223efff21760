"""Closing in the browser: what is missing, what comes late, and what a stale form does."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.installations import Installation
from tests.integration.web.browsing import Browser, parse
from tests.unit.letters import reading
from tests.visits import Data, answered, change, front_door, noted, planned
from woningscan.domain.rights import State
from woningscan.services import visits
from woningscan.services.visits import OpenVisit


def opened(installation: Installation, visit: str) -> OpenVisit:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.reopened(), actor, visit, "test")


def closing(visit: str) -> str:
    return f"/visits/{visit}/close"


def links(page: str) -> list[str]:
    return [link.get("href", "") for link in parse(page).iter("a")]


def test_the_page_leads_to_each_gap_at_once(on_sqlite: Installation, adviser: Browser) -> None:
    visit, photo = planned(on_sqlite), str(uuid4())
    room = front_door(visit)
    adviser.save(
        visit,
        [
            change("answered", [room, "cylinder"], {"option": "not-assessed"}),
            change("answered", [room, "door-furniture"], {"option": "not-applicable"}),
            change("photo-added", [room, photo], {"items": ["cylinder"]}),
            change("advised", ["street-lighting-report"], {"text": "Meer licht."}),
        ],
    )
    page = adviser.page(closing(visit))
    found = links(page)
    first_open = opened(on_sqlite, visit).route.open_items(
        opened(on_sqlite, visit).inspection.rooms_by_id[room]
    )[0]
    at_room = f"/visits/{visit}/rooms/{room}"
    for expected in (
        f"{at_room}#{first_open.id}",
        f"{at_room}#cylinder",
        f"{at_room}#door-furniture",
        f"{at_room}/photos",
        f"/visits/{visit}/facts",
        f"/visits/{visit}/advice/measures/street-lighting-report",
    ):
        assert expected in found
    assert "Voor u weggaat" in page
    assert "Bezoek afsluiten" in page


def test_a_disagreement_comes_first_and_closing_says_so(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    form = adviser.form(closing(visit))
    adviser.save(visit, [answered(visit, "skg3"), answered(visit, "less")])
    page = adviser.page(closing(visit))
    assert "Moet eerst" in page
    assert f"/visits/{visit}#conflicts-title" in links(page)
    answer = adviser.post(form.action, form.fields)
    assert answer.status_code == 409
    assert "U kunt nog niet afsluiten" in answer.text
    assert opened(on_sqlite, visit).state is State.VISITING


def test_a_visit_with_open_items_is_closed_once(on_sqlite: Installation, adviser: Browser) -> None:
    visit = planned(on_sqlite)
    form = adviser.form(closing(visit))
    for _ in range(2):
        assert adviser.post(form.action, form.fields).status_code == 303
    found = opened(on_sqlite, visit)
    assert found.state is State.CLOSED
    assert len(found.inspection.journal.heads["closed",]) == 1


@pytest.fixture
def closed(on_sqlite: Installation, adviser: Browser) -> str:
    """Give a closed visit that calls for advice."""
    visit = planned(on_sqlite)
    adviser.save(visit, [answered(visit, "less"), change("closed", [], None)])
    return visit


def test_a_stale_form_of_the_advice_is_taken_late_and_the_page_says_so(
    on_sqlite: Installation, adviser: Browser, closed: str
) -> None:
    path = f"/visits/{closed}/advice/measures/cylinder-replace"
    stale = {"csrf_token": adviser.csrf_token(), "form-id": str(uuid4()), "heads.advice": ""}
    answer = adviser.post(path, {**stale, "text": "Toch nog iets."})
    assert answer.status_code == 303
    page = adviser.page(answer.location.partition("#")[0])
    assert "gemarkeerd als te laat" in page
    assert "Dit bezoek is afgesloten" in page
    assert "Toch nog iets." in page
    found = opened(on_sqlite, closed)
    assert found.state is State.CLOSED
    assert found.changed_late
    assert len(found.late) == 1


def test_a_stale_form_of_a_room_is_taken_late_and_the_page_says_so(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    stale = adviser.form(path)
    adviser.save(visit, [change("closed", [], None)])
    answer = adviser.post(path, stale.with_({"noted.cylinder": "Te laat gezien."}))
    assert answer.status_code == 303
    page = adviser.page(answer.location)
    assert "gemarkeerd als te laat" in page
    assert "Dit bezoek is afgesloten" in page
    assert "Te laat gezien." in page
    assert len(opened(on_sqlite, visit).late) == 1


def test_what_came_late_is_told_with_where_it_stands(adviser: Browser, closed: str) -> None:
    late: list[Data] = [
        noted(closed, "Gezien na het afsluiten."),
        change("advised", ["cylinder-replace"], {"text": "Later bedacht."}),
        change("advice-ordered", [], ["cylinder-replace"]),
    ]
    adviser.save(closed, late)
    page = adviser.page(closing(closed))
    assert "Gezien na het afsluiten." in page
    assert "Later bedacht." in page
    assert f"/visits/{closed}/rooms/{front_door(closed)}#cylinder" in links(page)
    assert f"/visits/{closed}/advice#advice.cylinder-replace" in links(page)
    adviser.fill_in(closing(closed), {"reason": "Nog een raam."}, f"/visits/{closed}/reopen")
    assert "Gezien na het afsluiten." in adviser.page(closing(closed))


def test_a_closed_visit_shows_its_advice_without_forms(adviser: Browser, closed: str) -> None:
    page = adviser.page(f"/visits/{closed}/advice")
    assert "Dit bezoek is afgesloten" in page
    assert 'name="move"' not in page
    assert "Concept" not in page
    for path in ("measures/cylinder-replace", "own", "add"):
        form = adviser.page(f"/visits/{closed}/advice/{path}")
        assert "<textarea" not in form


def test_reopening_wants_a_reason_and_keeps_what_was_typed(
    on_sqlite: Installation, adviser: Browser, closed: str
) -> None:
    reopen = f"/visits/{closed}/reopen"
    assert adviser.fill_in(closing(closed), {"reason": " "}, reopen).status_code == 422
    answer = adviser.fill_in(closing(closed), {"reason": "x" * 4001}, reopen)
    assert answer.status_code == 422
    assert "x" * 4001 in answer.text
    assert opened(on_sqlite, closed).state is State.CLOSED


def test_the_letter_of_an_open_visit_says_that_it_is_a_draft(
    on_sqlite: Installation, adviser: Browser, closed: str
) -> None:
    letter = f"/visits/{closed}/letter"
    assert "Concept" not in adviser.page(letter)
    assert "Concept" not in reading.text_of(adviser.get(f"{letter}/nl.pdf").data)
    adviser.fill_in(closing(closed), {"reason": "Nog een raam."}, f"/visits/{closed}/reopen")
    page = adviser.page(letter)
    assert page.count("Concept, nog niet afgesloten") == 2
    assert "Draft, not closed yet" in adviser.page(f"{letter}/en")
    pages = reading.pages(adviser.get(f"{letter}/nl.pdf").data)
    assert all("Concept, nog niet afgesloten." in page for page in pages)
    assert opened(on_sqlite, closed).state is State.VISITING


PAGES = ("", "/own", "/add", "/measures/cylinder-replace")
POSTS = (
    "/order",
    "/conflicts",
    "/own",
    "/add",
    "/measures/cylinder-replace",
    "/measures/cylinder-replace/omit",
    "/measures/cylinder-replace/restore",
)


def test_the_advice_of_another_adviser_is_not_there(
    on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    visit, other = planned(on_sqlite), signed_in("other-adviser")
    fields = {"csrf_token": other.csrf_token(), "form-id": str(uuid4()), "heads.advice": ""}
    for path in PAGES:
        assert other.get(f"/visits/{visit}/advice{path}").status_code == 404
    for path in POSTS:
        assert other.post(f"/visits/{visit}/advice{path}", fields).status_code == 404


@pytest.mark.parametrize("name", ["coordinator", "reviewer", "administrator", "privacy-officer"])
def test_the_advice_is_for_the_adviser_only(
    on_sqlite: Installation, signed_in: Callable[[str], Browser], name: str
) -> None:
    visit, browser = planned(on_sqlite), signed_in(name)
    for path in PAGES:
        assert browser.get(f"/visits/{visit}/advice{path}").status_code == 403


def test_an_unknown_measure_or_own_advice_is_not_there(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    for path in ("/measures/a-moat", f"/own/{uuid4()}"):
        assert adviser.get(f"/visits/{visit}/advice{path}").status_code == 404


def test_a_change_that_nothing_calls_for_can_be_cleared(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    adviser.save(visit, [change("advised", ["street-lighting-report"], {"text": "Meer licht."})])
    path = f"/visits/{visit}/advice/measures/street-lighting-report"
    assert "Geen enkel antwoord vraagt nog om dit advies" in adviser.page(path)
    adviser.fill_in(path, {}, f"{path}/clear")
    assert (
        opened(on_sqlite, visit).inspection.journal.value("advised", "street-lighting-report")
        is None
    )
    assert "Mijn wijziging wissen" not in adviser.page(path)
