"""Filling in facts: what is left of a condition says the same as the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.conditions import (
    All,
    Any,
    Condition,
    FactIn,
    ItemIn,
    Not,
    Scope,
    given_facts,
    holds,
    leaves,
)

VALUES = ("a", "b")
FACTS = ("office", "dwelling")
ITEMS = ("lock", "lamp")
some = st.lists(st.sampled_from(VALUES), min_size=1, max_size=2, unique=True).map(tuple)
facts_in = st.builds(FactIn, st.sampled_from(FACTS), some)
items_in = st.builds(ItemIn, st.sampled_from(ITEMS), some, st.just(Scope.ROOM))
conditions: st.SearchStrategy[Condition] = st.recursive(
    facts_in | items_in,
    lambda part: (
        st.builds(Not, part)
        | st.lists(part, min_size=1, max_size=3).map(tuple).map(All)
        | st.lists(part, min_size=1, max_size=3).map(tuple).map(Any)
    ),
    max_leaves=8,
)
stated = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(VALUES))


@dataclass(frozen=True)
class World:
    """What is known: facts, and answers in one room."""

    facts: dict[str, str]
    answers: dict[str, str]

    def fact(self, fact: str) -> str | None:
        return self.facts.get(fact)

    def answer(self, _room: str, item: str) -> str | None:
        return self.answers.get(item)

    def rooms_with(self, _item: str) -> Sequence[str]:
        return ("hall",)


@given(conditions, stated, st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(VALUES)))
def test_what_is_left_holds_when_the_whole_does(
    condition: Condition, facts: dict[str, str], answers: dict[str, str]
) -> None:
    world = World(facts, answers)
    left = given_facts(condition, world.fact)
    whole = holds(condition, world, "hall")
    assert whole is (left if isinstance(left, bool) else holds(left, world, "hall"))


@given(conditions, stated)
def test_no_known_fact_is_left_and_no_outcome_hides_inside(
    condition: Condition, facts: dict[str, str]
) -> None:
    left = given_facts(condition, facts.get)
    if not isinstance(left, bool):
        asked = {leaf.fact for leaf in leaves(left) if isinstance(leaf, FactIn)}
        assert asked.isdisjoint(facts)
        assert list(leaves(left))


def test_no_condition_always_holds() -> None:
    assert given_facts(None, lambda _: None) is True
