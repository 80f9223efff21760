"""Saving changes: what is stored, what is acknowledged, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from tests.installations import Installation
from tests.visits import answered, change, front_door, noted, planned
from woningscan.domain.changes import MAXIMUM_BYTES
from woningscan.domain.kinds import KINDS, Kind
from woningscan.domain.rights import State
from woningscan.services import judging, saving, visits
from woningscan.services.errors import NotFoundError, OtherContentError, RefusedError
from woningscan.services.saving import Receipt
from woningscan.services.visits import OpenVisit

UNKNOWN_VISIT = "00000000-0000-4000-8000-000000000000"


def saved(installation: Installation, visit: str, *changes: object) -> Receipt:
    actor = installation.actor("adviser")
    return saving.save_changes(installation.resources, actor, visit, changes)


def opened(installation: Installation, visit: str) -> OpenVisit:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.reopened(), actor, visit, "test")


def count(installation: Installation, visit: str) -> int:
    return len(opened(installation, visit).inspection.journal.changes)


def test_what_was_saved_is_what_is_opened(installation: Installation) -> None:
    visit = planned(installation)
    answer = answered(visit)
    saved(installation, visit, answer, noted(visit, "Piept bij het opengaan.\n\tOok dicht. é 🔑"))
    inspection = opened(installation, visit).inspection
    assert inspection.answers(front_door(visit), "cylinder") == ("skg3",)
    assert inspection.note(front_door(visit), "cylinder") == (
        "Piept bij het opengaan.\n\tOok dicht. é 🔑"
    )
    assert inspection.journal.changes[answer["id"]].as_data() == answer


def test_changes_are_numbered_in_the_order_they_came(installation: Installation) -> None:
    visit = planned(installation)
    before = count(installation, visit)
    changes = [answered(visit), noted(visit, "een"), noted(visit, "twee")]
    receipt = saved(installation, visit, *changes)
    numbers = [(each.id, each.sequence) for each in receipt.accepted]
    assert numbers == [(each["id"], before + place) for place, each in enumerate(changes, 1)]


def test_the_first_change_begins_the_visit(installation: Installation) -> None:
    visit = planned(installation)
    assert opened(installation, visit).state is State.PLANNED
    saved(installation, visit, answered(visit))
    assert opened(installation, visit).state is State.VISITING


def test_no_changes_are_nothing(installation: Installation) -> None:
    visit = planned(installation)
    assert saved(installation, visit).accepted == ()
    assert opened(installation, visit).state is State.PLANNED


REFUSED: dict[str, Callable[[str], object]] = {
    "no object": lambda _: "answered",
    "a key is missing": lambda visit: {
        key: part for key, part in answered(visit).items() if key != "at"
    },
    "a key too many": lambda visit: answered(visit, inspection=visit),
    "id in capitals": lambda visit: answered(visit, id="ABCDEF00-0000-4000-8000-000000000000"),
    "half a character": lambda visit: noted(visit, "\ud800"),
    "a fraction": lambda visit: answered(visit) | {"value": 0.5},
    "a kind that is not": lambda visit: change("painted", [front_door(visit)], None),
    "an item that is not": lambda visit: answered(visit, item="chandelier"),
    "an option that is not": lambda visit: answered(visit, option="gold"),
    "an option that is a list": lambda visit: answered(visit) | {"value": {"option": ["skg3"]}},
    "an answer with more in it": lambda visit: (
        answered(visit) | {"value": {"option": "skg3", "by": "me"}}
    ),
    "a fact that is not": lambda _: change("fact-stated", ["shoe-size"], "46"),
    "a fact with another's value": lambda _: change("fact-stated", ["office"], "owner"),
    "a measure that is not": lambda _: change("advised", ["moat"], None),
    "a line of identity that is not": lambda _: change("identity-stated", ["bsn"], "1"),
    "a room that is no id": lambda _: change("room-named", ["hall"], "Hal"),
    "a slot with too many parts": lambda _: change("visit-dated", ["today"], "2026-05-12"),
    "a control character": lambda visit: noted(visit, "tik\x00tak"),
    "a day that is not": lambda _: change("visit-dated", [], "2026-02-30"),
    "more than 64 KiB": lambda visit: noted(visit, "x" * MAXIMUM_BYTES),
    "a value of 10 MB": lambda visit: noted(visit, "x" * 10_000_000),
    "a list of 10 MB": lambda _: change("advice-ordered", [], ["a"] * 2_500_000),
    "a note that is too long": lambda visit: noted(visit, "x" * 4001),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_acceptable_is_refused_with_its_place(
    on_sqlite: Installation, name: str
) -> None:
    visit = planned(on_sqlite)
    before = count(on_sqlite, visit)
    with pytest.raises(RefusedError) as refused:
        saved(on_sqlite, visit, answered(visit), REFUSED[name](visit), noted(visit, "ook niet"))
    assert [fault.index for fault in refused.value.faults] == [1]
    assert count(on_sqlite, visit) == before
    assert opened(on_sqlite, visit).state is State.PLANNED


def test_every_fault_is_told_at_once(installation: Installation) -> None:
    visit = planned(installation)
    with pytest.raises(RefusedError) as refused:
        saved(
            installation, visit, answered(visit, "gold"), noted(visit, "goed"), answered(visit, "x")
        )
    assert [fault.index for fault in refused.value.faults] == [0, 2]


def test_a_journal_has_an_end(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = planned(installation)
    room_left = 3
    monkeypatch.setattr(judging, "MOST_CHANGES", count(installation, visit) + room_left)
    monkeypatch.setattr(saving, "MOST_CHANGES", count(installation, visit) + room_left)
    saved(installation, visit, noted(visit, "een"), noted(visit, "twee"))
    with pytest.raises(RefusedError, match="at most"):
        saved(installation, visit, noted(visit, "drie"), noted(visit, "vier"))
    last = noted(visit, "drie")
    saved(installation, visit, last)
    assert saved(installation, visit, last).accepted[0].id == last["id"]
    with pytest.raises(RefusedError, match="at most"):
        saved(installation, visit, noted(visit, "vier"))


def test_a_request_has_an_end(on_sqlite: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    # SQLite takes 32,766 parameters, PostgreSQL 65,535: more ids than that would be a crash.
    visit = planned(on_sqlite)
    monkeypatch.setattr(judging, "MOST_CHANGES", 2)
    with pytest.raises(RefusedError, match="at most"):
        saved(on_sqlite, visit, *(noted(visit, str(number)) for number in range(3)))


def test_a_repeat_is_acknowledged_with_the_same_number(installation: Installation) -> None:
    visit = planned(installation)
    changes = [answered(visit), noted(visit, "een")]
    first = saved(installation, visit, *changes)
    before = count(installation, visit)
    assert saved(installation, visit, *changes) == first
    assert saved(installation, visit, *reversed(changes)).accepted == first.accepted[::-1]
    assert count(installation, visit) == before


def test_a_repeat_among_new_changes_is_stored_once(installation: Installation) -> None:
    visit = planned(installation)
    old, new, twice = answered(visit), noted(visit, "een"), noted(visit, "twee")
    first = saved(installation, visit, old).accepted[0].sequence
    receipt = saved(installation, visit, new, old, twice, twice)
    assert [each.sequence for each in receipt.accepted] == [first + 1, first, first + 2, first + 2]
    assert count(installation, visit) == first + 2


def test_the_order_of_replaced_ids_is_not_content(installation: Installation) -> None:
    visit = planned(installation)
    one, two = noted(visit, "een"), noted(visit, "twee")
    both = noted(visit, "samen", replaces=[one["id"], two["id"]])
    first = saved(installation, visit, one, two, both)
    turned = both | {"replaces": [two["id"], one["id"], two["id"]]}
    assert saved(installation, visit, turned).accepted[0] == first.accepted[2]


@pytest.mark.parametrize(
    "other",
    [
        {"value": "iets anders"},
        {"at": "2026-05-12T09:30:01Z"},
        {"device": "7ab1e700-0000-4000-8000-000000000002"},
        {"replaces": [UNKNOWN_VISIT]},
    ],
    ids=lambda other: next(iter(other)),
)
def test_other_content_under_a_stored_id_is_refused(
    installation: Installation, other: dict[str, object]
) -> None:
    visit = planned(installation)
    note = noted(visit, "zo staat het er")
    saved(installation, visit, note)
    before = opened(installation, visit).inspection.journal
    with pytest.raises(OtherContentError) as refused:
        saved(installation, visit, answered(visit), note | other)
    assert refused.value.ids == (note["id"],)
    assert opened(installation, visit).inspection.journal == before


def test_two_contents_under_one_new_id_are_refused(installation: Installation) -> None:
    visit = planned(installation)
    note = noted(visit, "een")
    before = count(installation, visit)
    with pytest.raises(OtherContentError) as refused:
        saved(installation, visit, note, note | {"value": "twee"}, note | {"value": "drie"})
    assert refused.value.ids == (note["id"],)
    assert count(installation, visit) == before


def test_an_id_may_stand_in_two_visits(installation: Installation) -> None:
    one, two = planned(installation), planned(installation)
    note = noted(one, "een")
    saved(installation, one, note)
    saved(installation, two, noted(two, "twee", id=note["id"]))
    assert opened(installation, one).inspection.note(front_door(one), "cylinder") == "een"
    assert opened(installation, two).inspection.note(front_door(two), "cylinder") == "twee"


@pytest.mark.parametrize("name", ["coordinator", "other-adviser"])
def test_an_unknown_visit_is_not_found(installation: Installation, name: str) -> None:
    actor = installation.actor(name)
    with pytest.raises(NotFoundError):
        saving.save_changes(installation.resources, actor, UNKNOWN_VISIT, [answered(UNKNOWN_VISIT)])


def test_a_foreign_visit_is_not_found(installation: Installation) -> None:
    visit, stranger = planned(installation), installation.actor("other-adviser")
    before = count(installation, visit)
    with pytest.raises(NotFoundError) as foreign:
        saving.save_changes(installation.resources, stranger, visit, [answered(visit)])
    with pytest.raises(NotFoundError) as unknown:
        saving.save_changes(installation.resources, stranger, UNKNOWN_VISIT, [answered(visit)])
    assert str(foreign.value) == str(unknown.value)
    assert count(installation, visit) == before


def test_a_stored_change_stays_acknowledged_when_rules_become_stricter(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    note = noted(visit, "een")
    first = saved(installation, visit, note)
    stricter = replace(KINDS["noted"], check=KINDS["closed"].check, writers={})
    monkeypatch.setitem(cast("dict[str, Kind]", KINDS), "noted", stricter)
    assert saved(installation, visit, note) == first
    with pytest.raises(RefusedError):
        saved(installation, visit, noted(visit, "twee"))
