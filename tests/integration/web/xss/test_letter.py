"""In a letter, as a PDF, payloads are words: nothing to follow, to run or to open."""

import io
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.integration.web.xss.world import World
from tests.xss_payloads import MARK, accepted, plain

ACTIVE = frozenset(
    {"/URI", "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/GoToR"}
    | {"/SubmitForm", "/ImportData", "/RichMedia", "/XFA", "/AcroForm", "/EmbeddedFiles"}
)
LINE = 80
"""How much of a text surely stands on one page."""


@pytest.fixture(scope="module")
def letter(filled: World) -> PdfReader:
    """Give a letter in which there are payloads wherever somebody can write."""
    return PdfReader(io.BytesIO(filled.letter))


def names_in(thing: object) -> set[str]:
    """Give every name that an object of the file has for something, and every kind it names."""
    if isinstance(thing, DictionaryObject):
        named = {str(thing.get("/S")), str(thing.get("/Type")), *map(str, thing)}
        return named.union(*(names_in(part) for part in thing.values()))
    if isinstance(thing, ArrayObject):
        return set().union(*map(names_in, thing))
    return set()


def parts_of(payload: str) -> list[str]:
    """Give what can be read back: fonts lack some signs, and pages end within a long text."""
    parts = re.split(r"[^\x21-\x7e]+", plain(payload))
    return [each for part in parts for each in (part[:LINE], part[-LINE:]) if each]


def test_every_payload_stands_in_the_letter_as_it_was_written(letter: PdfReader) -> None:
    text = plain("".join(page.extract_text() for page in letter.pages))
    payloads = accepted(lines=True)
    assert not [each for each in payloads if not all(part in text for part in parts_of(each))]
    assert all(any(MARK in part for part in parts_of(each)) for each in payloads)


def test_nothing_in_the_letter_does_anything(letter: PdfReader) -> None:
    everything = (
        letter.get_object(IndirectObject(number, 0, letter))
        for number in range(1, len(letter.xref[0]) + 1)
    )
    found = set().union(*map(names_in, everything))
    assert "/Page" in found
    assert not found & ACTIVE
