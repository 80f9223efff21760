"""The letter of advice names the right rooms: those that were seen, and those a finding is of."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tests.small_home_visits import Slots, inspection_of
from woningscan.domain import letter
from woningscan.domain.composing import compose
from woningscan.domain.language import Language
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

H, B, OWN = (str(UUID(int=number)) for number in (1, 2, 5))
VISIT: Slots = {
    ("visit-dated",): "2026-06-03",
    ("fact-stated", "place"): "shore",
    ("room-added", H): {"zone": "hall", "standard": "hall", "order": 0},
    ("room-added", B): {"zone": "bedroom", "name": "Kamer aan zee", "order": 0},
}
GOOD: Slots = {("answered", H, "lock"): {"option": "good"}}
BROKEN: Slots = {("answered", H, "lock"): {"option": "broken"}}


def composed(slots: Mapping[tuple[str, ...], Any]) -> letter.Letter:
    occasion = Occasion(None, Language.NL, LetterSettings())
    return compose(Route(inspection_of(slots)), "holder", occasion)


def _looked_at(written: letter.Letter) -> Sequence[letter.Block]:
    start = written.blocks.index(letter.Heading(1, "heading-looked-at (nl)")) + 1
    ends = (
        place
        for place, block in enumerate(written.blocks)
        if place >= start and isinstance(block, letter.Heading) and block.level == 1
    )
    return list(written.blocks[start : next(ends, None)])


def _details_of_oil(written: letter.Letter) -> dict[str, str]:
    advised = (block for block in written.blocks if isinstance(block, letter.Advised))
    oil = next(block for block in advised if block.title == "oil (nl)")
    return {detail.label.removesuffix(" (nl)"): detail.text for detail in oil.details}


def test_a_room_of_which_nothing_was_recorded_is_not_said_to_have_been_looked_at() -> None:
    rest = {("noted", B, "window"): "Later", ("answered", B, "curtain"): None}
    written = composed(VISIT | GOOD | rest)
    assert _looked_at(written)[0] == letter.Bullets(("Hal",))
    found = {("finding-added", B, OWN): {"text": "De kamer ruikt naar zee."}}
    written = composed(VISIT | GOOD | found)
    assert _looked_at(written) == [letter.Bullets(("Hal", "Kamer aan zee"))]


def test_a_delicate_item_that_was_not_assessed_is_not_named() -> None:
    ticks = {("letter-ticked", H, "dog"): True}
    left = {("answered", H, item): {"option": "not-assessed"} for item in ("lock", "dog")}
    written = composed(VISIT | left | ticks)
    assert "dog" not in repr(written)
    assert _looked_at(written) == [
        letter.Bullets(("Hal",)),
        letter.Heading(2, "heading-not-assessed (nl)"),
        letter.Bullets(("Hal: lock (nl)", "Kamer aan zee")),
    ]


def test_what_differs_from_room_to_room_says_of_which_room_it_is() -> None:
    said = {
        ("room-added", OWN): {"zone": "hall", "name": "Bijkeuken", "order": 1},
        ("answered", OWN, "lock"): {"option": "worn"},
        ("noted", OWN, "lock"): "Stroef.",
    }
    written = composed(VISIT | BROKEN | said)
    details = _details_of_oil(written)
    assert details["label-found"] == "Hal: lock is broken (nl)\nBijkeuken: lock is worn (nl)"
    assert details["label-note"] == "Bijkeuken: Stroef."
    assert "label-rooms" not in details
    same = {**said, ("answered", OWN, "lock"): {"option": "broken"}}
    written = composed(VISIT | BROKEN | same)
    details = _details_of_oil(written)
    assert details["label-found"] == "lock is broken (nl)"
    assert details["label-rooms"] == "Hal; Bijkeuken"
