"""What is advised, whatever Hypothesis draws."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests import strategies
from tests.answers import answer, route_from
from tests.drawn_visits import visits
from tests.examples import FEWER
from woningscan.domain import advice
from woningscan.domain.questionnaire import NOT_APPLICABLE, NOT_ASSESSED

Data = dict[str, Any]
OPEN_ORDER = {"advised", "own-advised", "advice-ordered"}


def told_of(visit: Data) -> Data:
    return answer({"about": "advice", **visit})


def without(visit: Data, kinds: set[str]) -> Data:
    kept = [change for change in visit["changes"] if change["kind"] not in kinds]
    return {**visit, "changes": kept}


@FEWER
@given(visits, st.randoms(use_true_random=False))
def test_advice_does_not_depend_on_the_order_of_answering(visit: Data, random: Any) -> None:  # noqa: ANN401
    """Answers of one device, in another order and so with other ids, advise the same."""
    assume(not route_from(visit).inspection.conflicts)
    journal = route_from(visit).inspection.journal
    heads = [head for several in journal.heads.values() for head in several]
    random.shuffle(heads)
    again = [
        {**head.as_data(), "id": f"again {number}", "replaces": []}
        for number, head in enumerate(heads)
    ]
    other = told_of({**visit, "changes": again})
    assert other == told_of(visit)


@FEWER
@given(visits)
def test_findings_are_the_bad_answers_of_items_that_apply(visit: Data) -> None:
    route = route_from(visit)
    found = {finding.key: finding for finding in advice.findings(route)}
    for room, item in route.inspection.items:
        answers = route.inspection.answers(room.id, item.id)
        for option in item.options:
            expected = not option.good and option.id in answers and route.applies(room.id, item.id)
            finding = found.pop((room.id, item.id, option.id), None)
            assert (finding is not None) == expected
            assert finding is None or finding.certain == (set(answers) == {option.id})
    assert not found


@FEWER
@given(visits)
def test_what_was_not_judged_makes_no_finding(visit: Data) -> None:
    found = advice.findings(route_from(visit))
    assert not {finding.option.id for finding in found} & {NOT_APPLICABLE, NOT_ASSESSED}


@FEWER
@given(visits)
def test_every_measure_of_every_finding_is_advised_with_it_or_left_out_with_it(visit: Data) -> None:
    route = route_from(visit)
    found = advice.findings(route)
    advised = advice.advise(route, found)
    answered = {
        (measure, finding.key)
        for each in (*advised.recommendations, *advised.omitted)
        for measure in (each.id, *(companion.id for companion in each.companions))
        for finding in each.findings
    }
    for finding in found:
        for measure in finding.option.measures:
            assert (measure, finding.key) in answered


@FEWER
@given(visits)
def test_no_measure_stands_twice_nor_beside_one_that_brings_it(visit: Data) -> None:
    told = told_of(visit)
    ids = [each["id"] for each in told["recommendations"]]
    assert len(set(ids)) == len(ids)
    brought = {companion for each in told["recommendations"] for companion in each["companions"]}
    assert not brought & set(ids)


@FEWER
@given(visits)
def test_findings_and_rooms_of_a_recommendation_are_in_walk_order(visit: Data) -> None:
    route = route_from(visit)
    found = advice.findings(route)
    walk = [finding.key for finding in found]
    rooms = [room.id for room in route.inspection.rooms]
    for each in advice.advise(route, found).recommendations:
        places = [walk.index(finding.key) for finding in each.findings]
        assert places == sorted(set(places))
        walked = [rooms.index(room.id) for room in each.rooms]
        assert walked == sorted(set(walked))


@FEWER
@given(visits)
def test_the_order_is_urgency_then_grade_then_walk(visit: Data) -> None:
    told = told_of(without(visit, {"advice-ordered"}))
    grades = {
        (item["id"], option["id"]): strategies.GRADES.index(option["grade"])
        for zone in visit["questionnaire"]["zones"]
        for item in zone["items"]
        for option in item["options"]
        if not option["good"]
    }
    walk = [finding[:3] for finding in told["findings"]]
    last = [len(strategies.GRADES), len(walk)]
    order = [
        [
            strategies.URGENCIES.index(each["urgency"]),
            min([grades[item, option] for _, item, option in each["findings"]] or last[:1]),
            min([walk.index(finding) for finding in each["findings"]] or last[1:]),
            each["id"],
        ]
        for each in told["recommendations"]
    ]
    assert order == sorted(order)


@FEWER
@given(visits, st.data())
def test_the_adviser_s_order_comes_first(visit: Data, data: st.DataObject) -> None:
    plain = without(visit, {"advice-ordered"})
    usual = [each["id"] for each in told_of(plain)["recommendations"]]
    shuffled = data.draw(st.permutations(usual))
    named = shuffled[: data.draw(st.integers(0, len(usual)))]
    change = {
        "id": "order",
        "kind": "advice-ordered",
        "slot": [],
        "value": named,
        "replaces": [],
        "device": strategies.DEVICE,
        "at": strategies.AT,
    }
    told = told_of({**plain, "changes": [*plain["changes"], change]})
    expected = [*named, *(each for each in usual if each not in named)]
    assert [each["id"] for each in told["recommendations"]] == expected


@FEWER
@given(visits)
def test_the_payer_is_the_first_whose_condition_holds(visit: Data) -> None:
    visit = without(visit, OPEN_ORDER)
    route = route_from(visit)
    for each in advice.advise(route, advice.findings(route)).recommendations:
        assert each.measure is not None
        holding = [rule.payer for rule in each.measure.payer if route.holds(rule.when)]
        assert each.payer == holding[0]


@FEWER
@given(visits)
def test_delicate_findings_are_in_the_letter_only_when_ticked(visit: Data) -> None:
    route = route_from(visit)
    found = advice.findings(route)
    kept = advice.for_letter(route.inspection, found)
    delicate = {
        item["id"]
        for zone in visit["questionnaire"]["zones"]
        for item in zone["items"]
        if item["letter"] == "when-ticked"
    }
    for finding in found:
        ticked = route.inspection.journal.value("letter-ticked", finding.room.id, finding.item.id)
        expected = finding.item.id not in delicate or ticked is True
        assert (finding in kept) == expected


@FEWER
@given(visits)
def test_what_was_left_out_is_not_advised_and_says_why(visit: Data) -> None:
    route = route_from(visit)
    advised = advice.advise(route, advice.findings(route))
    standing = {each.id for each in advised.recommendations}
    for each in advised.omitted:
        assert each.id not in standing
        value = route.inspection.journal.value("advised", each.id)
        assert isinstance(value, dict)
        assert value["omit"] is True
