"""Nothing of the home security scan is written for nobody: visits reach all that can be answered.

What they reach is worked out by the route and by the letters themselves, not by the walk that made
the visits.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.covering_visits import covering_visits, inspection_of
from tests.shipped import LIBRARY
from woningscan.domain import advice
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language
from woningscan.domain.letter import Advised, Letter
from woningscan.domain.letter_parts import Reader
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import LetterRule, Measure, Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings
from woningscan.domain.visit_file import empty_file, faults

LETTERS = [
    (reader, language) for reader in ("holder", "reviewer", "employer") for language in Language
]


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


@cache
def visits() -> tuple[Inspection, ...]:
    return tuple(inspection_of(questionnaire(), data) for data in covering_visits(questionnaire()))


def reader_of(name: str) -> Reader:
    return next(reader for reader in questionnaire().readers if reader.id == name)


def letter(inspection: Inspection, reader: str, language: Language) -> Letter:
    return compose(Route(inspection), reader, Occasion(None, language, LetterSettings()))


def printed(reader: str, language: Language) -> str:
    """Give all that the letters of all visits tell one reader."""
    letters = (letter(visit, reader, language) for visit in visits())
    return json.dumps([asdict(each) for each in letters], ensure_ascii=False)


def answered(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """Give each answer to an item that applies where it is answered."""
    route = Route(inspection)
    for room, item in inspection.items:
        option = inspection.answers(room.id, item.id)[0]
        if option is not None and route.applies(room.id, item.id):
            yield item.id, option


def owed(reader: Reader) -> tuple[Measure, ...]:
    """Give the measures that a reader is told of: an order only has what its reader may pay."""
    return tuple(
        measure
        for measure in questionnaire().measures
        if reader.pays is None or any(rule.payer == reader.pays for rule in measure.payer)
    )


def test_every_option_of_every_item_can_be_answered() -> None:
    there = {
        (item.id, option.id)
        for item in questionnaire().items_by_id.values()
        for option in item.options
    }
    reached = {answer for visit in visits() for answer in answered(visit)}
    assert there - reached == set()


def test_every_value_of_every_fact_can_be_stated() -> None:
    there = {(fact.id, value.id) for fact in questionnaire().facts for value in fact.values}
    stated = {
        (fact.id, value)
        for visit in visits()
        for fact in questionnaire().facts
        if (value := Route(visit).fact(fact.id)) is not None
    }
    assert there - stated == set()


@pytest.mark.parametrize(("reader", "language"), LETTERS)
def test_every_measure_is_printed_with_what_its_reader_is_told(
    reader: str, language: Language
) -> None:
    text = printed(reader, language)
    silent = {
        measure.id
        for measure in owed(reader_of(reader))
        for part in (measure.title, measure.advice[reader])
        if json.dumps(part.in_(language), ensure_ascii=False)[1:-1] not in text
    }
    assert silent == set()


def test_an_order_has_no_measure_that_its_reader_never_pays() -> None:
    text = printed("employer", Language.NL)
    covered = {measure.id for measure in owed(reader_of("employer"))}
    along = {name for each in owed(reader_of("employer")) for name in each.with_measures}
    others = set(questionnaire().measures_by_id) - covered - along
    assert others
    told = {name for name in others if questionnaire().measures_by_id[name].title.nl in text}
    assert told == set()


def test_the_same_questionnaire_gives_the_same_visits() -> None:
    assert covering_visits(questionnaire()) == covering_visits(questionnaire())


@st.composite
def any_visits(draw: st.DrawFn) -> Inspection:
    """Draw a visit with whatever facts exist and whatever answers there are."""
    drawn = draw(st.randoms(use_true_random=False))
    data: dict[str, Any] = empty_file(questionnaire()) | {"visited_on": "2026-05-12"}
    place = drawn.choice(["nl", "bes"])
    offices = {"nl": ["wethouder", "raadslid", "dijkgraaf"], "bes": ["gezaghebber"]}
    data["facts"] |= {"jurisdiction": place, "office": drawn.choice(offices[place])}
    for fact in ("dwelling", "tenure", "household", "reason"):
        values = questionnaire().facts_by_id[fact].values
        data["facts"][fact] = drawn.choice([*(value.id for value in values), None])
    for room in data["rooms"]:
        for item in room["answers"]:
            answers = questionnaire().items_by_id[item].answers
            room["answers"][item] = drawn.choice([*answers, None])
            if questionnaire().items_by_id[item].letter is LetterRule.WHEN_TICKED:
                room["in_letter"].append(item)
    assert faults(data, questionnaire()) == ()
    return inspection_of(questionnaire(), data)


@settings(max_examples=15)
@given(any_visits(), st.sampled_from(Language))
def test_what_a_visit_calls_for_stands_in_its_letters(
    inspection: Inspection, language: Language
) -> None:
    route = Route(inspection)
    called = advice.advise(route, advice.findings(route)).recommendations
    titles = [each.measure.title.in_(language) for each in called if each.measure]
    for reader in ("holder", "reviewer"):
        blocks = letter(inspection, reader, language).blocks
        numbered = sorted(
            (block.number, block.title) for block in blocks if isinstance(block, Advised)
        )
        assert [title for _, title in numbered] == titles
