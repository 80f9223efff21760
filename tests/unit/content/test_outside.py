"""The walk outside: its order, what it asks of which home, and closing nothing without a way."""

from functools import cache

import pytest

from tests.shipped import LIBRARY
from woningscan.domain.conditions import given_facts
from woningscan.domain.questionnaire import Measure, Questionnaire


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


def rooms_of(zone: str, dwelling: str | None) -> list[str]:
    """Give the standard rooms that a kind of home certainly has."""
    facts = {"dwelling": dwelling}
    (found,) = (one for one in questionnaire().zones if one.id == zone)
    return [room.key for room in found.rooms if given_facts(room.when, facts.get) is True]


def along_with(name: str) -> set[str]:
    """Give every measure that stands as one with a measure."""
    measures = questionnaire().measures_by_id
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = set(measures[waiting.pop()].with_measures) - found
        found |= new
        waiting.extend(new)
    return found


def called_for(zone: str) -> dict[str, Measure]:
    (found,) = (one for one in questionnaire().zones if one.id == zone)
    names = {name for item in found.items for option in item.options for name in option.measures}
    return {name: questionnaire().measures_by_id[name] for name in names}


def test_the_walk_goes_from_the_street_to_the_facades() -> None:
    walk = ["street", "front-garden", "front-door", "facade"]
    assert [zone.id for zone in questionnaire().zones if zone.id in walk] == walk


@pytest.mark.parametrize("dwelling", [None, "terraced", "farm", "apartment"])
def test_every_home_has_a_street(dwelling: str | None) -> None:
    assert rooms_of("street", dwelling) == ["street"]


@pytest.mark.parametrize(
    ("dwelling", "rooms"),
    [("apartment", []), ("terraced", ["front-garden"]), ("farm", ["front-garden"])],
)
def test_every_home_but_an_apartment_has_a_front_garden(dwelling: str, rooms: list[str]) -> None:
    assert rooms_of("front-garden", dwelling) == rooms


def test_an_apartment_is_not_asked_what_lies_behind_a_house() -> None:
    facts = {"dwelling": "apartment"}
    (street,) = (zone for zone in questionnaire().zones if zone.id == "street")
    left_out = [item.id for item in street.items if given_facts(item.show_when, facts.get) is False]
    assert left_out == ["rear-alley", "waterside"]


def test_no_letterbox_goes_without_another_that_comes() -> None:
    for name in ("letter-slot-close", "letterbox-to-street"):
        assert name in called_for("front-garden")
        assert "outside-letterbox" in along_with(name)


def test_no_path_is_closed_without_its_way_out() -> None:
    assert "rear-alley-gate" in called_for("street")
    assert "rear-alley-way-out" in along_with("rear-alley-gate")


def test_what_others_provide_is_proposed_only_where_the_scheme_holds() -> None:
    for zone in ("street", "front-garden"):
        for measure in called_for(zone).values():
            for rule in measure.payer:
                if rule.payer == "employer":
                    outside = {"jurisdiction": "nl", "office": "raadslid"}
                    within = {"jurisdiction": "nl", "office": "wethouder"}
                    assert given_facts(rule.when, outside.get) is False
                    assert given_facts(rule.when, within.get) is True
