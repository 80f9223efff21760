"""Letters of a visit, made when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.composing import advised_reader
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.letter import photos_in
from woningscan.domain.rights import FINISHED
from woningscan.letters import cover_pdf, letter_pdf
from woningscan.persistence.audit import Action
from woningscan.services.access import end_from_now
from woningscan.services.letter_making import composed, occasion, printed_photos
from woningscan.services.rights import Right, locked_visit_for, visit_for
from woningscan.services.visits import OpenVisit, continue_visit

if TYPE_CHECKING:
    from woningscan.domain.language import Language
    from woningscan.domain.letter import Letter
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


def advice_letter(resources: Resources, actor: Actor, visit_id: str, language: Language) -> Letter:
    """Compose the letter of advice of a visit, to be read on the screen.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = continue_visit(resources, actor, visit_id)
    return composed(resources, visit, _reader(visit), language)


def advice_letter_pdf(
    resources: Resources, actor: Actor, visit_id: str, language: Language
) -> bytes:
    """Make the letter of advice as PDF; that it was made is reported.

    From the first one that is no draft on, it is known when the access of the advisers ends.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
    """
    visit = _opened(resources, actor, visit_id)
    letter = composed(resources, visit, _reader(visit), language)
    photos = printed_photos(resources, actor, Right.MAKE_LETTER, visit.id, photos_in(letter))
    pdf = letter_pdf(letter, photos)
    with resources.work.writing() as stored:
        _report(resources, stored, actor, visit, f"{_reader(visit)} {language}")
        # It may have been reopened while the letter was being made.
        now = locked_visit_for(stored, actor, resources.clock, Right.MAKE_LETTER, visit.id)
        if {visit.state, now.state} <= FINISHED:
            stored.inspections.end_access(visit.id, end_from_now(resources, stored, now))
    return pdf


def cover_sheet_pdf(resources: Resources, actor: Actor, visit_id: str, language: Language) -> bytes:
    """Make the cover sheet as PDF; that it was made is reported.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
    """
    visit = _opened(resources, actor, visit_id)
    composed(resources, visit, _reader(visit), language)
    pdf = cover_pdf(cover_sheet(visit.inspection, occasion(resources, visit, language)))
    with resources.work.writing() as stored:
        _report(resources, stored, actor, visit, f"cover {language}")
    return pdf


def _opened(resources: Resources, actor: Actor, visit_id: str) -> OpenVisit:
    with resources.work.reading() as stored:
        visit_for(stored, actor, resources.clock, Right.MAKE_LETTER, visit_id)
    return continue_visit(resources, actor, visit_id)


def _reader(visit: OpenVisit) -> str:
    return advised_reader(visit.inspection.questionnaire).id


def _report(
    resources: Resources, stored: Repositories, actor: Actor, visit: OpenVisit, subject: str
) -> None:
    event = actor.event(Action.LETTER_MADE, inspection=visit.id, subject=subject)
    stored.audit.record(event, resources.clock.now())
