"""The cover sheet: who is addressed, by whom, and nothing of the home."""

from hypothesis import given

from tests.examples import FEWER
from tests.small_home_visits import Slots, inspection_of, visits
from tests.unit.domain.lettered import VISIT
from woningscan.domain import letter
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.language import Language, Text
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.settings import LetterSettings

COVER = {
    ("identity-stated", "holder-name"): "Ada Voorbeeld",
    ("identity-stated", "holder-organisation"): "Gemeente Nergenshuizen",
    ("identity-stated", "holder-address"): "Verzonnen Weg 1",
    ("identity-stated", "holder-postcode"): "0000 XX",
    ("identity-stated", "holder-town"): "Nergenshuizen",
    ("identity-stated", "adviser-name"): "Ben Bedacht",
}


def cover(slots: Slots, case: str | None = "W-2026-001") -> letter.CoverSheet:
    settings = LetterSettings(organisation=Text("Bureau Bedacht", "Office Bedacht"))
    occasion = Occasion(case, Language.NL, settings)
    return cover_sheet(inspection_of(slots), occasion)


def test_the_cover_sheet_says_who_and_by_whom() -> None:
    sheet = cover(VISIT | COVER)
    assert sheet.addressee == (
        "Ada Voorbeeld",
        "Gemeente Nergenshuizen",
        "Verzonnen Weg 1",
        "0000 XX  Nergenshuizen",
    )
    assert [detail.text for detail in sheet.details] == [
        "3\u00a0juni\u00a02026",
        "W-2026-001",
        "Ben Bedacht",
        "Bureau Bedacht",
    ]


def test_a_cover_sheet_holds_what_is_known_and_no_more() -> None:
    sheet = cover({("identity-stated", "holder-town"): "Nergenshuizen"}, case=None)
    assert sheet.addressee == ("Nergenshuizen",)
    assert [detail.text for detail in sheet.details] == ["Bureau Bedacht"]


@FEWER
@given(visits())
def test_nothing_of_the_home_is_on_the_cover_sheet(slots: Slots) -> None:
    bare = {slot: value for slot, value in slots.items() if slot[0] == "visit-dated"}
    of_people = {slot: value for slot, value in slots.items() if slot[0] == "identity-stated"}
    assert cover(slots) == cover(bare | of_people)
