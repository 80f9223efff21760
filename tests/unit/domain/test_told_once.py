"""Nothing is read twice: what stands above in a chapter is named, not told again."""

from dataclasses import replace

from tests.small_home import HALL, SMALL_HOME
from tests.unit.domain.lettered import (
    OTHER_PHOTO,
    OWN,
    VISIT,
    H,
    advised,
    answered,
    blocks,
    composed,
    details,
)
from woningscan.domain.language import Text
from woningscan.domain.letter import Advised, Bullets

OPEN = VISIT | answered(lock="good", window="open")
ADDED = {("advised", "paint"): {"added": True, "reason": "r"}}


def test_what_goes_along_is_told_in_full_once_and_then_named() -> None:
    written = composed(OPEN | ADDED, "holder")
    assert advised(written, "close").texts[1].endswith("oil for the holder (nl)")
    assert "label-also" not in details(written, "close")
    assert advised(written, "paint").texts == ("paint for the holder (nl)",)
    assert details(written, "paint")["label-also"] == "oil (nl)"


APART = replace(
    SMALL_HOME,
    measures=tuple(
        replace(each, with_measures=()) if each.id == "close" else each
        for each in SMALL_HOME.measures
    ),
)
"""Here the window is closed without oil, so that both stand by themselves."""


def test_one_finding_with_two_measures_is_told_at_the_first() -> None:
    written = composed(OPEN, "holder", questionnaire=APART)
    first, second = sorted(("close", "oil"), key=lambda each: advised(written, each).number)
    assert details(written, first)["label-found"] == "window is open (nl)"
    number = advised(written, first).number
    assert details(written, second)["label-found"] == f"found-above (nl) {number}"


def test_what_is_new_is_told_beside_where_the_rest_stands() -> None:
    more = VISIT | answered(lock="broken", window="open") | {("advice-ordered",): ["close"]}
    holder, reviewer = (
        details(composed(more, reader, questionnaire=APART), "oil")
        for reader in ("holder", "reviewer")
    )
    assert holder["label-found"] == "lock is broken (nl)\nfound-above (nl) 1"
    assert holder["label-rooms"] == "Hal; Kamer aan zee"
    assert reviewer["label-found"].endswith("(grade-serious (nl))\nfound-above (nl) 1")
    assert reviewer["label-rule"] == "lock (nl) broken (nl)"


def test_a_question_that_stands_above_is_named_with_its_other_answer() -> None:
    """A lock that is broken calls for paint here, one that is worn for oil as ever."""
    lock = HALL.items[0]
    options = tuple(
        replace(each, measures=("paint",)) if each.id == "broken" else each for each in lock.options
    )
    hall = replace(HALL, items=(replace(lock, options=options), *HALL.items[1:]))
    measures = tuple(
        replace(each, with_measures=()) if each.id == "paint" else each
        for each in SMALL_HOME.measures
    )
    questionnaire = replace(SMALL_HOME, zones=(hall, *SMALL_HOME.zones[1:]), measures=measures)
    two = (
        VISIT
        | answered(lock="broken")
        | {
            ("room-added", OWN): {"zone": "hall", "name": "Bijkeuken", "order": 1},
            ("answered", OWN, "lock"): {"option": "worn"},
        }
    )
    written = composed(two, "reviewer", questionnaire=questionnaire)
    first, second = sorted(("paint", "oil"), key=lambda each: advised(written, each).number)
    answer = {"paint": "broken (nl)", "oil": "worn (nl)"}
    assert details(written, first)["label-rule"] == f"lock (nl) {answer[first]}"
    number = advised(written, first).number
    assert details(written, second)["label-rule"] == f"found-above (nl) {number}: {answer[second]}"


def test_what_differs_in_part_from_room_to_room_is_told_once_with_all_its_rooms() -> None:
    two = (
        VISIT
        | answered(lock="good", window="open")
        | {
            ("room-added", OWN): {"zone": "bedroom", "name": "Zolder", "order": 1},
            ("answered", OWN, "window"): {"option": "open"},
            ("answered", H, "lock"): {"option": "broken"},
        }
    )
    found = details(composed(two, "holder", questionnaire=APART), "oil")["label-found"]
    assert found == "Hal: lock is broken (nl)\nKamer aan zee; Zolder: window is open (nl)"


def test_what_was_not_assessed_for_one_reason_is_one_line() -> None:
    left = {
        ("answered", H, "lock"): {"option": "not-assessed"},
        ("answered", H, "key"): {"option": "not-assessed"},
        ("noted", H, "lock"): "Het was donker.",
        ("noted", H, "key"): "Het was donker.",
    }
    always = replace(HALL, items=tuple(replace(each, show_when=None) for each in HALL.items))
    questionnaire = replace(SMALL_HOME, zones=(always, *SMALL_HOME.zones[1:]))
    for reader, lines in (
        ("reviewer", ("Hal: lock (nl) key (nl) Het was donker.",)),
        ("holder", ("Hal: lock (nl)", "Hal: key (nl)")),
    ):
        written = composed(VISIT | left, reader, questionnaire=questionnaire)
        told = next(each for each in blocks(written, Bullets) if each.entries[0] == lines[0])
        assert told.entries[: len(lines)] == lines


def test_an_employer_is_not_told_the_same_of_two_things() -> None:
    own = {"text": "Snoei.", "chapter": "daily", "payer": "landlord"}
    two = {("own-advised", each): {"title": "Haag", **own} for each in (OWN, OTHER_PHOTO)}
    first, second = blocks(composed(VISIT | two, "employer"), Advised)
    assert first.texts == ("own-advice-ask (nl)",)
    assert second.texts == ("found-above (nl) 1",)


def test_a_companion_of_which_nothing_new_is_asked_is_only_named() -> None:
    same = Text("The same for all (nl)", "The same for all (en)")
    measures = tuple(
        replace(each, advice={**each.advice, "employer": same}) for each in SMALL_HOME.measures
    )
    questionnaire = replace(SMALL_HOME, measures=measures)
    tenant = VISIT | {("fact-stated", "tenure"): "tenant"} | answered(lock="broken")
    written = composed(tenant, "employer", questionnaire=questionnaire)
    assert advised(written, "new-lock").texts == (same.nl,)
    assert details(written, "new-lock")["label-also"] == "spare-key (nl)"
