"""Letters of a visit file: a file in, a letter out, without a server or a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain import holder_letter
from woningscan.domain.letter import LetterNotPossibleError
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings
from woningscan.letters import NORMAL, cover_pdf, letter_pdf
from woningscan.services.errors import NotPossibleError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woningscan.domain.letter import Letter
    from woningscan.domain.questionnaire import Language
    from woningscan.letters import Design
    from woningscan.services.visit_files import VisitFile

COMPOSERS: Mapping[str, Callable[[Route, holder_letter.Occasion], Letter]] = {
    holder_letter.READER: holder_letter.compose,
}
"""Who composes the letter of each reader."""


class NoSuchLetterError(ServiceError):
    """There is no letter for this reader."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which letter is wanted: for which reader, in which language, how it looks."""

    reader: str
    language: Language
    settings: LetterSettings = field(default_factory=LetterSettings)
    design: Design = NORMAL


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """A letter and the cover sheet that goes with it, both as PDF."""

    letter: bytes
    cover: bytes


def letter_of_file(visit: VisitFile, wish: Wish) -> LetterFiles:
    """Make a letter of a visit file; the same file and wish give the same bytes.

    Raises:
        NoSuchLetterError: there is no letter for this reader.
        NotPossibleError: the day of the visit or a required fact is missing.
    """
    compose = COMPOSERS.get(wish.reader)
    if compose is None:
        known = ", ".join(COMPOSERS)
        raise NoSuchLetterError(f"There is no letter for reader {wish.reader}; there is: {known}.")
    inspection = visit.inspection()
    occasion = holder_letter.Occasion(visit.case, wish.language, wish.settings)
    try:
        letter = compose(Route(inspection), occasion)
    except LetterNotPossibleError as error:
        raise NotPossibleError(error.reasons) from None
    photos = {id_: photo.printed for id_, photo in visit.photos_by_id().items()}
    return LetterFiles(
        letter=letter_pdf(letter, photos, wish.design),
        cover=cover_pdf(holder_letter.cover_sheet(inspection, occasion), wish.design),
    )
