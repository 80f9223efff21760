"""The letter of advice: as a page, and as PDF with its cover sheet apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template

from woningscan.domain.language import Language
from woningscan.domain.rights import FINISHED, Role
from woningscan.services import letters, visits
from woningscan.services.access import access_to
from woningscan.services.errors import NotPossibleError
from woningscan.web import current
from woningscan.web.access import allow
from woningscan.web.contexts import overview
from woningscan.web.contexts.after_closing import access_words
from woningscan.web.contexts.letter import letter_parts, photo_address

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Response
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("letters", __name__)


@blueprint.get("/visits/<uuid:visit>/letter", defaults={"chosen": None})
@blueprint.get("/visits/<uuid:visit>/letter/<any(nl, en):chosen>")
@allow(Role.ADVISER)
def page(visit: UUID, chosen: str | None) -> ResponseReturnValue:
    """Show the letter in one language, or why there cannot be one yet."""
    resources, actor, t = current.resources(), current.actor(), current.translator()
    language = Language(chosen) if chosen else t.language
    opened = visits.continue_visit(resources, actor, str(visit))
    heading = overview.heading(opened, t)
    try:
        letter = letters.advice_letter(resources, actor, str(visit), language)
    except NotPossibleError:
        missing = overview.missing_facts(opened, t)
        sides = overview.disagreements(opened.inspection, t)
        names = {"visit": heading, "missing": missing, "disagreements": sides}
        return render_template("letters/not-possible.html", **names), 409
    parts = letter_parts(letter)
    return render_template(
        "letters/letter.html",
        visit=heading,
        letter=letter,
        parts=parts,
        photo_address=photo_address,
        is_draft=opened.state not in FINISHED,
        access=access_words(opened, access_to(resources, actor, str(visit)), t),
        open_items=overview.open_items(overview.room_rows(opened, t)),
    )


@blueprint.get("/visits/<uuid:visit>/letter/<any(nl, en):chosen>.pdf")
@allow(Role.ADVISER)
def pdf(visit: UUID, chosen: str) -> Response:
    """Send the letter as PDF."""
    t, language = current.translator(), Language(chosen)
    made = letters.advice_letter_pdf(current.resources(), current.actor(), str(visit), language)
    return _sent(made, t("letter.file-name"))


@blueprint.get("/visits/<uuid:visit>/cover-sheet/<any(nl, en):chosen>.pdf")
@allow(Role.ADVISER)
def cover_sheet(visit: UUID, chosen: str) -> Response:
    """Send the cover sheet as PDF."""
    t, language = current.translator(), Language(chosen)
    made = letters.cover_sheet_pdf(current.resources(), current.actor(), str(visit), language)
    return _sent(made, t("letter.cover-file-name"))


def _sent(made: bytes, name: str) -> Response:
    """Send a file under a name that tells nothing of whose home it is about."""
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response
