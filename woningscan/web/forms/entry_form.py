"""What is typed in afterwards from paper: a code for each answer, and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import NOT_APPLICABLE, NOT_ASSESSED
from woningscan.web.forms import readers
from woningscan.web.forms.slots import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Room
    from woningscan.domain.questionnaire import Item
    from woningscan.web.forms.readers import Reader

UNLISTED_CODES = {NOT_APPLICABLE: "n", NOT_ASSESSED: "x"}
"""What is written for the answers that every item takes; a listed answer has its number."""


def codes_of(item: Item) -> dict[str, str]:
    """Give the code of every answer to an item, by the answer's id."""
    listed = {option.id: str(number) for number, option in enumerate(item.options, 1)}
    return listed | UNLISTED_CODES


def entry_fields(room: Room) -> Iterator[Field]:
    """Give the two fields of every item; one that the form did not show is left out."""
    for item in room.zone.items:
        slot = (room.id, item.id)
        yield Field(f"answered.{item.id}", ("answered", *slot), code_reader(item))
        yield Field(f"noted.{item.id}", ("noted", *slot), readers.text)


def code_reader(item: Item) -> Reader:
    """Make what reads the code of an answer. An unknown code is kept, and refused as an answer."""
    answers = {code: answer for answer, code in codes_of(item).items()}

    def read(posted: str | None) -> Value:
        if posted is None:
            return readers.UNTOUCHED
        code = posted.strip().lower()
        return {"option": answers.get(code, code)} if code else None

    return read
