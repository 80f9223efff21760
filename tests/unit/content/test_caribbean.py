"""What a home in the Caribbean Netherlands is asked, and what its letters can say."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.shipped import LIBRARY
from woningscan.domain.conditions import given_facts
from woningscan.domain.language import Language
from woningscan.domain.questionnaire import Item, Measure, Questionnaire

OF_THE_EUROPEAN_NETHERLANDS = re.compile(
    r"\b(BRP|KvK|Kadaster|Handelsregister|PKVW|Politiekeurmerk|Bbl|Postregeling|HelpWanted"
    r"|Personal Records Database|trade register|land register|285d|0900|112)\b"
)
ITS_OWN = ("storm-shutters", "louvre-windows", "cistern-lid", "cistern-step", "registers-caribbean")


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


def asked(jurisdiction: str) -> dict[str, Item]:
    """Give what may be asked somewhere, whatever else is answered."""
    facts = {"jurisdiction": jurisdiction}
    items = questionnaire().items_by_id
    return {
        name: item
        for name, item in items.items()
        if given_facts(item.show_when, facts.get) is not False
    }


def measures_of(item: Item) -> dict[str, Measure]:
    """Give what an item can call for, with all that goes along."""
    found: dict[str, Measure] = {}
    waiting = [name for option in item.options for name in option.measures]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = questionnaire().measures_by_id[name]
            waiting.extend(found[name].with_measures)
    return found


@pytest.mark.parametrize("language", Language)
def test_nothing_shown_there_names_a_register_or_law_of_elsewhere(language: Language) -> None:
    named = {
        (item.id, found.group())
        for item in asked("bes").values()
        for text in said(item, language)
        for found in OF_THE_EUROPEAN_NETHERLANDS.finditer(text)
    }
    assert named == set()


def said(item: Item, language: Language) -> Iterator[str]:
    """Give what is shown of an item, and what letters can say because of it."""
    yield item.question.in_(language)
    for option in item.options:
        yield option.label.in_(language)
    for each in (item.help, item.good, *(option.finding for option in item.options)):
        if each is not None:
            yield each.in_(language)
    for measure in measures_of(item).values():
        yield measure.title.in_(language)
        for text in (*measure.advice.values(), *measure.reason.values()):
            yield text.in_(language)


@pytest.mark.parametrize("name", ITS_OWN)
def test_what_only_its_homes_have_is_asked_there_alone_as_a_proposal(name: str) -> None:
    assert name in asked("bes")
    assert name not in asked("nl")
    item = questionnaire().items_by_id[name]
    assert item.unconfirmed
    own = [measure for option in item.options for measure in option.measures]
    assert all(questionnaire().measures_by_id[measure].unconfirmed for measure in own)


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        ("storm-shutters-close", "storm-shutters-open"),
        ("louvres-fix", "window-opens-inside"),
        ("cistern-lock", "cistern-key-place"),
    ],
)
def test_nothing_is_closed_there_without_its_opening(closing: str, opening: str) -> None:
    assert opening in questionnaire().measures_by_id[closing].with_measures


@pytest.mark.parametrize(
    "name", ["population-register", "trade-register", "land-register", "doxing-steps"]
)
def test_registers_and_law_are_asked_of_the_european_netherlands_alone(name: str) -> None:
    assert name in asked("nl")
    assert name not in asked("bes")
