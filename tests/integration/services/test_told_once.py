"""No sentence is read twice in a paper: in any invented visit, letter or language.

The part that stands apart is a paper of its own, handed to a specialist without the rest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.covering_visits import covering_visits, inspection_of
from tests.shipped import LIBRARY
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language
from woningscan.domain.letter import (
    Advised,
    Block,
    Bullets,
    Heading,
    Letter,
    NewPage,
    Paragraph,
    Table,
)
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings
from woningscan.services import visit_files

FOLDER = Path(__file__).parents[2] / "visits"
NAMES = [file.stem for file in sorted(FOLDER.glob("*.json"))]
QUESTIONNAIRES = ["woningscan/1", "baseline/1"]
END = re.compile(r"(?<=[.!?])\s+|\n")
IN_FRONT = re.compile(r"^[^.!?]*?: ")
"""A room or a label before what is said of it."""


def papers(written: Letter) -> Iterator[list[Block]]:
    """Give the blocks of each paper of a letter."""
    paper: list[Block] = []
    for block in written.blocks:
        if isinstance(block, NewPage):
            yield paper
            paper = []
        paper.append(block)
    yield paper


def texts(block: Block) -> Iterator[str]:
    """Give all that is printed of a block; captions name photos and say nothing.

    The title of a recommendation counts as a sentence: what stands under it has to say more.
    """
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            yield from block.entries
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Advised():
            yield f"{block.title}."
            yield from block.texts
            yield from (detail.text for detail in block.details)


def sentences(text: str) -> Iterator[str]:
    """Give the sentences of more than two words; a title or a label does not end as one."""
    for part in END.split(text):
        sentence = IN_FRONT.sub("", part)
        if sentence.endswith((".", "!", "?")) and len(sentence.split()) > 2:
            yield sentence


def questions_not_assessed(paper: list[Block]) -> set[str]:
    """Give the questions that name what was not assessed.

    The exception: such a list names an item, and of another room that item may have an answer.
    """
    entries = (entry for block in paper if isinstance(block, Bullets) for entry in block.entries)
    return {each for entry in entries for each in sentences(entry) if each.endswith("?")}


def doubled(inspection: Inspection) -> list[tuple[str, Language, str]]:
    """Give what is read twice, with who reads it and in which language."""
    occasions = [Occasion(None, language, LetterSettings()) for language in Language]
    return [
        (reader.id, occasion.language, sentence)
        for reader in inspection.questionnaire.readers
        for occasion in occasions
        for paper in papers(compose(Route(inspection), reader.id, occasion))
        for sentence, times in told(paper).items()
        if times > 1
    ]


def told(paper: list[Block]) -> Counter[str]:
    """Count the sentences of a paper."""
    once = questions_not_assessed(paper)
    counted = Counter(each for block in paper for text in texts(block) for each in sentences(text))
    counted.subtract(once)
    return counted


@cache
def covering(name: str) -> list[Inspection]:
    """Give visits that together give every answer of a questionnaire."""
    questionnaire = LIBRARY.questionnaire(name)
    return [inspection_of(questionnaire, data) for data in covering_visits(questionnaire)]


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_an_invented_visit_says_a_thing_twice(name: str) -> None:
    assert doubled(visit_files.read(FOLDER / f"{name}.json", LIBRARY).inspection()) == []


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_no_letter_says_a_thing_twice_whatever_was_answered(name: str) -> None:
    visits = covering(name)
    assert visits
    assert [each for visit in visits for each in doubled(visit)] == []


def test_a_sentence_that_stands_twice_is_found() -> None:
    twice: list[Block] = [
        Paragraph("Doe de deur op slot. Dat helpt."),
        Bullets(("Hal: Doe de deur op slot.", "Geen zin, maar een naam")),
    ]
    assert {sentence for sentence, times in told(twice).items() if times > 1} == {
        "Doe de deur op slot."
    }
