"""The visit file: what is known of one visit, for people and programs, as JSON.

It is a summary and not the journal: who said what on which device, and when, stays behind. The
form is described by `services/visit_file.schema.json` and `docs/visit-file.md`; here stands what
it means. All is pure: a file becomes changes, and an inspection becomes a file.
"""

from woningscan.domain.visit_file.changes import changes_of, photo_ids
from woningscan.domain.visit_file.checks import VisitFault, VisitWarning, faults, warnings
from woningscan.domain.visit_file.entries import FORMAT, photo_path, where
from woningscan.domain.visit_file.export import (
    VisitInConflictError,
    empty_file,
    file_of,
    photo_files,
)
from woningscan.domain.visit_file.maker import Maker

__all__ = [
    "FORMAT",
    "Maker",
    "VisitFault",
    "VisitInConflictError",
    "VisitWarning",
    "changes_of",
    "empty_file",
    "faults",
    "file_of",
    "photo_files",
    "photo_ids",
    "photo_path",
    "warnings",
    "where",
]
