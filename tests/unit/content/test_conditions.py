"""Conditions as they are written, and as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.content.faulty import TINY
from woningscan.content.conditions import (
    ConditionError,
    condition_as_data,
    condition_from_data,
    leaves_with_address,
)
from woningscan.content.loader import load
from woningscan.domain.conditions import All, Any, Condition, FactIn, ItemIn, Not, Scope

NAMES = st.sampled_from(["lock", "key", "not-assessed", "no", "12"])
VALUES = st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple)
TESTS = st.builds(FactIn, NAMES, VALUES) | st.builds(ItemIn, NAMES, VALUES, st.sampled_from(Scope))


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Join conditions to larger ones."""
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(All, several) | st.builds(Any, several) | st.builds(Not, parts)


@given(st.recursive(TESTS, joined, max_leaves=8))
def test_condition_comes_back_from_its_data(condition: Condition) -> None:
    assert condition_from_data(condition_as_data(condition)) == condition


def test_no_condition_is_null() -> None:
    assert condition_as_data(None) is None
    assert condition_from_data(None) is None


@pytest.mark.parametrize(
    "data", [[], {}, "lock", {"fact": "a"}, {"all": []}, {"not": {}}, {"item": "a", "in": "b"}, 3]
)
def test_data_that_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(ConditionError):
        condition_from_data(data)


def test_scope_is_the_room_for_items_of_the_zone_and_any_room_for_others() -> None:
    items = load(TINY / "item-conditions" / "v1").items_by_id
    assert items["bolt"].show_when == ItemIn("door", ("good",), Scope.ROOM)
    assert items["fence"].show_when == ItemIn("door", ("bad",), Scope.ANY)
    assert items["gate"].show_when == ItemIn("door", ("good", "bad"), Scope.ALL)


def test_every_test_has_an_address_of_its_own() -> None:
    condition = load(TINY / "item-conditions" / "v1").items_by_id["lamp"].show_when
    assert [address for address, _ in leaves_with_address(condition, "when")] == [
        "when.any[1]",
        "when.any[2].all[1]",
        "when.any[2].all[2].not",
    ]
