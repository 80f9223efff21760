"""Planning, and the page of one appointment: forms that are taken, refused, and sent twice."""

import pytest

from tests.installations import Installation
from tests.integration.web.browsing import Browser, Form, form_in
from tests.visits import answered, planned
from woningscan.domain.appointments import Appointment
from woningscan.domain.rights import State
from woningscan.services import accounts, saving, visits
from woningscan.services.visit_lines import VisitLine

NEW = "/visits/new"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def lines(installation: Installation) -> tuple[VisitLine, ...]:
    return visits.visits_of(installation.resources, installation.actor("coordinator"))


def line(installation: Installation, visit: str) -> VisitLine:
    return next(each for each in lines(installation) if each.id == visit)


@pytest.fixture
def plan(coordinator: Browser) -> dict[str, str | None]:
    return {
        "adviser": coordinator.installation.actor("adviser").account,
        "visit-dated": "2026-06-03",
        "planned-at": "14:30",
        "identity-stated.holder-name": "Dijkgraaf Bedacht",
        "identity-stated.contact-name": "Secretariaat Verzonnen",
        "identity-stated.contact-phone": "000-000 00 00",
        "fact-stated.jurisdiction": "nl",
        "fact-stated.office": "dijkgraaf",
        "fact-stated.municipality": "Nergenshuizen",
        "fact-stated.size-class": "from-20000",
        "fact-stated.reason": "after-incident",
        "fact-stated.pkvw-status": "none",
    }


def test_a_visit_is_planned_with_all_that_is_known(
    coordinator: Browser, adviser: Browser, plan: dict[str, str | None]
) -> None:
    response = coordinator.fill_in(NEW, plan)
    assert response.status_code == 303
    page = coordinator.page(response.location)
    for words in ("Het bezoek is gepland", "woensdag 3\xa0juni\xa02026, 14:30", "000-000 00 00"):
        assert words in page
    (found,) = lines(coordinator.installation)
    facts = adviser.form(f"/visits/{found.id}/facts").fields
    for name, value in plan.items():
        if name.startswith(("fact-stated", "identity-stated")):
            assert facts[name] == value, name


def test_a_plan_that_is_sent_twice_makes_one_visit(
    coordinator: Browser, plan: dict[str, str | None]
) -> None:
    fields = coordinator.form(NEW).with_(plan)
    locations = {coordinator.post(NEW, fields).location for _ in range(2)}
    assert len(locations) == len(lines(coordinator.installation)) == 1


def test_a_plan_that_is_gone_back_to_and_filled_in_for_another_home_is_another_visit(
    coordinator: Browser, plan: dict[str, str | None]
) -> None:
    """A browser may show the page that was left as it stood, with the id of its form."""
    fields = coordinator.form(NEW).with_(plan)
    other = {**fields, "identity-stated.holder-name": "Raadslid Bedacht", "visit-dated": ""}
    locations = [
        coordinator.post(NEW, each).location for each in (fields, other | {"planned-at": ""})
    ]
    assert "Raadslid Bedacht" in coordinator.page(locations[1])
    assert len(lines(coordinator.installation)) == len(set(locations)) == 2


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("planned-at", "25:00", "bestaande tijd"),
        ("planned-at", "half drie", "bestaande tijd"),
        ("visit-dated", "2027-02-29", "bestaande datum"),
        ("visit-dated", "", "Vul ook een datum in"),
        ("fact-stated.municipality", "g" * 81, "tekst is te lang"),
        ("identity-stated.contact-phone", "0" * 201, "200 tekens"),
    ],
)
def test_a_plan_that_cannot_be_comes_back_as_it_was_typed(
    coordinator: Browser, plan: dict[str, str | None], name: str, typed: str, told: str
) -> None:
    response = coordinator.fill_in(NEW, {**plan, name: typed})
    assert response.status_code == 422
    assert told in response.text
    assert form_in(response.text, NEW).fields.items() >= {**plan, name: typed}.items()
    assert lines(coordinator.installation) == ()


def test_an_adviser_who_left_is_not_planned_for(
    coordinator: Browser, plan: dict[str, str | None]
) -> None:
    fields = coordinator.form(NEW).with_(plan)
    accounts.disable_account(coordinator.installation.resources, "adviser")
    response = coordinator.post(NEW, fields)
    assert response.status_code == 422
    assert "Kies een adviseur" in response.text


