"""Visits in and out of the database as files: imported by the system manager, exported on request.

An import goes the way that planning goes, an export the way that opening goes: same checks, same
report in the audit log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.rights import Role, State
from woningscan.domain.visit_file import Maker, VisitInConflictError, file_of, photo_files
from woningscan.persistence.audit import Action
from woningscan.persistence.blobs import Rendition
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.journals import open_keys, read_whole
from woningscan.services.planning import Beginning, begin
from woningscan.services.rights import Right, viewer, within_reach

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.services.actors import Actor
    from woningscan.services.journal_cache import ReadJournal
    from woningscan.services.resources import Resources
    from woningscan.services.visit_files import VisitFile


@dataclass(frozen=True, slots=True)
class ExportedVisit:
    """A visit as files: the text of `visit.json` and the photos by their path beside it."""

    text: str
    photos: Mapping[str, bytes]


def adviser_account(resources: Resources, name: str | None) -> str | None:
    """Give the account that an imported visit is for: the named one, or the only adviser.

    Raises:
        NotFoundError: no adviser has this name.
    """
    with resources.work.reading() as stored:
        accounts = stored.accounts.all()
    advisers = [
        account for account in accounts if account.role is Role.ADVISER and not account.disabled
    ]
    if name is None:
        return advisers[0].id if len(advisers) == 1 else None
    found = next((account for account in advisers if account.name == name), None)
    if found is None:
        raise NotFoundError(f"There is no adviser {name!r}: add the account first.")
    return found.id


def import_visit(
    resources: Resources, actor: Actor, visit_file: VisitFile, adviser: str | None
) -> str:
    """Bring a checked file in as a visit that is being made, and give its case number.

    Raises:
        RefusedError: something in it cannot be a change; nothing was written.
    """
    visit_id = resources.clock.new_id()
    maker = Maker(visit_id, actor.device, resources.clock.now())
    beginning = Beginning(
        id=visit_id,
        questionnaire=visit_file.questionnaire.name,
        planned_on=_text(visit_file.data.get("visited_on")),
        advisers=() if adviser is None else (adviser,),
        state=State.VISITING,
        reported_as=Action.VISIT_IMPORTED,
        changes=visit_file.changes(maker),
        photos={
            photo_id: {Rendition.FULL: photo.full, Rendition.PRINT: photo.printed}
            for photo_id, photo in visit_file.photos_by_id(maker).items()
        },
    )
    return begin(resources, actor, beginning)


def export_visit(
    resources: Resources, actor: Actor, case_number: str, reason: str
) -> ExportedVisit:
    """Give a visit as files; that it was exported, and why, is reported.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
        NotPossibleError: two devices disagree somewhere.
    """
    with resources.work.reading() as stored:
        found = stored.inspections.find_by_case(case_number, viewer(actor, resources.clock))
    visit = within_reach(actor, Right.OPEN_VISIT, found)
    read = read_whole(resources, visit)
    exported = _exported(resources, visit, read)
    with resources.work.writing() as stored:
        event = actor.event(
            Action.VISIT_EXPORTED,
            reason=reason,
            inspection=visit.id,
        )
        stored.audit.record(event, resources.clock.now())
    return exported


def _exported(resources: Resources, visit: InspectionRecord, read: ReadJournal) -> ExportedVisit:
    files = photo_files(read.inspection)
    keys = open_keys(resources, visit)
    with resources.work.reading() as stored:
        photos = stored.blobs.read(visit.id, files, Rendition.FULL, keys)
    stored_files = {photo: files[photo] for photo in photos}
    try:
        data = file_of(read.inspection, visit.case_number, stored_files)
    except VisitInConflictError as error:
        raise NotPossibleError(
            tuple(
                f"Choose between the versions of {' '.join(each.slot)}." for each in error.conflicts
            )
        ) from None
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return ExportedVisit(text, {files[photo]: content for photo, content in photos.items()})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
