"""A questionnaire about no home at all: its visits and letters need nothing of the first one."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.covering_visits import answers_of, covering_visits, facts_of, inspection_of, met
from tests.shipped import LIBRARY
from woningscan.domain import visit_file
from woningscan.domain.composing import compose
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language
from woningscan.domain.letter import Letter
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import Measure, Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings
from woningscan.services import visit_files

FILE = Path(__file__).parents[2] / "visits" / "baseline-gemeente.json"
READERS = ("management", "security-coordinator", "facilities")
LETTERS = [(reader, language) for reader in READERS for language in Language]
OF_HOMES = {
    Language.NL: ("woning", "bewoner", "ambtsdrager", "gevel", "voordeur", "huishouden", "PKVW"),
    Language.EN: ("home", "resident", "office holder", "facade", "household", "PKVW"),
}


@cache
def questionnaire() -> Questionnaire:
    return LIBRARY.questionnaire("baseline/1")


@cache
def visits() -> tuple[Inspection, ...]:
    files = covering_visits(questionnaire())
    return tuple(inspection_of(questionnaire(), data) for data in files)


@cache
def read() -> visit_files.VisitFile:
    return visit_files.read(FILE, LIBRARY)


def occasion(language: Language) -> Occasion:
    return Occasion(None, language, LetterSettings())


def letter(inspection: Inspection, reader: str, language: Language) -> Letter:
    return compose(Route(inspection), reader, occasion(language))


def text_of(part: Any) -> str:  # noqa: ANN401
    return json.dumps(asdict(part), ensure_ascii=False)


def told(reader: str) -> tuple[Measure, ...]:
    """Give the measures that a reader can be told of: an order has those that its reader pays."""
    pays = next(each.pays for each in questionnaire().readers if each.id == reader)
    return tuple(
        measure
        for measure in questionnaire().measures
        if pays is None or any(rule.payer == pays for rule in measure.payer)
    )


def test_it_shares_no_fact_zone_chapter_payer_or_reader_with_the_first() -> None:
    first = LIBRARY.questionnaire("woningscan/1")
    for ids in ("facts", "zones", "chapters", "payers", "readers", "looks"):
        ours, theirs = (
            {each.id for each in getattr(every, ids)} for every in (questionnaire(), first)
        )
        assert not ours & theirs, ids


def test_every_answer_and_fact_can_be_given() -> None:
    reached = frozenset().union(*map(met, visits()))
    assert (answers_of(questionnaire()) | facts_of(questionnaire())) - reached == set()


@pytest.mark.parametrize(("reader", "language"), LETTERS)
def test_every_measure_is_printed_with_what_its_reader_is_told(
    reader: str, language: Language
) -> None:
    printed = "".join(text_of(letter(visit, reader, language)) for visit in visits())
    silent = {
        measure.id
        for measure in told(reader)
        for part in (measure.title, measure.advice[reader])
        if part.in_(language) not in printed
    }
    assert silent == set()


@pytest.mark.parametrize(("reader", "language"), LETTERS)
def test_no_letter_speaks_of_a_home(reader: str, language: Language) -> None:
    printed = "".join(text_of(letter(visit, reader, language)) for visit in visits())
    cover = text_of(cover_sheet(read().inspection(), occasion(language)))
    for word in OF_HOMES[language]:
        assert word.casefold() not in (printed + cover).casefold(), word


@pytest.mark.parametrize("reader", ["management", "security-coordinator"])
def test_what_opens_a_chapter_is_printed_once(reader: str) -> None:
    (intro,) = (each.intro for each in questionnaire().chapters if each.intro)
    text = questionnaire().paragraphs_by_id[intro].text.nl
    assert text_of(letter(read().inspection(), reader, Language.NL)).count(text) == 1


def test_the_order_says_nothing_of_what_was_found() -> None:
    inspection = read().inspection()
    order = text_of(letter(inspection, "facilities", Language.NL))
    assert "Plaats een knop om hulp te vragen" in order
    findings = {
        option.finding.nl
        for item in questionnaire().items_by_id.values()
        for option in item.options
        if option.finding
    }
    rooms = {room.name(Language.NL) for room in inspection.rooms_by_id.values()}
    assert not [said for said in findings | rooms if said in order]


def test_an_island_has_its_own_questions_emergency_number() -> None:
    data = {**read().data, "facts": dict(read().data["facts"])}
    data["facts"] |= {"part-of-the-country": "islands", "kind-of-organisation": "openbaar-lichaam"}
    island = inspection_of(questionnaire(), data)
    room = island.rooms_with("storm-season")[0]
    assert Route(island).applies(room, "storm-season")
    assert not Route(read().inspection()).applies(room, "storm-season")
    for language in Language:
        assert " 112." not in text_of(letter(island, "management", language))
        assert " 112." in text_of(letter(read().inspection(), "management", language))


def test_a_visit_comes_back_as_it_went() -> None:
    first = read().inspection()
    again = visit_file.file_of(first, None, {})
    assert visit_file.faults(again, questionnaire()) == ()
    second = inspection_of(questionnaire(), again)
    for reader, language in LETTERS:
        assert letter(first, reader, language) == letter(second, reader, language)
