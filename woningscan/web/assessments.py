"""Visits that were handed over, for the reviewer: a list, and the letter of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, render_template, url_for

from woningscan.domain.language import Language
from woningscan.domain.rights import Role
from woningscan.services import assessments
from woningscan.services.errors import NotPossibleError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts.letter import letter_parts
from woningscan.web.contexts.moments import OFFICE_ZONE, day_words, moment_words

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("assessments", __name__)


@blueprint.get("/assessments")
@allow(Role.REVIEWER)
def page() -> str:
    """Show what was handed over: no name, no address."""
    t = current.translator()
    return render_template(
        "visits/assessments.html",
        rows=[
            (
                each,
                day_words(each.day, t),
                each.handed_over_at and moment_words(each.handed_over_at, OFFICE_ZONE, t),
            )
            for each in assessments.handed_over(current.resources(), current.actor())
        ],
    )


@blueprint.get("/assessments/<uuid:visit>", defaults={"chosen": None})
@blueprint.get("/assessments/<uuid:visit>/<any(nl, en):chosen>")
@allow(Role.REVIEWER)
def letter(visit: UUID, chosen: str | None) -> ResponseReturnValue:
    """Show the letter that accounts for the assessment; the first look is reported."""
    t = current.translator()
    language = Language(chosen) if chosen else t.language
    try:
        found = assessments.assessment(current.resources(), current.actor(), str(visit), language)
    except NotPossibleError:
        return render_template("letters/assessment-not-possible.html"), 409
    return render_template(
        "letters/assessment.html",
        assessment=found,
        letter=found.letter,
        parts=letter_parts(found.letter),
        photo_address=photo_address,
    )


@blueprint.get("/assessments/<uuid:visit>/<any(nl, en):chosen>.pdf")
@allow(Role.REVIEWER)
def pdf(visit: UUID, chosen: str) -> Response:
    """Send that letter as PDF, under a name that tells nothing of whose home it is about."""
    resources, actor, language = current.resources(), current.actor(), Language(chosen)
    response = make_response(assessments.assessment_pdf(resources, actor, str(visit), language))
    response.mimetype = "application/pdf"
    t = current.translator()
    name = t("assessments.file-name")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response


@blueprint.get("/assessments/<uuid:visit>/photos/<uuid:photo>.jpg")
@allow(Role.REVIEWER)
def photo(visit: UUID, photo: UUID) -> Response:
    """Give a photo that stands in the letter, for nobody to keep."""
    data = assessments.assessment_photo(
        current.resources(), current.actor(), str(visit), str(photo), current.language()
    )
    return Response(data, mimetype="image/jpeg", headers={"Content-Disposition": "inline"})


def photo_address(visit: str, photo: str, _rendition: str = "small") -> str:
    """Give where a photo of the letter is; there is one size of it."""
    return url_for("assessments.photo", visit=visit, photo=photo)
