"""Invented visits for a preview: they follow from a questionnaire, whichever it is."""

import pytest

from tests.repository import ROOT
from tests.shipped import LIBRARY
from woningscan.content.loader import load
from woningscan.domain import advice
from woningscan.domain.example_answers import ROOMS_IN_FULL
from woningscan.domain.example_visit import ExampleMaker
from woningscan.domain.inspection import Inspection
from woningscan.domain.kinds import KINDS
from woningscan.domain.language import Language
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.route import Route

TINY = ROOT / "tests/questionnaires"
QUESTIONNAIRES = [
    *(load(TINY / name / "v1") for name in ("bicycle", "every-key", "goes-with", "payers")),
    *(LIBRARY.questionnaire(name) for name in LIBRARY.names),
]
DAY = "2026-05-12"
each_questionnaire = pytest.mark.parametrize(
    "questionnaire", QUESTIONNAIRES, ids=lambda each: each.name
)


def advised(inspection: Inspection) -> set[str]:
    route = Route(inspection)
    found = advice.for_letter(inspection, advice.findings(route))
    made = advice.advise(route, found).recommendations
    return {each.measure.id for each in made if each.measure}


@each_questionnaire
def test_each_setting_shows_in_one_of_them(questionnaire: Questionnaire) -> None:
    examples = ExampleMaker(questionnaire, DAY, Language.NL).examples()
    settings = [each for each in questionnaire.paragraphs if each.setting]
    assert all(any(example.holds(each) for example in examples) for each in settings)
    assert len(examples) <= 1 + len(settings)


@each_questionnaire
def test_the_first_is_an_ordinary_visit(questionnaire: Questionnaire) -> None:
    (example, *_) = ExampleMaker(questionnaire, DAY, Language.NL).examples()
    chosen = [fact for fact in questionnaire.facts if not fact.is_free_text]
    assert example.facts == {fact.id: fact.values[0].id for fact in chosen}


@each_questionnaire
def test_each_chapter_that_can_has_advice(questionnaire: Questionnaire) -> None:
    (example, *_) = ExampleMaker(questionnaire, DAY, Language.NL).examples()
    chapters = {
        questionnaire.measures_by_id[measure].chapter for measure in advised(example.inspection)
    }
    called = {
        measure
        for item in questionnaire.items_by_id.values()
        for option in item.options
        for measure in option.measures
    }
    assert chapters == {questionnaire.measures_by_id[measure].chapter for measure in called}


def test_measures_that_are_wanted_are_advised() -> None:
    questionnaire = load(TINY / "every-key" / "v1")
    maker = ExampleMaker(questionnaire, DAY, Language.NL, frozenset({"lock-replace", "key-away"}))
    (example, *_) = maker.examples()
    assert advised(example.inspection) == {"lock-oil", "lock-replace", "key-away"}


def test_a_setting_can_depend_on_an_answer() -> None:
    questionnaire = load(TINY / "item-conditions" / "v1")
    items = questionnaire.items_by_id
    maker = ExampleMaker(questionnaire, DAY, Language.NL)
    for item in items.values():
        good = next(option for option in item.options if option.good)
        example = maker.example({}, {item.id: good.id})
        rooms = example.inspection.rooms_with(item.id)
        assert any(example.inspection.answers(room, item.id) == (good.id,) for room in rooms)


@each_questionnaire
def test_it_is_a_visit_as_any_other_and_tells_of_nobody(questionnaire: Questionnaire) -> None:
    everything = frozenset(questionnaire.measures_by_id)
    for example in ExampleMaker(questionnaire, DAY, Language.EN, everything).examples():
        inspection = example.inspection
        assert not inspection.conflicts
        assert not inspection.waiting
        assert inspection.visited_on == DAY
        for change in inspection.journal.changes.values():
            assert change.kind in {
                *("visit-dated", "fact-stated", "room-added", "answered", "letter-ticked")
            }
            KINDS[change.kind].check(change.value, change, questionnaire)


@each_questionnaire
def test_the_first_rooms_are_filled_in_altogether(questionnaire: Questionnaire) -> None:
    (example, *_) = ExampleMaker(questionnaire, DAY, Language.NL).examples()
    for zone in questionnaire.zones[:ROOMS_IN_FULL]:
        room = example.inspection.rooms_by_zone[zone.id][0]
        assert all(example.inspection.answers(room, item.id) != (None,) for item in zone.items)