def test_a_form_without_an_id_is_no_form_of_ours(
    coordinator: Browser, plan: dict[str, str | None]
) -> None:
    fields = coordinator.form(NEW).with_({**plan, "form-id": None})
    assert coordinator.post(NEW, fields).status_code == 400
    assert lines(coordinator.installation) == ()


def test_a_second_visit_around_that_time_wants_a_tick(
    coordinator: Browser, plan: dict[str, str | None]
) -> None:
    coordinator.fill_in(NEW, plan)
    again = {**plan, "planned-at": "16:00", "identity-stated.holder-name": "Raadslid Bedacht"}
    response = coordinator.fill_in(NEW, again)
    assert response.status_code == 409
    assert "14:30 – Dijkgraaf Bedacht (2026-" in response.text
    form = form_in(response.text, NEW)
    assert form.fields.items() >= again.items()
    assert len(lines(coordinator.installation)) == 1
    assert coordinator.post(NEW, form.with_({})).status_code == 409
    (first,) = lines(coordinator.installation)
    assert coordinator.post(NEW, form.with_({"accepted": first.id})).status_code == 303
    assert len(lines(coordinator.installation)) == 2


def path(visit: str) -> str:
    return f"/visits/{visit}/appointment"


def form(browser: Browser, visit: str, end: str) -> Form:
    return browser.form(path(visit), f"{path(visit)}/{end}")


def test_a_visit_is_moved(coordinator: Browser) -> None:
    visit = planned(coordinator.installation)
    there = form(coordinator, visit, "move")
    assert there.fields["visit-dated"] == "2026-05-12"
    response = coordinator.post(
        there.action, there.with_({"visit-dated": "2028-02-29", "planned-at": "09:00"})
    )
    assert "Het bezoek is verzet" in coordinator.page(response.location)
    assert line(coordinator.installation, visit).appointment == Appointment("2028-02-29", "09:00")


@pytest.mark.parametrize(
    ("day", "time"), [("2026-05-13", "25:00"), ("2027-02-29", "09:00"), ("", "09:00")]
)
def test_a_move_that_cannot_be_comes_back(coordinator: Browser, day: str, time: str) -> None:
    visit = planned(coordinator.installation)
    there = form(coordinator, visit, "move")
    typed = there.with_({"visit-dated": day, "planned-at": time})
    response = coordinator.post(there.action, typed)
    assert response.status_code == 422
    kept = form_in(response.text, there.action)
    assert (kept.fields["visit-dated"], kept.fields["planned-at"]) == (day, time)
    assert line(coordinator.installation, visit).appointment == Appointment("2026-05-12")


def test_a_move_onto_another_visit_wants_a_tick(coordinator: Browser) -> None:
    installation = coordinator.installation
    first = planned(installation, planned_on="2026-05-13")
    visit = planned(installation)
    there = form(coordinator, visit, "move")
    response = coordinator.post(there.action, there.with_({"visit-dated": "2026-05-13"}))
    assert response.status_code == 409
    again = form_in(response.text, there.action)
    assert again.fields["visit-dated"] == "2026-05-13"
    assert line(installation, visit).appointment.day == "2026-05-12"
    coordinator.post(there.action, again.with_({"accepted": first}))
    assert line(installation, visit).appointment.day == "2026-05-13"


def test_a_visit_is_called_off_and_planned_again(coordinator: Browser) -> None:
    visit, installation = planned(coordinator.installation), coordinator.installation
    there = form(coordinator, visit, "cancel")
    empty = coordinator.post(there.action, there.with_({"reason": "  "}))
    assert empty.status_code == 422
    assert "Schrijf op waarom" in empty.text
    assert line(installation, visit).state is State.PLANNED
    for _ in range(2):
        response = coordinator.post(there.action, there.with_({"reason": "De dag kwam slecht uit"}))
        assert response.status_code == 303
    page = coordinator.page(path(visit))
    assert "De dag kwam slecht uit" in page
    listed = coordinator.page("/")
    assert listed.index("Niet doorgegaan") < listed.index("Afgezegd")
    again = form(coordinator, visit, "plan-again")
    assert again.fields["visit-dated"] == ""
    assert coordinator.post(again.action, again.with_({})).status_code == 422
    coordinator.post(again.action, again.with_({"visit-dated": "2026-06-03"}))
    assert line(installation, visit).state is State.PLANNED


