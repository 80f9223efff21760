"""Pages about who may open a visit: a second adviser, a colleague's day, its end, who opened it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.integration.web.browsing import Browser, form_in
from tests.visits import IDENTITY, answered, change, planned
from woningscan.services import saving, visits

DAY = "2026-05-12"
END = "11\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026"
DAY_PAGE = "/visits/day"


@pytest.fixture
def officer(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("privacy-officer")


def account(browser: Browser, name: str) -> str:
    return browser.installation.actor(name).account or ""


def ask(coordinator: Browser, visit: str, kind: str, name: str = "other-adviser") -> None:
    page = f"/visits/{visit}/appointment"
    wanted: dict[str, str | None] = {"kind": kind, "adviser": account(coordinator, name)}
    wanted["why"] = "workload"
    assert coordinator.fill_in(page, wanted, f"{page}/reassign").status_code == 303


def decide(officer: Browser, decision: str = "confirm") -> int:
    page = officer.page("/reassignments")
    start = page.index('action="/reassignments/') + len('action="')
    action = page[start : page.index('"', start)]
    fields = form_in(page, action).with_({"decision": decision})
    return officer.post(action, fields).status_code


def close(browser: Browser, visit: str) -> None:
    installation = browser.installation
    visits.close_visit(installation.resources, installation.actor("adviser"), visit)


def test_a_second_adviser_is_asked_for_agreed_to_and_taken_off(
    coordinator: Browser, officer: Browser, signed_in: Callable[[str], Browser]
) -> None:
    visit, other = planned(coordinator.installation), signed_in("other-adviser")
    page = f"/visits/{visit}/appointment"
    assert "Van dit bezoek halen" not in coordinator.page(page)
    ask(coordinator, visit, "join")
    assert "Aangevraagd als tweede adviseur" in coordinator.page(page)
    assert "Een tweede adviseur komt erbij" in officer.page("/reassignments")
    assert decide(officer) == 303
    assert other.get(f"/visits/{visit}").status_code == 200
    shown = coordinator.page(page)
    assert "is er op" in shown
    assert shown.count("Van dit bezoek halen") == 2
    assert "adviser (verzonnen), other-adviser (verzonnen)" in coordinator.page("/")
    fields = coordinator.form(page, f"{page}/take-off").fields
    for name, status in (("other-adviser", 303), ("other-adviser", 303), ("adviser", 409)):
        taken = {**fields, "adviser": account(coordinator, name)}
        assert coordinator.post(f"{page}/take-off", taken).status_code == status
    assert other.get(f"/visits/{visit}").status_code == 404


def test_a_wish_is_withdrawn(coordinator: Browser, officer: Browser) -> None:
    visit = planned(coordinator.installation)
    ask(coordinator, visit, "take-over")
    page = f"/visits/{visit}/appointment"
    asked = coordinator.page(page)
    start = asked.index('name="request" value="') + len('name="request" value="')
    request = asked[start : asked.index('"', start)]
    fields = {**coordinator.form(page, f"{page}/withdraw").fields, "request": request}
    response = coordinator.post(f"{page}/withdraw", fields)
    told = coordinator.page(response.location)
    assert "De aanvraag is ingetrokken." in told
    assert "Aanvraag intrekken" not in told
    assert "Er wachten geen aanvragen" in officer.page("/reassignments")
    assert coordinator.post(f"{page}/withdraw", {**fields, "request": visit}).status_code == 404


def test_an_unknown_kind_of_wish_is_no_form_of_ours(coordinator: Browser) -> None:
    visit = planned(coordinator.installation)
    page = f"/visits/{visit}/appointment"
    wanted = {"kind": "steal", "adviser": account(coordinator, "other-adviser"), "why": "other"}
    assert coordinator.fill_in(page, dict(wanted), f"{page}/reassign").status_code == 400


def test_the_day_of_a_colleague_is_asked_for_and_decided_as_one(
    coordinator: Browser, officer: Browser, signed_in: Callable[[str], Browser]
) -> None:
    installation = coordinator.installation
    day = [planned(installation) for _ in range(2)]
    own = planned(installation, "other-adviser")
    adviser, other = account(coordinator, "adviser"), account(coordinator, "other-adviser")
    address = f"{DAY_PAGE}?adviser={adviser}&visit-dated={DAY}"
    assert "Bezoeken van adviser (verzonnen)" in coordinator.page(address)
    refused = coordinator.fill_in(address, {"to": other, "why": "illness"}, DAY_PAGE)
    assert refused.status_code == 409
    assert "heeft die dag al een bezoek" in refused.text
    form = form_in(refused.text, DAY_PAGE)
    assert form.fields["to"] == other
    response = coordinator.post(DAY_PAGE, form.with_({"accepted": own}))
    assert response.status_code == 303
    assert "De aanvraag is verstuurd" in coordinator.page(response.location)
    assert "2 bezoeken tegelijk" in coordinator.page(f"/visits/{day[0]}/appointment")
    shown = officer.page("/reassignments")
    assert "2 bezoeken van adviser (verzonnen)" in shown
    assert not any(line in shown for line in IDENTITY.values())
    assert decide(officer) == 303
    taken_over = signed_in("other-adviser")
    assert [taken_over.get(f"/visits/{visit}").status_code for visit in day] == [200, 200]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"adviser": ""}, "Kies een adviseur"),
        ({"adviser": "nobody"}, "Kies een adviseur"),
        ({"visit-dated": "nooit"}, "datum"),
        ({"to": ""}, "Kies een adviseur"),
        ({"to": "nobody"}, "Kies een adviseur"),
        ({"why": ""}, "Kies een reden"),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_told(
    coordinator: Browser, fields: dict[str, str], told: str
) -> None:
    planned(coordinator.installation)
    adviser, other = account(coordinator, "adviser"), account(coordinator, "other-adviser")
    form = coordinator.form(f"{DAY_PAGE}?adviser={adviser}&visit-dated={DAY}", DAY_PAGE)
    response = coordinator.post(DAY_PAGE, form.with_({"to": other, "why": "illness", **fields}))
    assert response.status_code == 422
    assert told in response.text


def test_a_day_without_visits_and_a_day_that_waits_otherwise(coordinator: Browser) -> None:
    adviser = account(coordinator, "adviser")
    empty = coordinator.page(f"{DAY_PAGE}?adviser={adviser}&visit-dated={DAY}")
    assert "geen bezoeken meer te doen" in empty
    visit = planned(coordinator.installation)
    ask(coordinator, visit, "take-over")
    other = account(coordinator, "other-adviser")
    address = f"{DAY_PAGE}?adviser={adviser}&visit-dated={DAY}"
    response = coordinator.fill_in(address, {"to": other, "why": "illness"}, DAY_PAGE)
    assert response.status_code == 409
    assert "wacht al een andere aanvraag" in response.text
    assert coordinator.get(f"{DAY_PAGE}?chosen=yes").status_code == 422


def test_it_says_until_when_a_visit_can_be_opened_and_then_it_is_gone(
    adviser: Browser, coordinator: Browser, signed_in: Callable[[str], Browser]
) -> None:
    visit = planned(adviser.installation)
    close(adviser, visit)
    pages = (f"/visits/{visit}/close", f"/visits/{visit}/letter")
    assert all("tot 30 dagen nadat" in adviser.page(page) for page in pages)
    assert adviser.get(f"/visits/{visit}/letter/nl.pdf").status_code == 200
    for page in pages:
        assert f"openen tot {END}" in adviser.page(page), page
    assert f"Toegang tot {END}" in coordinator.page(f"/visits/{visit}/appointment")
    adviser.installation.moments.pass_by(timedelta(days=30))
    late, looks = signed_in("adviser"), signed_in("coordinator")
    addresses = ("", "/close", "/letter", "/letter/nl.pdf", "/openings", "/photos", "/facts")
    gone = {late.get(f"/visits/{visit}{rest}").status_code for rest in addresses}
    assert gone == {404}
    assert late.save(visit, [answered(visit)]).status_code == 404
    assert "Er staan geen bezoeken" in late.page("/")
    assert "Niemand kan dit bezoek nog openen" in looks.page(f"/visits/{visit}/appointment")
    ask(looks, visit, "take-over", "adviser")


def test_who_opened_a_visit_is_told(adviser: Browser, signed_in: Callable[[str], Browser]) -> None:
    visit = planned(adviser.installation)
    overview = [adviser.page(f"/visits/{visit}") for _ in range(3)][-1]
    assert f'href="/visits/{visit}/openings"' in overview
    close(adviser, visit)
    adviser.get(f"/visits/{visit}/letter/nl.pdf")
    adviser.get(f"/visits/{visit}/cover-sheet/nl.pdf")
    form = adviser.form(f"/visits/{visit}/close", f"/visits/{visit}/hand-over")
    assert adviser.post(form.action, form.fields).status_code == 303
    signed_in("reviewer").page(f"/assessments/{visit}")
    shown = adviser.page(f"/visits/{visit}/openings")
    for words in (
        "Geopend, 3 keer die dag",
        "Afgesloten",
        "Brief als PDF gemaakt",
        "Voorblad als PDF gemaakt",
        "Overgedragen aan de beoordelaar",
        "reviewer (verzonnen), beoordelaar",
        "adviser (verzonnen), adviseur",
    ):
        assert words in shown, words
    assert shown.index("reviewer (verzonnen)") < shown.index("Geopend, 3 keer")
    assert signed_in("other-adviser").get(f"/visits/{visit}/openings").status_code == 404


def test_a_visit_is_handed_over_and_read_by_the_reviewer(
    adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    installation, reviewer = adviser.installation, signed_in("reviewer")
    visit = planned(installation)
    saving.save_changes(
        installation.resources, installation.actor("adviser"), visit, [answered(visit, "less")]
    )
    page = f"/visits/{visit}/close"
    assert "/hand-over" not in adviser.page(page)
    assert "Er zijn geen woningscans overgedragen" in reviewer.get("/", follow=True).text
    close(adviser, visit)
    form = adviser.form(page, f"/visits/{visit}/hand-over")
    assert [adviser.post(form.action, form.fields).status_code for _ in range(2)] == [303, 303]
    assert "Dit bezoek is overgedragen" in adviser.page(page)
    listed = reviewer.page("/assessments")
    assert f'href="/assessments/{visit}"' in listed
    for language, words in (("nl", "Verantwoording van het advies"), ("en", "Dutch")):
        letter = reviewer.page(f"/assessments/{visit}/{language}")
        assert words in letter
        assert not any(line in letter + listed for line in IDENTITY.values())
    made = reviewer.get(f"/assessments/{visit}/nl.pdf")
    assert made.mimetype == "application/pdf"
    assert "verantwoording.pdf" in made.headers["Content-Disposition"]
    assert reviewer.get(f"/visits/{visit}").status_code == 403


def test_what_keeps_a_visit_from_being_handed_over_is_told(adviser: Browser) -> None:
    visit = planned(adviser.installation, facts={})
    close(adviser, visit)
    saving.save_changes(
        adviser.installation.resources,
        adviser.installation.actor("adviser"),
        visit,
        [answered(visit, "skg3"), answered(visit, "less")],
    )
    shown = adviser.page(f"/visits/{visit}/close")
    assert "U kunt nog niet overdragen. Heropen het bezoek" in shown
    assert "twee apparaten zeggen iets anders" in shown
    token = {"csrf_token": adviser.csrf_token()}
    assert adviser.post(f"/visits/{visit}/hand-over", token).status_code == 409
    planned_only = planned(adviser.installation)
    assert adviser.post(f"/visits/{planned_only}/hand-over", token).status_code == 409


def test_the_reviewer_is_told_of_a_disagreement_that_came_later(
    adviser: Browser, signed_in: Callable[[str], Browser]
) -> None:
    visit, reviewer = planned(adviser.installation), signed_in("reviewer")
    close(adviser, visit)
    adviser.save(visit, [change("handed-over", [], None)])
    assert reviewer.get(f"/assessments/{visit}").status_code == 200
    adviser.save(visit, [answered(visit, "skg3"), answered(visit, "less")])
    response = reviewer.get(f"/assessments/{visit}")
    assert response.status_code == 409
    assert "De adviseur moet dat eerst oplossen" in response.text


def test_a_visit_is_planned_for_two(coordinator: Browser) -> None:
    first, second = account(coordinator, "adviser"), account(coordinator, "other-adviser")
    fields: dict[str, str | None] = {"identity-stated.holder-name": "Verzonnen", "adviser": first}
    same = coordinator.fill_in("/visits/new", {**fields, "second-adviser": first})
    assert same.status_code == 422
    assert "Kies als tweede een andere adviseur" in same.text
    made = coordinator.fill_in("/visits/new", {**fields, "second-adviser": second})
    assert made.status_code == 303
    assert "other-adviser (verzonnen)" in coordinator.page(made.location)
