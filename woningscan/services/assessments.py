"""Visits that are handed over to the reviewer, who reads what was assessed and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.composing import assessing_reader
from woningscan.domain.letter import LetterNotPossibleError, photos_in
from woningscan.domain.letter_sections import check_possible
from woningscan.domain.rights import State
from woningscan.letters import letter_pdf
from woningscan.persistence.audit import Action
from woningscan.services import saving
from woningscan.services.errors import ForbiddenError, NotFoundError, NotPossibleError
from woningscan.services.letter_making import composed, printed_photos
from woningscan.services.recording import recorded
from woningscan.services.rights import FOR_THE_REVIEWER, Right, require, viewer, visit_for
from woningscan.services.visits import continue_visit

if TYPE_CHECKING:
    from woningscan.domain.language import Language
    from woningscan.domain.letter import Letter
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.visits import OpenVisit


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A visit that the reviewer can read. No name and no address; `day` is that of the visit."""

    id: str
    case_number: str
    state: State
    day: str | None
    handed_over_at: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the reviewer reads of a visit."""

    id: str
    case_number: str
    state: State
    letter: Letter


def hand_over(resources: Resources, actor: Actor, visit_id: str) -> None:
    """Hand a closed visit over to the reviewer. Handing it over twice is handing it over once.

    Raises:
        NotPossibleError: a required fact is missing, two devices disagree, or nobody reviews it.
        NotFoundError, ForbiddenError: not for this account, or the visit is not closed.
    """
    visit = continue_visit(resources, actor, visit_id)
    if visit.state is State.HANDED_OVER:
        return
    if assessing_reader(visit.inspection.questionnaire) is None:
        raise NotPossibleError(("Nobody reviews the visits of this questionnaire.",))
    try:
        check_possible(visit.route)
    except LetterNotPossibleError as error:
        raise NotPossibleError(error.reasons) from None
    change = recorded(resources.clock, actor, ("handed-over",), None)
    try:
        saving.save_changes(resources, actor, visit_id, [change.as_data()])
    except ForbiddenError:
        # Another tablet may have done it meanwhile.
        if continue_visit(resources, actor, visit_id).state is not State.HANDED_OVER:
            raise


def handed_over(resources: Resources, actor: Actor) -> tuple[HandedOver, ...]:
    """List what the reviewer can read, what was handed over last first.

    Raises:
        ForbiddenError: not a reviewer.
    """
    require(actor, Right.READ_ASSESSMENT)
    with resources.work.reading() as stored:
        visits = stored.inspections.in_states(FOR_THE_REVIEWER, viewer(actor, resources.clock))
        ids = [visit.id for visit in visits]
        moments = stored.visit_reports.last(Action.VISIT_HANDED_OVER, ids)
    found = (
        HandedOver(
            visit.id,
            visit.case_number,
            visit.state,
            visit.appointment.day,
            moments.get(visit.id),
        )
        for visit in visits
    )
    return tuple(sorted(found, key=lambda each: each.handed_over_at or "", reverse=True))


def assessment(resources: Resources, actor: Actor, visit_id: str, language: Language) -> Assessment:
    """Compose the letter that accounts for an assessment; the first look in a session is reported.

    Raises:
        NotPossibleError: since it was handed over, a fact was cleared or two devices disagree.
        NotFoundError, ForbiddenError: not for this account, or not handed over.
    """
    visit = continue_visit(resources, actor, visit_id, Right.READ_ASSESSMENT)
    letter = composed(resources, visit, _reader(visit), language)
    return Assessment(visit.id, visit.case_number, visit.state, letter)


def assessment_pdf(resources: Resources, actor: Actor, visit_id: str, language: Language) -> bytes:
    """Make that letter as PDF; that it was made is reported.

    Raises:
        NotPossibleError: as `assessment`.
        NotFoundError, ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
    """
    right = Right.TAKE_ASSESSMENT
    with resources.work.reading() as stored:
        visit_for(stored, actor, resources.clock, right, visit_id)
    visit = continue_visit(resources, actor, visit_id, right)
    letter = composed(resources, visit, _reader(visit), language)
    photos = printed_photos(resources, actor, right, visit.id, photos_in(letter))
    pdf = letter_pdf(letter, photos)
    with resources.work.writing() as stored:
        event = actor.event(
            Action.LETTER_MADE, inspection=visit.id, subject=f"{_reader(visit)} {language}"
        )
        stored.audit.record(event, resources.clock.now())
    return pdf


def assessment_photo(
    resources: Resources, actor: Actor, visit_id: str, photo: str, language: Language
) -> bytes:
    """Give a photo that stands in the letter for the reviewer, as JPEG; no other.

    Raises:
        NotFoundError, ForbiddenError: not for this account, or not in the letter.
    """
    letter = assessment(resources, actor, visit_id, language).letter
    wanted = photos_in(letter) & {photo}
    found = printed_photos(resources, actor, Right.READ_ASSESSMENT, visit_id, wanted)
    if photo not in found:
        raise NotFoundError("There is no such photo.")
    return found[photo]


def _reader(visit: OpenVisit) -> str:
    reader = assessing_reader(visit.inspection.questionnaire)
    if reader is None:
        raise NotFoundError("Nobody reviews the visits of this questionnaire.")
    return reader.id
