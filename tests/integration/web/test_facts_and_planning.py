"""Facts of the visit, and planning one."""

import pytest

from tests.integration.web.browsing import Browser, form_in, parse
from tests.integration.web.recorded import inspection as recorded
from tests.visits import planned


def test_facts_are_filled_in_and_shown_again(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts={}, planned_on=None)
    path = f"/visits/{visit}/facts"
    overview = adviser.page(f"/visits/{visit}")
    assert "Nog nodig voor de brief: Dag van het bezoek, Rechtsgebied, Ambt" in overview
    values = {
        "visit-dated": "2026-05-12",
        "fact-stated.jurisdiction": "bes",
        "fact-stated.office": "gezaghebber",
        "fact-stated.municipality": "Nergenseiland",
        "identity-stated.holder-postcode": "0000 XX",
    }
    assert adviser.fill_in(path, values).status_code == 303
    assert adviser.form(path).fields.items() >= values.items()
    assert "Compleet voor de brief" in adviser.page(f"/visits/{visit}")
    before = len(recorded(adviser, visit).journal.changes)
    adviser.fill_in(path, {})
    assert len(recorded(adviser, visit).journal.changes) == before


def test_values_that_do_not_exist_are_not_offered(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts={"jurisdiction": "bes"})
    page = parse(adviser.page(f"/visits/{visit}/facts"))
    offered = {each.get("value") for each in page.iter("option") if each.get("hidden") is None}
    assert "gezaghebber" in offered
    assert "wethouder" not in offered
    all_open = planned(adviser.installation, facts={})
    page = parse(adviser.page(f"/visits/{all_open}/facts"))
    offered = {each.get("value") for each in page.iter("option") if each.get("hidden") is None}
    assert {"gezaghebber", "wethouder"} <= offered


def test_a_fact_can_be_taken_back(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    adviser.fill_in(f"/visits/{visit}/facts", {"fact-stated.dwelling": ""})
    assert recorded(adviser, visit).facts("dwelling") == (None,)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("visit-dated", "2026-02-30", "datum"),
        (
            "fact-stated.municipality",
            "x" * 81,
            "lichaam: Deze keuze past niet",
        ),
        ("identity-stated.holder-name", "n" * 201, "200 tekens"),
    ],
)
def test_a_bad_fact_is_told_beside_it_and_kept(
    adviser: Browser, name: str, typed: str, told: str
) -> None:
    visit = planned(adviser.installation)
    path = f"/visits/{visit}/facts"
    response = adviser.fill_in(path, {name: typed, "identity-stated.holder-town": "Elders"})
    assert response.status_code == 422
    assert told in response.text
    fields = form_in(response.text, path).fields
    assert fields[name] == typed
    assert fields["identity-stated.holder-town"] == "Elders"
    assert recorded(adviser, visit).identity("holder-town") == "Nergenshuizen"


@pytest.fixture
def plan(coordinator: Browser) -> dict[str, str | None]:
    return {
        "adviser": coordinator.installation.actor("adviser").account,
        "visit-dated": "2026-06-03",
        "identity-stated.holder-name": "Dijkgraaf Bedacht",
        "fact-stated.jurisdiction": "nl",
        "fact-stated.office": "dijkgraaf",
    }


def test_a_coordinator_plans_and_the_adviser_sees_it(
    coordinator: Browser, adviser: Browser, plan: dict[str, str | None]
) -> None:
    assert "Er zijn nog geen bezoeken" in coordinator.page("/")
    assert coordinator.fill_in("/visits/new", plan).status_code == 303
    listed = coordinator.page("/")
    assert "Dijkgraaf Bedacht" in listed
    assert "adviser (verzonnen)" in listed
    assert "Komende bezoeken" in adviser.page("/")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("adviser", ""),
        ("visit-dated", "morgen"),
        ("identity-stated.holder-name", ""),
        ("identity-stated.holder-town", "t" * 201),
        ("fact-stated.office", "gezaghebber"),
    ],
)
def test_a_plan_that_cannot_be_is_shown_again(
    coordinator: Browser, plan: dict[str, str | None], name: str, typed: str
) -> None:
    response = coordinator.fill_in("/visits/new", {**plan, name: typed})
    assert response.status_code == 422
    kept = form_in(response.text, "/visits/new").fields
    assert kept[name] == typed
    assert kept["fact-stated.jurisdiction"] == "nl"
    assert "Er zijn nog geen bezoeken" in coordinator.page("/")


def test_the_list_begins_with_today(adviser: Browser) -> None:
    names = {"2026-05-12": "Vandaag Bedacht", "2026-05-13": "Morgen Bedacht"}
    names |= {"2026-05-11": "Gisteren Bedacht"}
    for day, name in names.items():
        planned(adviser.installation, identity={"holder-name": name}, planned_on=day)
    page = adviser.page("/")
    order = [page.index(f"{day} Bedacht") for day in ("Vandaag", "Morgen", "Gisteren")]
    assert order == sorted(order)


def test_an_empty_list_says_what_comes(adviser: Browser) -> None:
    assert "Er staan geen bezoeken voor u klaar" in adviser.page("/")
