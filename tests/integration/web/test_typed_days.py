"""A day is taken as a field for days sends it, and as a person types it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integration.web.browsing import Browser
from tests.integration.web.recorded import inspection
from tests.visits import planned
from woningscan.services import appointments
from woningscan.web.forms import readers
from woningscan.web.texts import screen_texts

TYPED = ("2026-11-24", "24-11-2026", " 24-11-2026 ", "24/11/2026", "24.11.2026")


@given(st.dates())
def test_both_ways_of_writing_a_day_are_the_same_day(day: object) -> None:
    year, month, of_month = str(day).split("-")
    assert readers.day_of(f"{of_month}-{month}-{year}") == readers.day_of(str(day)) == str(day)
    assert readers.day_of(f"{int(of_month)}-{int(month)}-{year}") == str(day)


@given(st.text())
def test_what_is_no_day_comes_back_as_it_was_typed(text: str) -> None:
    if not any(each.isdigit() for each in text):
        assert readers.day_of(text) == text.strip()


@pytest.mark.parametrize("typed", TYPED)
def test_the_facts_and_the_look_take_it(adviser: Browser, typed: str) -> None:
    visit = planned(adviser.installation)
    facts, look = f"/visits/{visit}/facts", f"/visits/{visit}/looks/dark"
    assert adviser.fill_in(facts, {"visit-dated": typed}).status_code == 303
    assert adviser.fill_in(look, {"looked-again.dark": typed}).status_code == 303
    now = inspection(adviser, visit)
    assert now.visited_on == "2026-11-24"
    assert now.journal.value("looked-again", "dark") == "2026-11-24"


@pytest.mark.parametrize("typed", TYPED)
def test_planning_and_moving_take_it(coordinator: Browser, typed: str) -> None:
    installation = coordinator.installation
    visit = planned(installation)
    page = f"/visits/{visit}/appointment"
    assert coordinator.fill_in(page, {"visit-dated": typed}, f"{page}/move").status_code == 303
    found = appointments.appointment_of(
        installation.resources, installation.actor("coordinator"), visit
    )
    assert found.record.appointment.day == "2026-11-24"


@pytest.mark.parametrize("typed", ["31-02-2026", "2026-02-31", "24-11-26", "24 november", "0-0-0"])
def test_a_day_that_is_none_is_refused_in_the_words_of_the_hint(
    adviser: Browser, typed: str
) -> None:
    path = f"/visits/{planned(adviser.installation)}/facts"
    response = adviser.fill_in(path, {"visit-dated": typed})
    assert response.status_code == 422
    assert "Vul een bestaande datum in, zoals 24-11-2026." in response.text


def test_hint_and_faults_write_a_day_the_same_way() -> None:
    texts = screen_texts()
    shown = {
        tuple(re.findall(r"\d[\d-]+\d", text))
        for key in ("day.hint", "fault.visit-dated", "fault.looked-again")
        for text in (texts[key].nl, texts[key].en)
    }
    assert shown == {("24-11-2026",)}


def test_the_look_tells_how_to_write_its_day(adviser: Browser) -> None:
    page = adviser.page(f"/visits/{planned(adviser.installation)}/looks/dark")
    assert 'aria-describedby="looked-again.dark-help"' in page
