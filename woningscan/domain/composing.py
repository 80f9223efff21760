"""Composing a letter for a reader of the questionnaire: which kind of letter that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import advice_letter, assessment_letter, order_letter
from woningscan.domain.letter_parts import LetterKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woningscan.domain.letter import Letter
    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.letter_sections import Occasion
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.route import Route

COMPOSERS: Mapping[LetterKind, Callable[[Route, Reader, Occasion], Letter]] = {
    LetterKind.ADVICE: advice_letter.compose,
    LetterKind.ASSESSMENT: assessment_letter.compose,
    LetterKind.ORDER: order_letter.compose,
}


class NoSuchReaderError(ValueError):
    """The questionnaire has no such reader; the message names those it has."""


def compose(route: Route, reader_id: str, occasion: Occasion) -> Letter:
    """Compose the letter of an inspection for one reader.

    Raises:
        NoSuchReaderError: the questionnaire has no such reader.
        LetterNotPossibleError: a required fact or the day is missing, or two devices disagree.
    """
    reader = reader_of(route.inspection.questionnaire, reader_id)
    return COMPOSERS[reader.letter](route, reader, occasion)


def reader_of(questionnaire: Questionnaire, reader_id: str) -> Reader:
    """Give a reader by its id.

    Raises:
        NoSuchReaderError: the questionnaire has no such reader.
    """
    for reader in questionnaire.readers:
        if reader.id == reader_id:
            return reader
    known = ", ".join(reader.id for reader in questionnaire.readers)
    raise NoSuchReaderError(f"There is no letter for reader {reader_id}; there is: {known}.")


def assessing_reader(questionnaire: Questionnaire) -> Reader | None:
    """Give the reader who judges assessments, if the questionnaire has one."""
    readers = questionnaire.readers
    return next((each for each in readers if each.letter is LetterKind.ASSESSMENT), None)


def advised_reader(questionnaire: Questionnaire) -> Reader:
    """Give the reader whose letter an adviser sees: the first whose letter is advice."""
    return next(each for each in questionnaire.readers if each.letter is LetterKind.ADVICE)
