"""Letters of a visit, made when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.composing import advised_reader, compose
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.letter import LetterNotPossibleError, photos_in
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.rights import State
from woningscan.letters import cover_pdf, letter_pdf
from woningscan.persistence.audit import Action
from woningscan.persistence.blobs import Rendition
from woningscan.services.errors import NotPossibleError
from woningscan.services.journals import open_keys
from woningscan.services.rights import Right, visit_for
from woningscan.services.settings import letter_settings
from woningscan.services.visits import OpenVisit, continue_visit

if TYPE_CHECKING:
    from woningscan.domain.language import Language
    from woningscan.domain.letter import Letter
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

FINISHED = frozenset({State.CLOSED, State.HANDED_OVER, State.ISSUED})
"""States in which a letter is no draft."""


def advice_letter(resources: Resources, actor: Actor, visit_id: str, language: Language) -> Letter:
    """Compose the letter of advice of a visit.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = _opened(resources, actor, visit_id)
    return _composed(resources, visit, language)


def advice_letter_pdf(
    resources: Resources, actor: Actor, visit_id: str, language: Language
) -> bytes:
    """Make the letter of advice as PDF; that it was made is reported.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = _opened(resources, actor, visit_id)
    composed = _composed(resources, visit, language)
    photos = _printed_photos(resources, actor, visit, photos_in(composed))
    pdf = letter_pdf(composed, photos)
    _report(resources, actor, visit, f"{_reader(visit)} {language}")
    return pdf


def cover_sheet_pdf(resources: Resources, actor: Actor, visit_id: str, language: Language) -> bytes:
    """Make the cover sheet as PDF; that it was made is reported.

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
        NotFoundError, ForbiddenError: not for this account.
    """
    visit = _opened(resources, actor, visit_id)
    _composed(resources, visit, language)
    pdf = cover_pdf(cover_sheet(visit.inspection, _occasion(resources, visit, language)))
    _report(resources, actor, visit, f"cover {language}")
    return pdf


def _opened(resources: Resources, actor: Actor, visit_id: str) -> OpenVisit:
    with resources.work.reading() as stored:
        visit_for(stored, actor, resources.clock, Right.MAKE_LETTER, visit_id)
    return continue_visit(resources, actor, visit_id)


def _composed(resources: Resources, visit: OpenVisit, language: Language) -> Letter:
    try:
        return compose(visit.route, _reader(visit), _occasion(resources, visit, language))
    except LetterNotPossibleError as error:
        raise NotPossibleError(error.reasons) from None


def _reader(visit: OpenVisit) -> str:
    return advised_reader(visit.inspection.questionnaire).id


def _occasion(resources: Resources, visit: OpenVisit, language: Language) -> Occasion:
    is_draft = visit.state not in FINISHED
    settings = letter_settings(resources, visit.inspection.questionnaire.id)
    return Occasion(visit.case_number, language, settings, is_draft=is_draft)


def _printed_photos(
    resources: Resources, actor: Actor, visit: OpenVisit, photos: frozenset[str]
) -> dict[str, bytes]:
    if not photos:
        return {}
    with resources.work.reading() as stored:
        record = visit_for(stored, actor, resources.clock, Right.MAKE_LETTER, visit.id)
        keys = open_keys(resources, record)
        return stored.blobs.read(visit.id, photos, Rendition.PRINT, keys)


def _report(resources: Resources, actor: Actor, visit: OpenVisit, subject: str) -> None:
    with resources.work.writing() as stored:
        event = actor.event(
            Action.LETTER_MADE,
            inspection=visit.id,
            subject=subject,
        )
        stored.audit.record(event, resources.clock.now())
