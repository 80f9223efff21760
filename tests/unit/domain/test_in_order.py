"""What "the other items are in order" answers, in any visit that can be drawn."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.answers import route_from
from tests.drawn_visits import visits
from tests.examples import FEWER
from woningscan.domain.in_order import in_order
from woningscan.domain.language import Text
from woningscan.domain.questionnaire import Item, LetterRule, Option

Data = dict[str, Any]

LOCK = Item(
    "lock",
    "hall",
    Text("Slot?", "Lock?"),
    (
        Option("sound", Text("Goed", "Sound"), good=True),
        Option("broken", Text("Stuk", "Broken"), good=False),
    ),
)


@FEWER
@given(visits)
def test_every_open_item_is_answered_well_or_left_and_no_other_is_touched(visit: Data) -> None:
    route = route_from(visit)
    for room in route.inspection.rooms:
        chosen = in_order(route, room)
        items = [item for item, _ in chosen.answers] + list(chosen.left)
        assert sorted(item.id for item in items) == sorted(i.id for i in route.open_items(room))
        for item, option_id in chosen.answers:
            option = item.option(option_id)
            assert option is not None
            assert option.good
            assert not all(each.good for each in item.options)
        assert all(item.in_order is None for item in chosen.left)


def test_an_ordinary_item_can_be_answered_unasked() -> None:
    assert LOCK.in_order == "sound"


@pytest.mark.parametrize(
    "delicate", [replace(LOCK, statistics=False), replace(LOCK, letter=LetterRule.WHEN_TICKED)]
)
def test_nothing_delicate_is_answered_unasked(delicate: Item) -> None:
    assert delicate.in_order is None
