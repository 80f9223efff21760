"""What letters say of law: one paragraph for each office, and nothing of elsewhere on an island."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answers import KnownData
from tests.covering_visits import covering_visits, inspection_of
from tests.shipped import LIBRARY
from woningscan.domain.composing import compose
from woningscan.domain.conditions import FactIn, holds
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language, Text
from woningscan.domain.letter import Heading, Letter, Paragraph
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings, Phone
from woningscan.domain.visit_file import empty_file

READERS = ("holder", "reviewer", "employer")
LEGAL = re.compile(r"(reviewer-|employer-)?opening-(scheme|outside-scheme|caribbean)(-[a-z-]+)?")
OF_ELSEWHERE = re.compile(
    r"\b(BRP|KvK|Kadaster|Bbl|PKVW|BVA|112|0900|Politiekeurmerk|Stcrt)\b", re.IGNORECASE
)
PLAIN = LetterSettings()


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


def in_place(jurisdiction: str) -> KnownData:
    """Say of a visit no more than where it is."""
    return KnownData({"facts": {"jurisdiction": jurisdiction}, "answers": {}, "rooms": {}})


def offices() -> list[tuple[str, str]]:
    """Give every office with each jurisdiction in which it exists."""
    facts = questionnaire().facts_by_id
    places = [value.id for value in facts["jurisdiction"].values]
    return [
        (place, office.id)
        for place, office in product(places, facts["office"].values)
        if holds(office.show_when, in_place(place), None)
    ]


def visit_of(jurisdiction: str, office: str) -> Inspection:
    facts = {"jurisdiction": jurisdiction, "office": office}
    data = empty_file(questionnaire()) | {"visited_on": "2026-05-12", "facts": facts}
    return inspection_of(questionnaire(), data)


def letter(
    inspection: Inspection, reader: str, language: Language, told: LetterSettings = PLAIN
) -> Letter:
    return compose(Route(inspection), reader, Occasion(None, language, told))


def opening(of: Letter) -> Iterator[str]:
    """Give the paragraphs above the first heading."""
    for block in of.blocks:
        if isinstance(block, Heading):
            return
        if isinstance(block, Paragraph):
            yield block.text


def text_of(of: Letter) -> str:
    return json.dumps(asdict(of), ensure_ascii=False)


def legal(reader: str, language: Language) -> dict[str, str]:
    """Give the legal paragraphs of a reader, by their id."""
    return {
        paragraph.id: paragraph.text.in_(language)
        for paragraph in questionnaire().paragraphs
        if LEGAL.fullmatch(paragraph.id) and reader in paragraph.readers
    }


def test_every_office_exists_somewhere() -> None:
    known = {value.id for value in questionnaire().facts_by_id["office"].values}
    assert {office for _, office in offices()} == known


@pytest.mark.parametrize(("place", "office"), offices())
def test_each_reader_reads_one_legal_paragraph(place: str, office: str) -> None:
    visit = visit_of(place, office)
    for reader, language in product(READERS, Language):
        texts = legal(reader, language).values()
        told = [text for text in opening(letter(visit, reader, language)) if text in texts]
        assert len(told) == 1, (reader, language, told)


@pytest.mark.parametrize("reader", READERS)
def test_each_legal_paragraph_is_of_some_office(reader: str) -> None:
    told = {
        text
        for place, office in offices()
        for text in opening(letter(visit_of(place, office), reader, Language.NL))
    }
    assert {name for name, text in legal(reader, Language.NL).items() if text not in told} == set()


@cache
def island_visits() -> tuple[Inspection, ...]:
    """Give the visits to islands among those that reach all there is."""
    every = (inspection_of(questionnaire(), data) for data in covering_visits(questionnaire()))
    there = FactIn("jurisdiction", ("bes",))
    return tuple(visit for visit in every if Route(visit).holds(there))


@pytest.mark.parametrize(("reader", "language"), list(product(READERS, Language)))
def test_no_letter_on_an_island_names_what_is_of_elsewhere(reader: str, language: Language) -> None:
    assert island_visits()
    letters = [text_of(letter(visit, reader, language)) for visit in island_visits()]
    assert [found.group() for text in letters for found in OF_ELSEWHERE.finditer(text)] == []


@pytest.mark.parametrize("reader", READERS)
def test_what_is_of_elsewhere_is_found_where_it_may_stand(reader: str) -> None:
    assert OF_ELSEWHERE.search(text_of(letter(visit_of("nl", "wethouder"), reader, Language.NL)))


def test_a_setting_may_name_a_number_of_elsewhere() -> None:
    told = LetterSettings(phones=(Phone(Text("Meldpunt", "Desk"), "0900 000"),))
    text = text_of(letter(visit_of("bes", "gezaghebber"), "holder", Language.NL, told))
    assert [found.group() for found in OF_ELSEWHERE.finditer(text)] == ["0900"]


@st.composite
def any_island_visits(draw: st.DrawFn) -> Inspection:
    """Draw whatever can be answered on an island, also where it does not apply."""
    drawn = draw(st.randoms(use_true_random=False))
    data: dict[str, Any] = empty_file(questionnaire()) | {"visited_on": "2026-05-12"}
    there = [office for place, office in offices() if place == "bes"]
    data["facts"] |= {"jurisdiction": "bes", "office": drawn.choice(there)}
    for fact in ("dwelling", "tenure", "household", "reason"):
        values = questionnaire().facts_by_id[fact].values
        data["facts"][fact] = drawn.choice([*(value.id for value in values), None])
    for room in data["rooms"]:
        room["in_letter"] = [*room["answers"]]
        for item in room["answers"]:
            answers = questionnaire().items_by_id[item].answers
            room["answers"][item] = drawn.choice([*answers, None])
    return inspection_of(questionnaire(), data)


@settings(max_examples=15)
@given(any_island_visits(), st.sampled_from(READERS), st.sampled_from(Language))
def test_nothing_that_can_be_answered_there_brings_it_in(
    inspection: Inspection, reader: str, language: Language
) -> None:
    text = text_of(letter(inspection, reader, language))
    assert [found.group() for found in OF_ELSEWHERE.finditer(text)] == []
