"""The letter of advice names the right rooms: those that were seen, and those a finding is of."""

from tests.small_home_visits import Slots
from tests.unit.domain import lettered
from tests.unit.domain.lettered import OWN, VISIT, B, H, details, under
from woningscan.domain import letter

GOOD: Slots = {("answered", H, "lock"): {"option": "good"}}
BROKEN: Slots = {("answered", H, "lock"): {"option": "broken"}}


def composed(slots: Slots) -> letter.Letter:
    return lettered.composed(slots, "holder")


def _looked_at(written: letter.Letter) -> list[letter.Block]:
    return under(written, "heading-looked-at")


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
    oil = details(written, "oil")
    assert oil["label-found"] == "Hal: lock is broken (nl)\nBijkeuken: lock is worn (nl)"
    assert oil["label-note"] == "Bijkeuken: Stroef."
    assert "label-rooms" not in oil
    same = {**said, ("answered", OWN, "lock"): {"option": "broken"}}
    written = composed(VISIT | BROKEN | same)
    oil = details(written, "oil")
    assert oil["label-found"] == "lock is broken (nl)"
    assert oil["label-rooms"] == "Hal; Bijkeuken"
