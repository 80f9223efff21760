"""Visit files on disk: read and checked in whole, or refused with everything that is wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from woningscan.domain import visit_file
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.visit_file.saying import unknown
from woningscan.services import visit_photos
from woningscan.services.json_files import FileFault, FileFaultyError, read_json, with_more
from woningscan.services.schemas import formed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from woningscan.content.library import Library
    from woningscan.domain.changes import Change
    from woningscan.photos import Photo

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


def read(path: Path, library: Library) -> VisitFile:
    """Read a visit file with its photos.

    Raises:
        VisitFileFaultyError: with everything that is wrong with it.
    """
    try:
        file = read_json(path)
    except FileFaultyError as error:
        raise VisitFileFaultyError(error.faults) from None
    form = formed(file.data, SCHEMA)
    faults = with_more(file.faults, form.faults)
    questionnaire = _questionnaire(form.data, library)
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


def as_bytes(data: Mapping[str, Any]) -> bytes:
    """Give a visit file as it is written: UTF-8, indented, to be read by people too."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
