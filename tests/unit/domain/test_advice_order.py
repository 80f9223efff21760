"""Moving advice: a step is one step, and no more is recorded than departs from the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.advice_order import Move, completed, moved, pinned

orders = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1).flatmap(
    lambda ids: st.tuples(st.permutations(ids), st.just(sorted(ids)))
)


@pytest.mark.parametrize(
    ("one", "move", "expected"),
    [
        ("b", Move.UP, "bac"),
        ("a", Move.UP, "abc"),
        ("b", Move.DOWN, "acb"),
        ("c", Move.DOWN, "abc"),
        ("c", Move.TOP, "cab"),
        ("x", Move.TOP, "abc"),
    ],
)
def test_a_step_is_one_step(one: str, move: Move, expected: str) -> None:
    assert moved("abc", one, move) == tuple(expected)


@given(orders)
def test_what_is_recorded_gives_the_order_back(drawn: tuple[list[str], list[str]]) -> None:
    order, by_rule = drawn
    kept = pinned(order, by_rule)
    places = {each: place for place, each in enumerate(kept)}
    again = sorted(by_rule, key=lambda each: places.get(each, len(places)))
    assert again == order


@given(orders)
def test_nothing_shorter_would_give_it_back(drawn: tuple[list[str], list[str]]) -> None:
    order, by_rule = drawn
    kept = pinned(order, by_rule)
    if kept:
        shorter = {each: place for place, each in enumerate(kept[:-1])}
        assert sorted(by_rule, key=lambda each: shorter.get(each, len(shorter))) != order


@given(orders)
def test_the_order_of_the_rules_is_recorded_as_nothing(drawn: tuple[list[str], list[str]]) -> None:
    assert pinned(drawn[1], drawn[1]) == ()


@given(orders, st.sampled_from(Move))
def test_a_step_keeps_everything(drawn: tuple[list[str], list[str]], move: Move) -> None:
    order, _ = drawn
    assert sorted(moved(order, order[-1], move)) == sorted(order)


def test_what_is_gone_leaves_an_order_and_what_is_new_comes_behind() -> None:
    assert completed(["x", "b", "b"], ["a", "b", "c"]) == ("b", "a", "c")
