"""What making a letter takes, whoever it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.composing import compose
from woningscan.domain.letter import LetterNotPossibleError
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.rights import FINISHED
from woningscan.persistence.blobs import Rendition
from woningscan.services.errors import NotPossibleError
from woningscan.services.journals import open_keys
from woningscan.services.rights import visit_for
from woningscan.services.settings import letter_settings

if TYPE_CHECKING:
    from woningscan.domain.language import Language
    from woningscan.domain.letter import Letter
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.rights import Right
    from woningscan.services.visits import OpenVisit


def composed(resources: Resources, visit: OpenVisit, reader: str, language: Language) -> Letter:
    """Compose the letter of an opened visit for a reader (id).

    Raises:
        NotPossibleError: a required fact is missing, or two devices disagree.
    """
    try:
        return compose(visit.route, reader, occasion(resources, visit, language))
    except LetterNotPossibleError as error:
        raise NotPossibleError(error.reasons) from None


def occasion(resources: Resources, visit: OpenVisit, language: Language) -> Occasion:
    """Give what a letter of a visit needs besides the inspection."""
    is_draft = visit.state not in FINISHED
    settings = letter_settings(resources, visit.inspection.questionnaire.id)
    return Occasion(visit.case_number, language, settings, is_draft=is_draft)


def printed_photos(
    resources: Resources, actor: Actor, right: Right, visit_id: str, photos: frozenset[str]
) -> dict[str, bytes]:
    """Read the photos that a letter prints, by a right that the account has on the visit.

    Raises:
        NotFoundError, ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
    """
    if not photos:
        return {}
    with resources.work.reading() as stored:
        record = visit_for(stored, actor, resources.clock, right, visit_id)
        keys = open_keys(resources, record)
        return stored.blobs.read(record.id, photos, Rendition.PRINT, keys)
