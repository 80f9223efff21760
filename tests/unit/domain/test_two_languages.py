"""Whatever Hypothesis draws, Python and JavaScript give the same answer."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.answers import answer
from tests.drawn_visits import visits
from tests.unit.domain.conftest import Asked
from woningscan.domain.changes import Change

MANY = max(settings().max_examples, 300)
MANY_VISITS = max(settings().max_examples, 150)

Data = dict[str, Any]


def as_data(change: Change) -> Data:
    return {**dataclasses.asdict(change)}


@settings(max_examples=MANY)
@given(strategies.hostile_sets, st.integers(0, 12))
def test_the_same_heads(tablet: Asked, changes: list[Change], cut: int) -> None:
    batches = [[as_data(change) for change in part] for part in (changes[:cut], changes[cut:])]
    question = {"about": "journal", "batches": batches}
    assert tablet(question) == answer(question)


@settings(max_examples=MANY)
@given(strategies.one_slot_sets)
def test_the_same_heads_of_one_slot(tablet: Asked, changes: list[Change]) -> None:
    question = {"about": "journal", "batches": [[as_data(change) for change in changes]]}
    assert tablet(question) == answer(question)


@given(strategies.hostile_changes)
def test_the_same_text(tablet: Asked, change: Change) -> None:
    question = {"about": "canonical", "change": as_data(change)}
    assert tablet(question) == answer(question)


@pytest.mark.parametrize("about", ["route", "advice"])
@settings(max_examples=MANY_VISITS)
@given(visit=visits)
def test_the_same_route_and_advice(tablet: Asked, about: str, visit: Data) -> None:
    question = {"about": about, **visit}
    assert tablet(question) == answer(question)


@settings(max_examples=MANY)
@given(strategies.condition_cases)
def test_the_same_conditions(tablet: Asked, case: Data) -> None:
    question = {"about": "conditions", **case}
    assert tablet(question) == answer(question)


@settings(max_examples=MANY)
@given(strategies.openings)
def test_the_same_reachability(tablet: Asked, opening: Data) -> None:
    question = {"about": "reachability", "opening": opening}
    assert tablet(question) == answer(question)


def test_the_same_kinds_wait_for_a_room_or_move_a_visit(tablet: Asked) -> None:
    assert tablet({"about": "kinds"}) == answer({"about": "kinds"})