def test_a_long_reason_is_told_and_kept(coordinator: Browser) -> None:
    visit = planned(coordinator.installation)
    for end, name in (("cancel", "reason"), ("no-show", "note")):
        there = form(coordinator, visit, end)
        response = coordinator.post(there.action, there.with_({name: "x" * 4001}))
        assert response.status_code == 422
        assert form_in(response.text, there.action).fields[name] == "x" * 4001
    assert line(coordinator.installation, visit).state is State.PLANNED


def test_a_coordinator_hears_that_nobody_was_there(coordinator: Browser) -> None:
    visit = planned(coordinator.installation)
    there = form(coordinator, visit, "no-show")
    coordinator.post(there.action, there.with_({"note": "Twee keer gebeld"}))
    assert "Twee keer gebeld" in coordinator.page(path(visit))
    assert line(coordinator.installation, visit).cause == "no-show"


def test_an_adviser_tells_that_nobody_was_there(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    address = f"/visits/{visit}/no-show"
    fields = adviser.form(address).with_({"note": "x" * 4001})
    assert adviser.post(address, fields).status_code == 422
    for _ in range(2):
        assert adviser.post(address, {**fields, "note": ""}).status_code == 303
    assert "Niemand aanwezig" in adviser.page("/")
    assert "gaat niet door" in adviser.page(address)
    closed = planned(adviser.installation)
    visits.close_visit(
        adviser.installation.resources, adviser.installation.actor("adviser"), closed
    )
    assert adviser.post(f"/visits/{closed}/no-show", {**fields, "note": ""}).status_code == 409
    assert line(adviser.installation, closed).state is State.CLOSED


def test_name_address_and_contact_are_changed_while_planned(
    coordinator: Browser, adviser: Browser
) -> None:
    visit, installation = planned(coordinator.installation), coordinator.installation
    there = form(coordinator, visit, "identity")
    assert there.fields["identity-stated.holder-name"] == "Wethouder Verzonnen"
    values = {
        "identity-stated.holder-name": "Raadslid Bedacht",
        "identity-stated.contact-phone": "000-111 11 11",
    }
    for _ in range(2):
        assert coordinator.post(there.action, there.with_(values)).status_code == 303
    assert line(installation, visit).holder_name == "Raadslid Bedacht"
    assert "000-111 11 11" in coordinator.page(path(visit))
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    assert not opened.inspection.conflicts
    assert adviser.form(f"/visits/{visit}/facts").fields.items() >= values.items()


@pytest.mark.parametrize("typed", ["", "n" * 201])
def test_a_bad_name_is_told_beside_it_and_kept(coordinator: Browser, typed: str) -> None:
    visit = planned(coordinator.installation)
    there = form(coordinator, visit, "identity")
    values = {"identity-stated.holder-name": typed, "identity-stated.contact-name": "Nieuw"}
    response = coordinator.post(there.action, there.with_(values))
    assert response.status_code == 422
    assert form_in(response.text, there.action).fields.items() >= values.items()
    assert line(coordinator.installation, visit).holder_name == "Wethouder Verzonnen"


def test_a_visit_that_began_meanwhile_is_left_as_it_is(coordinator: Browser) -> None:
    installation = coordinator.installation
    visit = planned(installation)
    forms = [form(coordinator, visit, end) for end in ("move", "cancel", "no-show", "identity")]
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    values = {"visit-dated": "2026-06-03", "reason": "Ziek", "identity-stated.holder-name": "Ander"}
    for there in forms:
        response = coordinator.post(there.action, there.with_(values))
        assert response.status_code == 409
        assert "Dit is niet bewaard" in response.text
    found = line(installation, visit)
    assert (found.state, found.appointment.day) == (State.VISITING, "2026-05-12")
    assert found.holder_name == "Wethouder Verzonnen"


def test_a_coordinator_sees_no_answers(coordinator: Browser) -> None:
    installation = coordinator.installation
    visit = planned(installation)
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    assert "De adviseur is met dit bezoek begonnen" in coordinator.page(path(visit))
    assert coordinator.get(f"/visits/{visit}").status_code == 403
    assert coordinator.get(path(UNKNOWN)).status_code == 404


def test_an_adviser_reaches_no_appointment(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    assert adviser.get(path(visit)).status_code == 403
