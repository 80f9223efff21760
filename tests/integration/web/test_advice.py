"""The review of the advice by plain forms: what departs from the rules, what is one's own."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser, parse
from tests.visits import answered, front_door, planned
from woningscan.domain import advice
from woningscan.domain.advice import Recommendation
from woningscan.services import visits
from woningscan.services.visits import OpenVisit

LOCK = "cylinder-replace"
REASON = "De deur wordt vervangen."


@pytest.fixture
def visit(on_sqlite: Installation, adviser: Browser) -> str:
    """Plan a visit in which answers call for advice."""
    found = planned(on_sqlite)
    bad = [answered(found, "less"), *(answered(found, *each) for each in bad_answers(on_sqlite))]
    assert adviser.save(found, bad).status_code == 200
    return found


def bad_answers(installation: Installation) -> list[tuple[str, str]]:
    """Give the worst answer to every other item of the front door."""
    questionnaire = installation.resources.questionnaire("woningscan/1")
    items = questionnaire.zones_by_id["front-door"].items
    return [
        (item.options[-1].id, item.id)
        for item in items
        if item.id != "cylinder" and not item.options[-1].good and item.show_when is None
    ]


def opened(installation: Installation, visit: str) -> OpenVisit:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.reopened(), actor, visit, "test")


def advised(installation: Installation, visit: str) -> dict[str, Recommendation]:
    route = opened(installation, visit).route
    found = advice.for_letter(route.inspection, advice.findings(route))
    return {each.id: each for each in advice.advise(route, found).recommendations}


def value(installation: Installation, visit: str, *slot: str) -> Any:  # noqa: ANN401
    return opened(installation, visit).inspection.journal.value(*slot)


def at(visit: str, rest: str = "") -> str:
    return f"/visits/{visit}/advice{rest}"


def measure(visit: str, name: str = LOCK) -> str:
    return at(visit, f"/measures/{name}")


def texts(page: str) -> list[str]:
    """Give the titles of the recommendations in the order of the page."""
    root = parse(page)
    rows = [each for each in root.iter("article") if "advice-row" in each.get("class", "")]
    return ["".join(next(row.iter("h3")).itertext()) for row in rows]


def test_every_recommendation_stands_with_its_source(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    page = adviser.page(at(visit))
    assert len(texts(page)) == len(advised(on_sqlite, visit))
    rows = [each for each in parse(page).iter("article") if "advice-row" in each.get("class", "")]
    for row, each in zip(rows, advised(on_sqlite, visit).values(), strict=True):
        links = [link.get("href", "") for link in row.iter("a")]
        for finding in each.findings:
            assert f"/visits/{visit}/rooms/{finding.room.id}#{finding.item.id}" in links


def test_the_first_three_are_marked_and_the_letter_stands_beside(
    adviser: Browser, visit: str
) -> None:
    page = adviser.page(at(visit))
    assert page.count("is-first") == 3
    for title in texts(page):
        assert page.count(title) >= 2
    assert "Concept, nog niet afgesloten" in page


def test_without_what_a_letter_needs_the_page_says_what(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite, planned_on=None)
    page = adviser.page(at(visit))
    assert "Vul in: " in page
    assert "Er zijn nog geen adviezen" in page


@pytest.mark.parametrize(
    ("fields", "recorded"),
    [
        ({"text": "Vraag ernaar."}, {"text": "Vraag ernaar."}),
        (
            {"priority": "occasion", "reason": REASON},
            {"priority": "occasion", "reason": REASON},
        ),
        (
            {"payer": "employer", "reason": f" {REASON}\r\n"},
            {"payer": "employer", "reason": REASON},
        ),
        ({}, None),
    ],
)
def test_a_change_is_recorded_and_the_page_comes_back_to_it(
    on_sqlite: Installation,
    adviser: Browser,
    visit: str,
    fields: dict[str, str],
    recorded: dict[str, str] | None,
) -> None:
    answer = adviser.fill_in(measure(visit), fields)
    assert answer.status_code == 303
    assert urlsplit(answer.location).fragment == f"advice.{LOCK}"
    assert value(on_sqlite, visit, "advised", LOCK) == recorded
    assert "Bewaard" in adviser.page(answer.location.partition("#")[0])


@pytest.mark.parametrize("fields", [{"priority": "occasion"}, {"payer": "employer", "reason": " "}])
def test_a_departure_without_a_reason_is_told_beside_the_field_and_nothing_is_lost(
    on_sqlite: Installation, adviser: Browser, visit: str, fields: dict[str, str]
) -> None:
    answer = adviser.fill_in(measure(visit), {"text": "Een zin die ik niet kwijt wil.", **fields})
    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert 'id="reason-fault"' in answer.text
    assert "Een zin die ik niet kwijt wil." in answer.text
    chosen = [each for each in parse(answer.text).iter("input") if each.get("checked") is not None]
    names = {(each.get("name"), each.get("value")) for each in chosen}
    assert {(name, text) for name, text in fields.items() if name != "reason"} <= names
    assert value(on_sqlite, visit, "advised", LOCK) is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"payer": "the-king", "reason": REASON}, "payer"),
        ({"priority": "yesterday", "reason": REASON}, "priority"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"priority": "occasion", "reason": "x" * 4001}, "reason"),
    ],
)
def test_what_cannot_be_recorded_is_told_beside_its_field(
    on_sqlite: Installation, adviser: Browser, visit: str, fields: dict[str, str], field: str
) -> None:
    form = adviser.form(measure(visit))
    typed = {name: text for name, text in fields.items() if name in {"text", "reason"}}
    answer = adviser.client.post(form.action, data=form.with_({**fields}), headers=OWN_PAGE)
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert all(text in answer.text for text in typed.values() if "\x00" not in text)
    assert value(on_sqlite, visit, "advised", LOCK) is None


def test_a_form_that_is_sent_twice_is_recorded_once(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    form = adviser.form(measure(visit))
    fields = form.with_({"priority": "occasion", "reason": REASON})
    for _ in range(2):
        assert adviser.post(form.action, fields).status_code == 303
    journal = opened(on_sqlite, visit).inspection.journal
    assert len(journal.members["advised", LOCK]) == 1


def test_two_tabs_disagree_and_both_sides_are_offered(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    one, two = adviser.form(measure(visit)), adviser.form(measure(visit))
    adviser.post(one.action, one.with_({"text": "De ene zin."}))
    adviser.post(two.action, two.with_({"text": "De andere zin."}))
    page = adviser.page(at(visit))
    assert "De ene zin." in page
    assert "De andere zin." in page
    assert "Twee apparaten zeggen iets anders" in page
    assert "Wanneer" not in form_labels(adviser.page(measure(visit)))
    heads = opened(on_sqlite, visit).inspection.journal.heads["advised", LOCK]
    chosen = next(head for head in heads if "andere" in str(head.value))
    answer = adviser.fill_in(at(visit), {"choice": chosen.id}, at(visit, "/conflicts"))
    assert urlsplit(answer.location).fragment == f"advice.{LOCK}"
    assert value(on_sqlite, visit, "advised", LOCK) == {"text": "De andere zin."}
    assert not opened(on_sqlite, visit).inspection.conflicts


def form_labels(page: str) -> list[str]:
    return ["".join(each.itertext()) for each in parse(page).iter("legend")]


def test_a_choice_about_something_else_is_no_form_of_this_page(
    adviser: Browser, visit: str
) -> None:
    one, two = answered(visit, "skg3"), answered(visit, "less")
    adviser.save(visit, [one, two])
    fields = {
        "csrf_token": adviser.csrf_token(),
        "form-id": str(uuid4()),
        "slot": f"answered {front_door(visit)} cylinder",
        "heads": f"{one['id']} {two['id']}",
        "choice": one["id"],
    }
    assert adviser.post(at(visit, "/conflicts"), fields).status_code == 400


def test_advice_is_left_out_with_a_reason_and_taken_back_in(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    omit = measure(visit) + "/omit"
    refused = adviser.fill_in(measure(visit), {"reason": ""}, omit)
    assert refused.status_code == 422
    assert 'href="#omit-reason"' in refused.text
    assert LOCK in advised(on_sqlite, visit)
    adviser.fill_in(measure(visit), {"reason": REASON}, omit)
    assert LOCK not in advised(on_sqlite, visit)
    page = adviser.page(at(visit))
    assert f"Reden: {REASON}" in page
    adviser.fill_in(at(visit), {}, measure(visit) + "/restore")
    assert LOCK in advised(on_sqlite, visit)
    assert value(on_sqlite, visit, "advised", LOCK) is None


def test_leaving_out_and_taking_back_keeps_what_else_was_changed(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    kept = {"text": "Blijft staan.", "priority": "occasion", "reason": REASON}
    adviser.fill_in(measure(visit), dict(kept))
    adviser.fill_in(measure(visit), {"reason": "Toch niet."}, measure(visit) + "/omit")
    assert value(on_sqlite, visit, "advised", LOCK)["text"] == "Blijft staan."
    adviser.fill_in(at(visit), {}, measure(visit) + "/restore")
    assert value(on_sqlite, visit, "advised", LOCK) == {**kept, "reason": "Toch niet."}


def test_a_measure_that_no_answer_calls_for_is_added_and_withdrawn(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    page = adviser.page(at(visit, "/add"))
    name = next(
        option.get("value", "") for option in parse(page).iter("option") if option.get("value")
    )
    assert name not in advised(on_sqlite, visit)
    refused = adviser.fill_in(at(visit, "/add"), {"measure": name})
    assert refused.status_code == 422
    assert re.search(rf'value="{name}" selected', refused.text)
    assert adviser.fill_in(at(visit, "/add"), {"reason": REASON}).status_code == 422
    foreign = {"measure": "a-moat", "reason": REASON}
    assert adviser.fill_in(at(visit, "/add"), foreign).status_code == 422
    adviser.fill_in(at(visit, "/add"), {"measure": name, "reason": REASON})
    assert name in advised(on_sqlite, visit)
    assert "Door u toegevoegd" in adviser.page(at(visit))
    withdraw = measure(visit, name) + "/withdraw"
    adviser.fill_in(measure(visit, name), {}, withdraw)
    assert name not in advised(on_sqlite, visit)
    assert value(on_sqlite, visit, "advised", name) is None


def test_own_advice_is_added_once_changed_and_removed(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    form = adviser.form(at(visit, "/own"))
    said = {"title": "Snoei de haag", "text": "Lager dan een meter.", "chapter": "home"}
    for _ in range(2):
        answer = adviser.post(form.action, form.with_({**said, "priority": "occasion"}))
        assert answer.status_code == 303
    (own,) = [each for each in advised(on_sqlite, visit).values() if each.measure is None]
    assert (own.own_title, own.text, own.urgency, own.payer) == (
        "Snoei de haag",
        "Lager dan een meter.",
        "occasion",
        None,
    )
    page = at(visit, f"/own/{own.id}")
    adviser.fill_in(page, {"text": "Lager dan een halve meter.", "payer": "employer"})
    assert value(on_sqlite, visit, "own-advised", own.id)["payer"] == "employer"
    assert "Lager dan een halve meter." in adviser.page(f"/visits/{visit}/letter")
    adviser.fill_in(page, {}, page + "/remove")
    assert own.id not in advised(on_sqlite, visit)


@pytest.mark.parametrize(
    ("spoiled", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"text": " "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"chapter": None}, "chapter"),
        ({"chapter": "roof"}, "chapter"),
        ({"payer": "the-king"}, "payer"),
    ],
)
def test_own_advice_that_cannot_be_recorded_comes_back_as_typed(
    on_sqlite: Installation,
    adviser: Browser,
    visit: str,
    spoiled: dict[str, str | None],
    field: str,
) -> None:
    said = {"title": "Snoei de haag", "text": "Lager.", "chapter": "home"}
    answer = adviser.fill_in(at(visit, "/own"), {**said, **spoiled})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    kept = {name: text for name, text in said.items() if name not in {*spoiled, "chapter"}}
    assert all(text in answer.text for text in kept.values())
    assert not [each for each in advised(on_sqlite, visit).values() if each.measure is None]


def move(adviser: Browser, visit: str, step: str) -> Any:  # noqa: ANN401
    return adviser.fill_in(at(visit), {"move": step}, at(visit, "/order"))


def test_advice_moves_and_comes_back_to_the_order_of_the_rules(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    by_rule = list(advised(on_sqlite, visit))
    last = by_rule[-1]
    answer = move(adviser, visit, f"top {last}")
    assert urlsplit(answer.location).fragment == f"move.{last}"
    assert f'id="move.{last}"' in adviser.page(at(visit))
    assert list(advised(on_sqlite, visit)) == [last, *by_rule[:-1]]
    assert value(on_sqlite, visit, "advice-ordered") == [last]
    move(adviser, visit, f"down {last}")
    assert list(advised(on_sqlite, visit)) == [by_rule[0], last, *by_rule[1:-1]]
    move(adviser, visit, f"up {last}")
    assert next(iter(advised(on_sqlite, visit))) == last
    assert "U hebt de volgorde zelf gekozen" in adviser.page(at(visit))
    move(adviser, visit, "by-rule")
    assert list(advised(on_sqlite, visit)) == by_rule
    assert value(on_sqlite, visit, "advice-ordered") is None


def test_a_step_that_is_sent_twice_is_one_step(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    by_rule = list(advised(on_sqlite, visit))
    form = adviser.form(at(visit), at(visit, "/order"))
    for _ in range(2):
        adviser.post(form.action, form.with_({"move": f"up {by_rule[2]}"}))
    order = [by_rule[0], by_rule[2], by_rule[1]]
    assert list(advised(on_sqlite, visit))[:3] == order


def test_an_order_with_unknown_ids_takes_the_known_ones(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    by_rule = list(advised(on_sqlite, visit))
    shown = f"a-moat {uuid4()} {by_rule[1]} {by_rule[1]}"
    fields = {"order": shown, "move": f"down {by_rule[1]}"}
    assert adviser.fill_in(at(visit), dict(fields), at(visit, "/order")).status_code == 303
    assert list(advised(on_sqlite, visit)) == by_rule
    assert move(adviser, visit, "sideways a-moat").status_code == 303
    assert move(adviser, visit, "up a-moat").status_code == 303
    assert list(advised(on_sqlite, visit)) == by_rule


def test_the_letter_follows_the_review(adviser: Browser, visit: str) -> None:
    titles = texts(adviser.page(at(visit)))
    adviser.fill_in(measure(visit), {"text": "Vraag de slotenmaker om een offerte."})
    letter = adviser.page(f"/visits/{visit}/letter")
    assert "Vraag de slotenmaker om een offerte." in letter
    assert all(title in letter for title in titles)
    adviser.fill_in(measure(visit), {"reason": "Komt later."}, measure(visit) + "/omit")
    letter = adviser.page(f"/visits/{visit}/letter")
    assert "Vraag de slotenmaker om een offerte." not in letter
    assert "Komt later." not in letter
