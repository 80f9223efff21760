"""The cover sheet of a letter of advice: who is addressed, by whom; nothing of the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import letter, wording

if TYPE_CHECKING:
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.letter_sections import Occasion


def cover_sheet(inspection: Inspection, occasion: Occasion) -> letter.CoverSheet:
    """Compose the cover sheet: who is addressed, by whom, in which case; nothing of the home."""

    def phrase(name: str) -> str:
        return inspection.questionnaire.phrase(name, occasion.language)

    organisation = occasion.settings.organisation
    day = inspection.visited_on
    details = (
        ("visit-day", day and wording.written_day(day, occasion.language)),
        ("cover-case", occasion.case),
        ("cover-adviser", inspection.identity("adviser-name")),
        ("cover-organisation", organisation and organisation.in_(occasion.language)),
    )
    postcode = inspection.identity("holder-postcode")
    town = inspection.identity("holder-town")
    lines = (
        inspection.identity("holder-name"),
        inspection.identity("holder-organisation"),
        inspection.identity("holder-address"),
        "  ".join(part for part in (postcode, town) if part),
    )
    return letter.CoverSheet(
        language=occasion.language,
        title=phrase("cover-title"),
        intro=phrase("cover-intro"),
        addressee=tuple(line for line in lines if line),
        details=tuple(letter.Detail(phrase(label), text) for label, text in details if text),
        notice=phrase("cover-keep-apart"),
    )
