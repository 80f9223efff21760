"""Faulty questionnaires, made from a good one by changing a few words of one file."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from woningscan.content.loader import Rule, read, texts_in

TINY = Path(__file__).parents[2] / "questionnaires"
GOOD = texts_in(TINY / "every-key" / "v1")

QUESTIONNAIRE = "questionnaire.yaml"
FACTS = "facts.yaml"
PARAGRAPHS = "paragraphs/all.yaml"
PHRASES = "phrases.yaml"
HALL = "zones/01-hall.yaml"
ROOM = "zones/02-room.yaml"
MEASURES = "measures/all.yaml"


class Change(NamedTuple):
    """Words of a file and what stands there instead, and the one fault that this must give."""

    file: str
    old: str
    new: str
    key: str
    message: str
    at: str = ""
    """How the line of the fault begins, if not as the new words do."""
    found_in: str = ""
    """The file of the fault, if not the one that was changed."""


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """Give the good files with the first of some words in one of them replaced."""
    text = GOOD[file].decode()
    assert old in text, f"{file} does not hold {old!r}"
    return {**GOOD, file: text.replace(old, new, 1).encode()}


def line_of(texts: dict[str, bytes], file: str, start: str) -> int:
    """Give the number of the first line of a file that begins so, spaces left out."""
    lines = texts[file].decode().splitlines()
    return next(
        number for number, line in enumerate(lines, 1) if line.strip().startswith(start.strip())
    )


def assert_one_fault(change: Change, more_rules: Iterable[Rule] = ()) -> None:
    """See to it that a change makes one fault, which names file, line and key."""
    texts = changed(change.file, change.old, change.new)
    (fault,) = read(texts, more_rules=more_rules).faults
    file = change.found_in or change.file
    line = line_of(texts, file, change.at or change.new.strip().splitlines()[0])
    assert (fault.file, fault.line, fault.key) == (file, line, change.key)
    assert change.message in fault.message
