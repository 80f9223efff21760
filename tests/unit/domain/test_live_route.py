"""A room page follows its route answer by answer: it says what a route from scratch says."""

from typing import Any

from hypothesis import given

from tests.drawn_visits import visits
from tests.examples import FEWER
from tests.unit.domain.conftest import Asked

Data = dict[str, Any]


@FEWER
@given(visit=visits)
def test_following_says_what_starting_again_says(tablet: Asked, visit: Data) -> None:
    told = tablet({"about": "live-route", **visit})
    assert told["followed"] == told["anew"]
