"""Conditions that can never hold, and circles."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.content import reach
from woningscan.content.reach import Reach, cycles
from woningscan.domain.conditions import All, Any, Condition, FactIn, ItemIn, Not, Scope, holds
from woningscan.domain.language import Text
from woningscan.domain.questionnaire import (
    Fact,
    FactValue,
    Item,
    Option,
    Questionnaire,
    Zone,
)

NO_TEXT = Text("", "")
ROOMS = ("one", "two")
LOCK = ItemIn("lock", ("good",), Scope.ROOM)
OWNER = FactIn("tenure", ("owner",))
TENANT = FactIn("tenure", ("tenant",))


def home(**show_when: Condition | None) -> Questionnaire:
    """Make a questionnaire of one zone with the items that have these conditions."""
    options = (Option("good", NO_TEXT, good=True), Option("bad", NO_TEXT, good=False))
    items = tuple(
        Item(name, "hall", NO_TEXT, options, show_when=condition)
        for name, condition in show_when.items()
        if name != "guest"
    )
    values = (FactValue("owner", NO_TEXT), FactValue("tenant", NO_TEXT))
    guest = FactValue("guest", NO_TEXT, show_when.get("guest"))
    place = Fact("place", NO_TEXT, required=True, values=(FactValue("shore", NO_TEXT),))
    tenure = Fact("tenure", NO_TEXT, required=True, values=(*values, guest))
    zone = Zone("hall", NO_TEXT, items)
    return Questionnaire("home", 1, NO_TEXT, (place, tenure), (zone,), (), (), (), ())


class Visit:
    """A visited home, in which an answer to an item that does not apply does not count."""

    def __init__(
        self, questionnaire: Questionnaire, facts: Mapping[str, str | None], answers: Sequence[str]
    ) -> None:
        self._questionnaire = questionnaire
        self._facts = facts
        keys = product(ROOMS, questionnaire.items_by_id)
        self._answers = dict(zip(keys, answers, strict=True))

    def fact(self, fact: str) -> str | None:
        return self._facts[fact]

    def answer(self, room: str, item: str) -> str | None:
        condition = self._questionnaire.items_by_id[item].show_when
        return self._answers[room, item] if holds(condition, self, room) else None

    def rooms_with(self, item: str) -> Sequence[str]:
        del item
        return ROOMS


def visits(questionnaire: Questionnaire) -> list[Visit]:
    """Give every visit that there can be to a home of two rooms."""
    guest = questionnaire.facts_by_id["tenure"].values[-1]
    count = len(ROOMS) * len(questionnaire.items_by_id)
    found = []
    for place, tenure in product(("shore", None), ("owner", "tenant", "guest", None)):
        facts = {"place": place, "tenure": tenure}
        for answers in product(("good", "bad"), repeat=count):
            visit = Visit(questionnaire, facts, answers)
            if tenure != "guest" or holds(guest.show_when, visit, None):
                found.append(visit)
    return found


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Join conditions to larger ones."""
    several = st.lists(parts, min_size=1, max_size=2).map(tuple)
    return st.builds(All, several) | st.builds(Any, several) | st.builds(Not, parts)


FACTS = st.builds(
    FactIn,
    st.just("tenure"),
    st.sampled_from([("owner",), ("tenant", "guest"), ("guest",)]),
) | st.just(FactIn("place", ("shore",)))
ANSWERS = st.sampled_from([("good",), ("bad",), ("good", "bad")])
SCOPES = st.sampled_from(Scope)
FACT_CONDITIONS = st.recursive(FACTS, joined, max_leaves=3)


def item_conditions(*items: str) -> st.SearchStrategy[Condition]:
    """Give conditions over facts and these items."""
    tests = st.builds(ItemIn, st.sampled_from(items), ANSWERS, SCOPES)
    return st.recursive(FACTS | tests, joined, max_leaves=4)


@given(
    FACT_CONDITIONS,
    st.just(FactIn("place", ("shore",))) | st.none(),
    item_conditions("lock"),
    item_conditions("lock", "bolt"),
)
def test_condition_that_holds_in_some_home_is_never_said_to_be_impossible(
    lock: Condition, guest: Condition | None, bolt: Condition, asked: Condition
) -> None:
    questionnaire = home(lock=lock, bolt=bolt, guest=guest)
    if any(holds(asked, visit, "one") for visit in visits(questionnaire)):
        assert Reach(questionnaire).can_hold(asked)


@given(FACT_CONDITIONS, FACT_CONDITIONS)
def test_what_rests_on_facts_and_one_room_is_decided_exactly(
    lock: Condition, rest: Condition
) -> None:
    questionnaire = home(lock=lock, guest=FactIn("place", ("shore",)))
    asked = All((LOCK, rest))
    possible = any(holds(asked, visit, "one") for visit in visits(questionnaire))
    assert Reach(questionnaire).can_hold(asked) == possible


@pytest.mark.parametrize(
    ("questionnaire", "condition", "possible"),
    [
        (home(lock=None), All((LOCK, Not(LOCK))), False),
        (home(lock=OWNER), All((LOCK, TENANT)), False),
        (home(lock=OWNER), All((Not(LOCK), TENANT)), True),
        (home(lock=OWNER, bolt=LOCK), All((ItemIn("bolt", ("bad",), Scope.ROOM), TENANT)), False),
        (home(lock=OWNER), All((ItemIn("lock", ("bad",), Scope.ALL), TENANT)), False),
        (home(lock=None, bolt=LOCK), All((Not(LOCK), ItemIn("bolt", ("bad",), Scope.ANY))), True),
        (home(guest=OWNER), FactIn("tenure", ("guest",)), False),
        (home(guest=FactIn("place", ("shore",))), FactIn("tenure", ("guest",)), True),
        (home(lock=None), All((LOCK, ItemIn("lock", ("bad",), Scope.ANY))), True),
    ],
)
def test_condition_rests_on_those_of_what_it_names(
    questionnaire: Questionnaire,
    condition: Condition,
    possible: bool,  # noqa: FBT001
) -> None:
    assert Reach(questionnaire).can_hold(condition) is possible


def test_any_and_all_of_one_item_are_not_compared() -> None:
    any_bad = ItemIn("lock", ("bad",), Scope.ANY)
    all_good = ItemIn("lock", ("good",), Scope.ALL)
    assert Reach(home(lock=None)).can_hold(All((any_bad, all_good)))


def test_condition_with_too_much_to_try_is_taken_to_be_possible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    impossible = All((LOCK, Not(LOCK)))
    monkeypatch.setattr(reach, "MOST_COMBINATIONS", 1)
    assert Reach(home(lock=None)).can_hold(impossible)


def test_every_circle_is_named() -> None:
    edges = {"a": ["b"], "b": ["a", "c"], "c": ["c"], "d": ["a"], "e": []}
    assert {frozenset(circle) for circle in cycles(edges)} == {frozenset("ab"), frozenset("c")}


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("abcd"), max_size=4)))
def test_circle_follows_edges_and_ends_where_it_began(edges: dict[str, list[str]]) -> None:
    for circle in cycles(edges):
        assert circle[0] == circle[-1]
        assert all(to in edges[start] for start, to in pairwise(circle))
