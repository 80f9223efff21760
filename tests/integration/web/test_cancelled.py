"""A visit that does not go on: its pages say so, and why, and how it goes on after all."""

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import facade, saved
from tests.visits import answered, front_door, planned
from woningscan.domain.appointments import Appointment
from woningscan.services import appointments

REASON = "De bewoner is ziek.\nBelt later terug."


@pytest.fixture
def visit(adviser: Browser) -> str:
    installation = adviser.installation
    found = planned(installation)
    coordinator = installation.actor("coordinator")
    appointments.call_off(installation.resources, coordinator, found, REASON)
    return found


@pytest.fixture
def overview(visit: str) -> str:
    return f"/visits/{visit}"


def links(page: str) -> set[str]:
    return {each.get("href", "") for each in parse(page).iter("a")}


def primary(page: str) -> list[str]:
    """Give the big buttons of a page."""
    return [
        "".join(each.itertext())
        for each in parse(page).iter()
        if "nl-button--primary" in each.get("class", "").split()
    ]


def test_the_overview_says_that_it_does_not_go_on_and_why(adviser: Browser, overview: str) -> None:
    page = adviser.page(overview)
    assert "Dit bezoek gaat niet door." in page
    assert f"Afgezegd: {REASON}" in page
    assert "afgesloten" not in page
    assert "Toch doorgegaan?" in page
    assert f"{overview}/close" in links(page)


def test_no_letter_is_pressed_upon_anybody(adviser: Browser, overview: str) -> None:
    page = adviser.page(overview)
    assert primary(page) == []
    assert f"{overview}/letter" not in links(page)


def test_what_was_filled_in_before_can_be_read_quietly(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    saved(adviser, visit, answered(visit))
    installation = adviser.installation
    actor = installation.actor("adviser")
    appointments.tell_no_show(installation.resources, actor, visit, "")
    page = adviser.page(f"/visits/{visit}")
    assert "Niemand aanwezig" in page
    assert {f"/visits/{visit}/letter", f"/visits/{visit}/advice"} <= links(page)
    assert primary(page) == []


@pytest.mark.parametrize(
    "rest", ["facts", "looks/dark", "rooms/{room}", "rooms/{room}/entry", "advice"]
)
def test_no_page_of_it_says_that_it_was_closed(adviser: Browser, visit: str, rest: str) -> None:
    page = adviser.page(f"/visits/{visit}/{rest.format(room=front_door(visit))}")
    main = "".join(next(parse(page).iter("main")).itertext())
    assert "Dit bezoek gaat niet door." in main
    assert "is afgesloten" not in main
    assert f"/visits/{visit}/close" in links(page)


def test_two_rooms_of_it_are_not_merged(adviser: Browser, visit: str) -> None:
    page = adviser.page(f"/visits/{visit}/rooms/{facade(visit)}/merge")
    assert "Dit bezoek gaat niet door." in page


def test_its_letter_says_so_above(adviser: Browser, overview: str) -> None:
    assert "Dit bezoek gaat niet door." in adviser.page(f"{overview}/letter")


def test_reopening_tells_why_it_was_called_off_and_lets_it_go_on(
    adviser: Browser, overview: str
) -> None:
    page = adviser.page(f"{overview}/close")
    assert "Dit bezoek gaat niet door." in page
    assert f"Afgezegd: {REASON}" in page
    assert "afgesloten" not in "".join(next(parse(page).iter("main")).itertext())
    adviser.fill_in(f"{overview}/close", {"reason": "Toch geweest"}, f"{overview}/reopen")
    page = adviser.page(overview)
    assert "gaat niet door" not in page
    assert "Bezoek afsluiten" in page


def test_of_two_cancellations_the_last_one_counts(adviser: Browser, visit: str) -> None:
    installation = adviser.installation
    coordinator = installation.actor("coordinator")
    again = Appointment("2026-06-01")
    appointments.plan_again(installation.resources, coordinator, visit, again, frozenset())
    appointments.call_off(installation.resources, coordinator, visit, "Verhuisd")
    page = adviser.page(f"/visits/{visit}")
    assert "Afgezegd: Verhuisd" in page
    assert "ziek" not in page
