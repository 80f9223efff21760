"""Visit files on disk: read and checked in whole, or refused with everything that is wrong.

From one that was read a letter can be made without a server or a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from woningscan.content.library import Library
from woningscan.domain import visit_file
from woningscan.domain.composing import NoSuchReaderError, advised_reader, compose, reader_of
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.letter import LetterNotPossibleError, photos_in
from woningscan.domain.letter_parts import LetterKind
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.visit_file.saying import unknown
from woningscan.letters import NORMAL, cover_pdf, letter_pdf
from woningscan.services import visit_photos
from woningscan.services.errors import NotPossibleError, ServiceError
from woningscan.services.json_files import FileFault, FileFaultyError, read_json, with_more
from woningscan.services.schemas import formed
from woningscan.services.settings_files import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from woningscan.domain.changes import Change
    from woningscan.domain.language import Language
    from woningscan.domain.letter_parts import Reader
    from woningscan.domain.settings import LetterSettings
    from woningscan.letters import Design
    from woningscan.photos import Photo

__all__ = [
    "ALONE",
    "SCHEMA",
    "LetterFiles",
    "NoSuchLetterError",
    "VisitFile",
    "VisitFileFaultyError",
    "letter_of",
    "read",
    "read_settings",
]

SCHEMA = "visit_file.schema.json"

_ALONE = str(uuid5(NAMESPACE_URL, "urn:woningscan:visit:1"))
ALONE = visit_file.Maker(inspection=_ALONE, device=_ALONE, at="2000-01-01T00:00:00Z")
"""Makes the changes of a file that is read without a server: the same file, the same letter."""


class VisitFileFaultyError(FileFaultyError):
    """A visit file cannot be used; `faults` says everything that is wrong with it."""


@dataclass(frozen=True, slots=True)
class VisitFile:
    """A file without faults. `photos` are by the path that `visit_file.photo_path` gives."""

    data: Mapping[str, Any]
    questionnaire: Questionnaire
    photos: Mapping[str, Photo]
    warnings: tuple[FileFault, ...]

    @property
    def case(self) -> str | None:
        """The case number that the file names, if it does."""
        case = self.data.get("case")
        return case if isinstance(case, str) else None

    def changes(self, maker: visit_file.Maker = ALONE) -> tuple[Change, ...]:
        """Give the changes that the file becomes."""
        return visit_file.changes_of(self.data, self.questionnaire, maker)

    def inspection(self, maker: visit_file.Maker = ALONE) -> Inspection:
        """Give the inspection that the file describes."""
        return Inspection(self.questionnaire, fold(self.changes(maker)))

    def photos_by_id(self, maker: visit_file.Maker = ALONE) -> dict[str, Photo]:
        """Give the photos by the ids under which `changes` knows them."""
        ids = visit_file.photo_ids(self.data, maker)
        return {ids[path]: photo for path, photo in self.photos.items()}


def read(path: Path, library: Library | None = None) -> VisitFile:
    """Read a visit file with its photos; without a library, of a questionnaire that is shipped.

    Raises:
        VisitFileFaultyError: with everything that is wrong with it.
    """
    try:
        file = read_json(path)
    except FileFaultyError as error:
        raise VisitFileFaultyError(error.faults) from None
    form = formed(file.data, SCHEMA)
    faults = with_more(file.faults, form.faults)
    questionnaire = _questionnaire(form.data, library or Library())
    if isinstance(questionnaire, Questionnaire):
        meant = visit_file.faults(form.data, questionnaire)
        faults = with_more(faults, (FileFault(fault.where, fault.message) for fault in meant))
    elif questionnaire is not None:
        faults = with_more(faults, [questionnaire])
    taken = visit_photos.take(path.parent, form.data)
    faults = with_more(faults, taken.faults)
    if faults or not isinstance(questionnaire, Questionnaire):
        raise VisitFileFaultyError(faults)
    warnings = visit_file.warnings(form.data, questionnaire)
    said = tuple(FileFault(warning.where, warning.message) for warning in warnings)
    return VisitFile(form.data, questionnaire, taken.photos, said)


def _questionnaire(
    data: Mapping[str, object], library: Library
) -> Questionnaire | FileFault | None:
    """Give the questionnaire that a file names; None when the form says what is wrong."""
    name = data.get("questionnaire")
    if not isinstance(name, str):
        return None
    if name not in library.names:
        return FileFault("questionnaire", unknown("questionnaire", name, library.names))
    return library.questionnaire(name)


class NoSuchLetterError(ServiceError):
    """There is no letter for this reader."""


class LetterFiles(NamedTuple):
    """A letter and the cover sheet that goes with a letter of advice, both as PDF."""

    letter: bytes
    cover: bytes | None


def _reader_named(visit: VisitFile, reader: str | None) -> Reader:
    """Give a reader of the questionnaire of a file; without an id, the one who is advised.

    Raises:
        NoSuchLetterError: there is no letter for this reader.
    """
    if reader is None:
        return advised_reader(visit.questionnaire)
    try:
        return reader_of(visit.questionnaire, reader)
    except NoSuchReaderError as error:
        raise NoSuchLetterError(str(error)) from None


def letter_of(
    visit: VisitFile,
    language: Language,
    settings: LetterSettings,
    reader: str | None = None,
    design: Design = NORMAL,
) -> LetterFiles:
    """Make a letter of a visit file; the same file and wishes give the same bytes.

    Without a reader it is that of the one who is advised. Photos that the letter does not show are
    not handed to whoever draws it.

    Raises:
        NoSuchLetterError: there is no letter for this reader.
        NotPossibleError: the day of the visit or a required fact is missing.
    """
    named = _reader_named(visit, reader)
    inspection = visit.inspection()
    occasion = Occasion(visit.case, language, settings)
    try:
        letter = compose(Route(inspection), named.id, occasion)
    except LetterNotPossibleError as error:
        raise NotPossibleError(error.reasons) from None
    shown = photos_in(letter)
    photos = {id_: photo.printed for id_, photo in visit.photos_by_id().items() if id_ in shown}
    is_advice = named.letter is LetterKind.ADVICE
    return LetterFiles(
        letter=letter_pdf(letter, photos, design),
        cover=cover_pdf(cover_sheet(inspection, occasion), design) if is_advice else None,
    )
