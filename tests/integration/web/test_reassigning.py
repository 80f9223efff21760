"""Another adviser: asked for on the page of the appointment, decided on a page of its own."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.integration.web.browsing import Browser, Form, form_in
from tests.visits import IDENTITY, planned
from woningscan.services import accounts

PAGE = "/reassignments"


@pytest.fixture
def officer(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("privacy-officer")


def asking(browser: Browser, visit: str) -> Form:
    page = f"/visits/{visit}/appointment"
    return browser.form(page, f"{page}/reassign")


def asked(browser: Browser, visit: str, why: str = "illness") -> None:
    form = asking(browser, visit)
    adviser = browser.installation.actor("other-adviser").account or ""
    response = browser.post(form.action, form.with_({"adviser": adviser, "why": why}))
    assert response.status_code == 303


def test_a_visit_is_handed_over(
    coordinator: Browser,
    officer: Browser,
    adviser: Browser,
    signed_in: Callable[[str], Browser],
) -> None:
    visit, other = planned(coordinator.installation), signed_in("other-adviser")
    asked(coordinator, visit)
    assert "Wacht op de functionaris" in coordinator.page(f"/visits/{visit}/appointment")
    page = officer.get("/", follow=True).text
    for words in ("2026-", "Ziekte", "other-adviser (verzonnen)", "coordinator (verzonnen)"):
        assert words in page
    assert not any(line in page for line in IDENTITY.values())
    assert adviser.get(f"/visits/{visit}").status_code == 200
    form = form_in(page, _decision(page))
    response = officer.post(form.action, form.with_({"decision": "confirm"}))
    assert "Akkoord: de aanvraag is uitgevoerd" in officer.page(response.location)
    assert "Er wachten geen aanvragen" in officer.page(PAGE)
    assert adviser.get(f"/visits/{visit}").status_code == 404
    assert other.get(f"/visits/{visit}").status_code == 200
    assert "overgedragen aan other-adviser" in coordinator.page(f"/visits/{visit}/appointment")


def _decision(page: str) -> str:
    """Give the address of the first form that decides."""
    start = page.index(f'action="{PAGE}/') + len('action="')
    return page[start : page.index('"', start)]


def test_a_declined_wish_can_be_asked_again(coordinator: Browser, officer: Browser) -> None:
    visit = planned(coordinator.installation)
    asked(coordinator, visit)
    action = _decision(officer.page(PAGE))
    fields = officer.form(PAGE, action).with_({"decision": "decline"})
    assert "afgewezen" in officer.page(officer.post(action, fields).location)
    assert "afgewezen" in coordinator.page(f"/visits/{visit}/appointment")
    asked(coordinator, visit, "workload")


def test_deciding_twice_is_told_when_it_differs(coordinator: Browser, officer: Browser) -> None:
    asked(coordinator, planned(coordinator.installation))
    action = _decision(officer.page(PAGE))
    fields = officer.form(PAGE, action).with_({"decision": "confirm"})
    assert [officer.post(action, fields).status_code for _ in range(2)] == [303, 303]
    response = officer.post(action, {**fields, "decision": "decline"})
    assert response.status_code == 409
    assert "al anders beslist" in response.text


@pytest.mark.parametrize("decision", ["", "perhaps"])
def test_a_decision_is_one_of_two(coordinator: Browser, officer: Browser, decision: str) -> None:
    asked(coordinator, planned(coordinator.installation))
    action = _decision(officer.page(PAGE))
    fields = officer.form(PAGE, action).with_({"decision": decision})
    assert officer.post(action, fields).status_code == 400
    assert "2026-" in officer.page(PAGE)


@pytest.mark.parametrize(
    ("adviser", "why", "told"),
    [
        ("", "illness", "Kies een adviseur"),
        ("nobody", "illness", "Kies een adviseur"),
        (None, "", "Kies een reden"),
        (None, "<b>", "Kies een reden"),
    ],
)
def test_a_wish_that_cannot_be_is_shown_again(
    coordinator: Browser, officer: Browser, adviser: str | None, why: str, told: str
) -> None:
    visit = planned(coordinator.installation)
    form, other = asking(coordinator, visit), coordinator.installation.actor("other-adviser")
    values = {"adviser": other.account if adviser is None else adviser, "why": why}
    response = coordinator.post(form.action, form.with_(values))
    assert response.status_code == 422
    assert told in response.text
    kept = form_in(response.text, form.action).fields
    assert why != "illness" or kept["why"] == why
    assert adviser is not None or kept["adviser"] == other.account
    assert "Er wachten geen aanvragen" in officer.page(PAGE)


def test_an_adviser_who_left_meanwhile_is_told(coordinator: Browser, officer: Browser) -> None:
    visit = planned(coordinator.installation)
    asked(coordinator, visit)
    accounts.disable_account(coordinator.installation.resources, "other-adviser")
    action = _decision(officer.page(PAGE))
    fields = officer.form(PAGE, action).with_({"decision": "confirm"})
    response = officer.post(action, fields)
    assert response.status_code == 409
    assert "kan niet meer worden uitgevoerd" in response.text


def test_another_wish_does_not_overtake_one_that_waits(coordinator: Browser) -> None:
    visit = planned(coordinator.installation)
    form = asking(coordinator, visit)
    asked(coordinator, visit)
    adviser = coordinator.installation.actor("other-adviser").account or ""
    response = coordinator.post(form.action, form.with_({"adviser": adviser, "why": "other"}))
    assert response.status_code == 409


def test_an_unknown_wish_and_an_unknown_visit(coordinator: Browser, officer: Browser) -> None:
    asked(coordinator, planned(coordinator.installation))
    action = _decision(officer.page(PAGE))
    fields = officer.form(PAGE, action).with_({"decision": "confirm"})
    assert officer.post(f"{PAGE}/{uuid4()}", fields).status_code == 409
    form = asking(coordinator, planned(coordinator.installation))
    unknown = f"/visits/{uuid4()}/appointment/reassign"
    values = form.with_({"adviser": "nobody", "why": "other"})
    assert coordinator.post(unknown, values).status_code == 404
