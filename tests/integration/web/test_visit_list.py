"""The list of visits, the work of each adviser, and searching."""

import re

import pytest

from tests.installations import Installation
from tests.integration.web.browsing import Browser, parse
from tests.visits import answered, planned
from woningscan.domain.appointments import Appointment
from woningscan.services import accounts, appointments, saving, visits

HOME = {
    "holder-name": "Wethouder Verzonnen",
    "holder-address": "Bedachtlaan 12",
    "holder-postcode": "9999 ZZ",
    "holder-town": "Nergenshuizen",
}


def at(installation: Installation, day: str, time: str, name: str, who: str = "adviser") -> str:
    """Plan a visit at a time."""
    visit = planned(installation, who, identity={**HOME, "holder-name": name}, planned_on=None)
    coordinator, to = installation.actor("coordinator"), Appointment(day, time)
    accepted = [
        line.id
        for line in visits.visits_of(installation.resources, coordinator)
        if line.appointment.day == day
    ]
    appointments.move(installation.resources, coordinator, visit, to, accepted)
    return visit


def test_the_next_visit_of_today_stands_out_with_its_address(adviser: Browser) -> None:
    at(adviser.installation, "2026-05-12", "14:30", "Tweede Bedacht")
    at(adviser.installation, "2026-05-12", "09:00", "Eerste Bedacht")
    planned(adviser.installation, identity={"holder-name": "Ooit Bedacht"})
    page = adviser.page("/")
    first = re.search(r'<a class="go-on".*?</a>', page, re.DOTALL)
    assert first is not None
    for words in ("09:00", "Eerste Bedacht", "Bedachtlaan 12, Nergenshuizen"):
        assert words in first[0]
    order = [page.index(name) for name in ("Eerste", "Tweede", "Ooit")]
    assert order == sorted(order)


def test_nothing_stands_out_when_nothing_is_today(adviser: Browser) -> None:
    planned(adviser.installation, planned_on="2026-05-13")
    assert "go-on" not in adviser.page("/")


def test_an_interrupted_visit_looks_like_any_other(coordinator: Browser) -> None:
    installation = coordinator.installation
    visit = planned(installation)
    broken = answered(visit) | {"kind": "broken-off", "slot": [], "value": "De bewoner moest weg"}
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [broken])
    page = coordinator.page("/")
    assert "Bezig" in page
    assert "moest weg" not in page


def numbers(page: str) -> dict[str, list[str]]:
    """Give the table of the work: for each adviser what stands in the columns."""
    found = {}
    for row in parse(page).iter("tr"):
        cells = ["".join(cell.itertext()).strip() for cell in row]
        if cells[1:] and cells[1].isdigit():
            found[cells[0]] = cells[1:]
    return found


def test_the_work_of_each_adviser_is_counted(coordinator: Browser) -> None:
    installation = coordinator.installation
    for day in ("2026-05-12", "2026-06-08", "2026-06-09", "2026-05-11", None):
        planned(installation, planned_on=day)
    begun = planned(installation, planned_on="2026-05-10")
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, begun, [answered(begun)])
    closed = planned(installation, "other-adviser", planned_on="2026-05-11")
    visits.close_visit(installation.resources, installation.actor("other-adviser"), closed)
    assert numbers(coordinator.page("/")) == {
        "adviser (verzonnen)": ["2", "1", "2"],
        "other-adviser (verzonnen)": ["0", "0", "0"],
    }


def test_the_list_can_be_of_one_adviser(coordinator: Browser) -> None:
    installation = coordinator.installation
    planned(installation, identity={"holder-name": "Een Bedacht"})
    planned(installation, "other-adviser", identity={"holder-name": "Ander Bedacht"})
    account = installation.actor("other-adviser").account
    page = coordinator.page(f"/?adviser={account}")
    assert "Ander Bedacht" in page
    assert "Een Bedacht" not in page
    assert "Toon alle adviseurs" in page
    everybody = coordinator.page("/?adviser=nobody")
    assert "Een Bedacht" in everybody
    assert "Toon alle adviseurs" not in everybody


def test_who_left_with_visits_still_shows(coordinator: Browser) -> None:
    planned(coordinator.installation)
    accounts.disable_account(coordinator.installation.resources, "adviser")
    assert "adviser (verzonnen)" in numbers(coordinator.page("/"))


def test_an_adviser_sees_no_work_of_others(adviser: Browser) -> None:
    planned(adviser.installation, "other-adviser")
    assert numbers(adviser.page("/")) == {}
    assert "other-adviser" not in adviser.page("/?adviser=other")


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_a_name_is_searched_for_and_stands_in_no_address(
    request: pytest.FixtureRequest, who: str
) -> None:
    browser: Browser = request.getfixturevalue(who)
    visit = planned(browser.installation, identity=HOME)
    planned(browser.installation, "other-adviser", identity=HOME)
    response = browser.fill_in("/search", {"asked": "9999zz"})
    assert response.status_code == 200
    target = f"/visits/{visit}" + ("/appointment" if who == "coordinator" else "")
    assert f'href="{target}"' in response.text
    assert f"Gevonden: {2 if who == 'coordinator' else 1}" in response.text
    assert "9999zz" in response.text
    assert "asked=" not in response.text
    # An address that carries a name, as from elsewhere, is not looked at.
    assert "Gevonden" not in browser.page("/search?asked=9999zz")


def test_nothing_found_is_told_and_the_text_kept(coordinator: Browser) -> None:
    planned(coordinator.installation, identity=HOME)
    response = coordinator.fill_in("/search", {"asked": '"><b>Verzonnen'})
    assert "Geen bezoek gevonden" in response.text
    assert "&#34;&gt;&lt;b&gt;Verzonnen" in response.text
    empty = coordinator.fill_in("/search", {"asked": "  "})
    assert empty.status_code == 422
    assert "Vul in waarnaar u zoekt" in empty.text


def test_the_list_has_a_search_form(coordinator: Browser) -> None:
    planned(coordinator.installation, identity=HOME)
    response = coordinator.fill_in("/", {"asked": "wethouder  verzonnen"}, "/search")
    assert "Gevonden: 1" in response.text
