"""Nothing is read twice: what stands above in a chapter is named, not told again."""

from dataclasses import replace

from tests.small_home import SMALL_HOME
from tests.small_home_visits import inspection_of
from tests.unit.domain.lettered import PLAIN, VISIT, advised, answered, composed, details
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route

OPEN = VISIT | answered(lock="good", window="open")
ADDED = {("advised", "paint"): {"added": True, "reason": "r"}}


def test_what_goes_along_is_told_in_full_once_and_then_named() -> None:
    written = composed(OPEN | ADDED, "holder")
    assert advised(written, "close").texts[1].endswith("oil for the holder (nl)")
    assert "label-also" not in details(written, "close")
    assert advised(written, "paint").texts == ("paint for the holder (nl)",)
    assert details(written, "paint")["label-also"] == "oil (nl)"


def test_one_finding_with_two_measures_is_told_at_the_first() -> None:
    """Here the window is closed without oil, so that both stand by themselves."""
    apart = [
        replace(each, with_measures=()) if each.id == "close" else each
        for each in SMALL_HOME.measures
    ]
    questionnaire = replace(SMALL_HOME, measures=tuple(apart))
    inspection = Inspection(questionnaire, inspection_of(OPEN).journal)
    written = compose(Route(inspection), "holder", Occasion(None, Language.NL, PLAIN))
    first, second = sorted(("close", "oil"), key=lambda each: advised(written, each).number)
    assert details(written, first)["label-found"] == "window is open (nl)"
    number = advised(written, first).number
    assert details(written, second)["label-found"] == f"found-above (nl) {number}"
