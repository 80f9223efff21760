"""Which letter a reader gets; the engine knows readers only by what their letter is for."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import Slots, inspection_of, visits
from tests.unit.domain.lettered import PLAIN, VISIT, answered, blocks, composed, text_of
from woningscan.content.sections import SECTIONS
from woningscan.domain import letter
from woningscan.domain.composing import NoSuchReaderError, advised_reader, compose
from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.domain.language import Language, Text
from woningscan.domain.letter_parts import LetterKind, Reader
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

TITLES = {
    "holder": "letter-title-advice (nl)",
    "reviewer": "letter-title-assessment (nl)",
    "employer": "letter-title-order (nl)",
}


@pytest.mark.parametrize("reader", TITLES)
def test_each_reader_gets_the_letter_of_their_kind(reader: str) -> None:
    assert composed(VISIT, reader).title == TITLES[reader]


def test_a_reader_of_another_name_gets_a_letter_all_the_same() -> None:
    neighbour = Reader("neighbour", Text("Buur", "Neighbour"), LetterKind.ORDER, "own")
    readers = (neighbour, *SMALL_HOME.readers)
    questionnaire = dataclasses.replace(SMALL_HOME, readers=readers)
    written = composed(VISIT, "neighbour", questionnaire=questionnaire)
    assert written.title == TITLES["employer"]
    assert advised_reader(questionnaire).id == "holder"


def test_an_unknown_reader_is_told_which_there_are() -> None:
    with pytest.raises(NoSuchReaderError, match="stranger; there is: holder, reviewer, employer"):
        composed(VISIT, "stranger")


@pytest.mark.parametrize("reader", ["reviewer", "employer"])
def test_the_paragraphs_of_every_section_stand_in_the_letter(reader: str) -> None:
    slots = VISIT | answered(lock="broken", dog="gone") | {("letter-ticked", "x", "y"): True}
    tenant = {("fact-stated", "tenure"): "tenant", ("advised", "oil"): {"payer": "landlord"}}
    written = blocks(composed(slots | tenant, reader), letter.Paragraph)
    texts = [paragraph.text for paragraph in written]
    for section in SECTIONS:
        assert texts.count(f"{section} for all (nl)") == 1, section


def test_a_case_is_on_every_letter_and_a_draft_says_so() -> None:
    for reader in TITLES:
        occasion = Occasion("W-1", Language.NL, PLAIN, is_draft=True)
        written = compose(Route(inspection_of(VISIT)), reader, occasion)
        assert letter.Detail("case-number (nl)", "W-1") in written.details
        assert written.footer == "draft (nl) confidential (nl)"
        assert composed(VISIT, reader).footer == "confidential (nl)"


@FEWER
@given(visits(), st.sampled_from(list(TITLES)))
def test_no_letter_names_anybody(slots: Slots, reader: str) -> None:
    named = {("identity-stated", field): f"Geheim {field}" for field in IDENTITY_FIELDS}
    slots = slots | named | {("fact-stated", "town"): "Geheimdorp"}
    settings = LetterSettings(organisation=Text("Geheimbureau", "Geheimbureau"))
    assert "Geheim" not in text_of(composed(slots, reader, settings=settings))
