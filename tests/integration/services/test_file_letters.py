"""A visit file in, a letter out."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.faulty_visit_files import GOOD
from tests.visit_file_folders import LIBRARY, written
from woningscan.domain.language import Language, Text
from woningscan.domain.settings import LetterSettings
from woningscan.letters import LARGE_PRINT
from woningscan.services import visit_files
from woningscan.services.errors import NotPossibleError
from woningscan.services.visit_files import NoSuchLetterError, letter_of

PLAIN = LetterSettings()


def words(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_letter_says_what_the_file_says(tmp_path: Path) -> None:
    data = deepcopy(GOOD) | {"case": "2026-VERZN"}
    data["rooms"][0]["photos"][0]["items"] = ["key"]
    visit = visit_files.read(written(tmp_path, data), LIBRARY)
    made = letter_of(visit, Language.NL, PLAIN)
    letter, cover = words(made.letter), words(made.cover or b"")
    for said in ("oil (nl)", "Stroef.", "Bel", "De bel is stuk.", "Logeerkamer", "2026-VERZN"):
        assert said in letter
    assert "Het slot" in letter
    assert "A. Verzonnen" in cover
    assert "B. Bedacht" in cover
    assert "Verzonnen" not in letter


def test_the_language_the_settings_and_the_design_are_those_wished_for(tmp_path: Path) -> None:
    visit = visit_files.read(written(tmp_path, GOOD), LIBRARY)
    settings = LetterSettings(organisation=Text("Bureau", "Invented Bureau"))
    made = letter_of(visit, Language.EN, settings, design=LARGE_PRINT)
    assert "oil (en)" in words(made.letter)
    assert "Hall" in words(made.letter)
    assert "Invented Bureau" in words(made.cover or b"")
    plain = letter_of(visit, Language.EN, settings)
    assert made.letter != plain.letter


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    first = letter_of(visit_files.read(path, LIBRARY), Language.NL, PLAIN)
    assert letter_of(visit_files.read(path, LIBRARY), Language.NL, PLAIN) == first


def test_without_a_required_fact_there_is_no_letter(tmp_path: Path) -> None:
    data = deepcopy(GOOD)
    data["visited_on"] = data["facts"]["place"] = None
    visit = visit_files.read(written(tmp_path, data), LIBRARY)
    with pytest.raises(NotPossibleError) as raised:
        letter_of(visit, Language.NL, PLAIN)
    assert [reason.split(":")[0] for reason in raised.value.reasons] == [
        "Fill in the day of the visit (visited_on).",
        "Fill in place",
    ]


def test_a_reader_without_a_letter_is_refused(tmp_path: Path) -> None:
    visit = visit_files.read(written(tmp_path, GOOD), LIBRARY)
    with pytest.raises(NoSuchLetterError, match="neighbour; there is: holder, reviewer, employer"):
        letter_of(visit, Language.NL, PLAIN, reader="neighbour")
