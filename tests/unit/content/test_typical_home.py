"""A typical home is asked no more than one adviser can look at in one visit."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from tests.answers import KnownData
from tests.covering_visits import inspection_of
from tests.shipped import LIBRARY
from woningscan.domain.conditions import holds
from woningscan.domain.questionnaire import Item, Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.visit_file import empty_file

MOST_ASKED = 110
"""Different items; one that several facades have counts once."""
MOST_IN_A_ZONE = {
    "street": 10,
    "front-garden": 8,
    "front-door": 14,
    "facade": 9,
    "back-garden": 8,
    "shed": 4,
    "ground-floor": 8,
    "upstairs": 7,
    "roof": 3,
    "office": 6,
    "digital": 13,
    "car": 7,
    "habits": 13,
}
FACTS = {
    "jurisdiction": "nl",
    "office": "wethouder",
    "dwelling": "terraced",
    "tenure": "owner",
    "household": "family-with-children",
    "reason": "first-visit",
    "pkvw-status": "none",
}
TYPICAL = {
    "rear-alley": "closed",
    "letterbox-place": "at-facade",
    "reachable-openings": "reachable",
    "facade-parts": "none",
    "back-doors": "door",
    "shed-kind": "shed-apart",
    "alarm-system": "none",
    "upstairs-openings": "all",
    "roof-openings": "window",
    "workplace": "both",
    "travel-mode": "car",
    "keys-and-codes": "household",
}
"""What the home is like. All else is answered with the first option that is good."""


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


def standard_rooms() -> list[dict[str, Any]]:
    """Give the rooms that stand ready for these facts."""
    known = KnownData({"facts": FACTS, "answers": {}, "rooms": {}})
    ready = {
        (zone.id, room.name.nl)
        for zone in questionnaire().zones
        for room in zone.rooms
        if holds(room.when, known, None)
    }
    empty: dict[str, Any] = empty_file(questionnaire())
    return [room for room in empty["rooms"] if (room["zone"], room["name"]) in ready]


def answer(item: Item, answers: Mapping[str, str]) -> str:
    return answers.get(item.id) or next(option.id for option in item.options if option.good)


def asked(answers: Mapping[str, str]) -> Counter[str]:
    """Count the different items that apply, by zone."""
    items = questionnaire().items_by_id
    rooms = standard_rooms()
    for room in rooms:
        room["answers"] = {item: answer(items[item], answers) for item in room["answers"]}
    data = empty_file(questionnaire()) | {"facts": FACTS, "rooms": rooms}
    inspection = inspection_of(questionnaire(), data)
    route = Route(inspection)
    applying = {item.id for room in inspection.rooms for item in route.applying(room)}
    return Counter(items[item].zone for item in applying)


def listed(counted: Counter[str]) -> str:
    return f"{counted.total()} different items: {dict(counted)}"


@pytest.mark.parametrize(
    "different",
    [
        {},
        {"rear-alley": "none"},
        {"rear-alley": "open-dark", "street-lighting": "poor"},
        {"letterbox-place": "slot-in-door"},
        {"remote-answering": "absent"},
        {"cylinder": "less", "window-locks": "few"},
    ],
    ids=lambda different: ",".join(different.values()) or "as it is",
)
def test_a_typical_home_is_not_asked_too_much(different: Mapping[str, str]) -> None:
    counted = asked({**TYPICAL, **different})
    assert set(counted) == {zone.id for zone in questionnaire().zones}
    assert counted.total() <= MOST_ASKED, listed(counted)


def test_no_zone_of_a_typical_home_asks_more_than_its_share() -> None:
    counted = asked(TYPICAL)
    too_many = {
        zone: f"{number}, at most {MOST_IN_A_ZONE[zone]}"
        for zone, number in counted.items()
        if number > MOST_IN_A_ZONE[zone]
    }
    assert too_many == {}, listed(counted)


def test_a_home_with_all_there_can_be_is_asked_more() -> None:
    """The count is one of what applies: what is hidden from a typical home is there."""
    more = {"alarm-system": "basic", "travel-mode": "mixed", "shed-kind": "garage-joined"}
    assert asked({**TYPICAL, **more}).total() > asked(TYPICAL).total() + 5
