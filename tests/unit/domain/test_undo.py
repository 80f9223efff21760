"""Taking back the last step: as often as one likes, and never what others did."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.changes import Change, SlotKey, Value
from woningscan.domain.drafts import Draft
from woningscan.domain.journal import Journal, fold
from woningscan.domain.undo import last_step

MINE, OTHERS = "mine", "others"
SLOTS: tuple[SlotKey, ...] = (("noted", "hall", "lock"), ("noted", "hall", "key"), ("visit-dated",))
VALUES: tuple[Value, ...] = ("one", "two", None)


@dataclass
class Visit:
    """A visit as it grows: each step has a moment of its own."""

    changes: list[Change] = field(default_factory=list)
    moments: int = 0

    @property
    def journal(self) -> Journal:
        return fold(self.changes)

    def values(self) -> dict[SlotKey, set[str]]:
        """Give what stands in each slot; an empty slot is one that was cleared."""
        found = {}
        for slot in {*SLOTS, *self.journal.heads}:
            values = self.journal.values(*slot) or (None,)
            found[slot] = {str(value) for value in values}
        return found

    def record(
        self,
        said: dict[SlotKey, Value],
        device: str = MINE,
        knows: tuple[str, ...] | None = None,
    ) -> None:
        """Record a step; without anything else said it replaces what stands there."""
        self.moments += 1
        journal = self.journal
        for slot, value in said.items():
            heads = journal.heads.get(slot, ())
            seen = tuple(head.id for head in heads) if knows is None else knows
            self._add(slot, value, seen, device)

    def _add(self, slot: SlotKey, value: Value, replaces: tuple[str, ...], device: str) -> None:
        draft = Draft(slot, value, replaces)
        number, at = f"c{len(self.changes):03}", f"{self.moments:05}"
        self.changes.append(draft.change(number, device, at))

    def undo(self, device: str = MINE) -> bool:
        """Take back the last step, if there is one."""
        step = last_step(self.journal, device)
        self.moments += 1
        if step is not None:
            at = f"{self.moments:05}"
            self.changes += [d.change(step.change_id(d), device, at) for d in step.drafts]
        return step is not None


steps = st.dictionaries(st.sampled_from(SLOTS), st.sampled_from(VALUES), min_size=1)


def changing(visit: Visit, said: dict[SlotKey, Value]) -> dict[SlotKey, Value]:
    """Give what of a step says something new; a form sends nothing else."""
    journal = visit.journal
    return {slot: value for slot, value in said.items() if journal.value(*slot) != value}


@given(st.lists(steps, max_size=8), st.integers(0, 8))
def test_undoing_so_many_times_goes_so_many_steps_back(
    drawn: list[dict[SlotKey, Value]], times: int
) -> None:
    visit = Visit()
    stood = [visit.values()]
    for said in drawn:
        if new := changing(visit, said):
            is_straight_back = len(stood) > 1 and _next(visit, new) == stood[-2]
            visit.record(new)
            # Going straight back by hand counts as undoing too.
            stood = stood[:-1] if is_straight_back else [*stood, visit.values()]
    for _ in range(times):
        was_undone = visit.undo()
        assert was_undone == (len(stood) > 1)
        stood = stood[:-1] if was_undone else stood
        assert visit.values() == stood[-1]


def _next(visit: Visit, said: dict[SlotKey, Value]) -> dict[SlotKey, set[str]]:
    return visit.values() | {slot: {str(value)} for slot, value in said.items()}


@given(st.lists(st.tuples(st.sampled_from([MINE, OTHERS]), steps, st.booleans()), max_size=10))
def test_undoing_leaves_what_would_stand_without_the_step_and_nothing_of_others_goes(
    drawn: list[tuple[str, dict[SlotKey, Value], bool]],
) -> None:
    visit = Visit()
    for device, said, is_blind in drawn:
        visit.record(said, device, () if is_blind else None)
    before, journal = visit.values(), visit.journal
    step = last_step(journal, MINE)
    if step is None:
        return
    touched = {draft.slot for draft in step.drafts}
    assert touched <= {change.slot_key for change in step.changes}
    assert {change.device for change in step.changes} == {MINE}
    theirs = {
        slot: {str(head.value) for head in heads if head.device == OTHERS}
        for slot, heads in journal.heads.items()
    }
    visit.undo()
    after = visit.values()
    for slot, values in before.items():
        if slot in touched:
            assert theirs.get(slot, set()) <= after[slot]
            # Two heads that say the same are a disagreement too, and one of them may go.
            assert after[slot] != values or len(journal.heads[slot]) > 1
        else:
            assert after[slot] == values


@given(st.lists(st.tuples(st.sampled_from([MINE, OTHERS]), steps, st.booleans()), max_size=8))
def test_undoing_comes_to_an_end(drawn: list[tuple[str, dict[SlotKey, Value], bool]]) -> None:
    visit = Visit()
    for device, said, is_blind in drawn:
        visit.record(said, device, () if is_blind else None)
    times = 0
    while visit.undo():
        times += 1
        assert times <= len(drawn)


LOCK, KEY, DAY = SLOTS


def test_all_that_a_form_changed_is_one_step() -> None:
    visit = Visit()
    visit.record({LOCK: "one", KEY: "two"})
    visit.undo()
    assert visit.values()[LOCK] == visit.values()[KEY] == {"None"}


def test_what_another_device_followed_up_on_is_left_alone() -> None:
    visit = Visit()
    visit.record({DAY: "one"})
    visit.record({LOCK: "one", KEY: "one"})
    visit.record({LOCK: "two"}, OTHERS)
    assert visit.undo()
    assert visit.values() == {LOCK: {"two"}, KEY: {"None"}, DAY: {"one"}}
    assert visit.undo()
    assert visit.values() == {LOCK: {"two"}, KEY: {"None"}, DAY: {"None"}}
    assert not visit.undo()


def test_a_choice_between_two_sides_is_taken_back_to_both() -> None:
    visit = Visit()
    visit.record({LOCK: "one"}, OTHERS, ())
    visit.record({LOCK: "two"}, OTHERS, ())
    visit.record({LOCK: "one"})
    visit.undo()
    assert visit.values()[LOCK] == {"one", "two"}
    assert not visit.undo()


def test_what_was_recorded_beside_something_goes_and_the_other_stays() -> None:
    visit = Visit()
    visit.record({LOCK: "one"}, OTHERS)
    visit.record({LOCK: "two"}, MINE, ())
    visit.undo()
    assert visit.journal.values(*LOCK) == ("one",), "two that say the same disagree as well"
    assert not visit.undo()


def test_a_script_that_went_back_itself_is_followed() -> None:
    visit = Visit()
    visit.record({LOCK: "one"})
    visit.record({KEY: "one"})
    visit.record({KEY: None})
    visit.undo()
    assert visit.values()[LOCK] == {"None"}


def test_closing_is_not_undone_and_what_came_before_is() -> None:
    visit = Visit()
    visit.record({LOCK: "one"})
    visit.record({("closed",): None})
    visit.record({("reopened",): "why"})
    step = last_step(visit.journal, MINE)
    assert step is not None
    assert [draft.slot for draft in step.drafts] == [LOCK]


PHOTO: SlotKey = ("photo-added", "hall", "p")


@pytest.mark.parametrize("is_added", [True, False])
def test_a_photo_is_neither_lost_nor_brought_back(is_added: bool) -> None:  # noqa: FBT001
    visit = Visit()
    visit.record({LOCK: "one"})
    visit.record({PHOTO: {"items": []}}, MINE if is_added else OTHERS)
    if not is_added:
        visit.record({PHOTO: None})
    step = last_step(visit.journal, MINE)
    assert step is not None
    assert [draft.slot for draft in step.drafts] == [LOCK]


def test_what_is_said_of_a_photo_is_undone() -> None:
    visit = Visit()
    visit.record({PHOTO: {"items": []}})
    visit.record({PHOTO: {"items": [], "caption": "Slot"}})
    visit.undo()
    assert visit.journal.value(*PHOTO) == {"items": []}


def test_a_room_in_which_something_stands_is_not_unmade() -> None:
    visit = Visit()
    room: SlotKey = ("room-added", "hall")
    visit.record({room: {"zone": "hall", "order": 1, "name": "Hal"}})
    visit.record({LOCK: "one"}, OTHERS)
    assert not visit.undo()
    visit.record({LOCK: None}, OTHERS)
    assert visit.undo()
    assert visit.journal.value(*room) is None


def test_a_step_has_an_id_of_its_own() -> None:
    visit = Visit()
    visit.record({LOCK: "one", KEY: "one"})
    first = last_step(visit.journal, MINE)
    visit.record({LOCK: "two"})
    second = last_step(visit.journal, MINE)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_a_step_is_taken_back_whole_however_much_it_holds() -> None:
    visit = Visit()
    visit.record({DAY: "one"})
    visit.record({("noted", "hall", f"item-{number}"): "one" for number in range(400)})
    visit.undo()
    assert {str(value) for values in visit.values().values() for value in values} == {"None", "one"}
    assert visit.values()[DAY] == {"one"}
    assert [slot for slot, values in visit.values().items() if values == {"one"}] == [DAY]
