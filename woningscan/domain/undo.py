"""Taking back the last step that somebody made, anywhere in a visit.

A step is what one device recorded at one moment: a tap, or all that a form changed. Taking it back
records, in each of its slots, what would stand there without it. What took a step back is known by
its ids, and by going straight back where a script with an undo of its own recorded it; it counts as
no step, so that taking back twice goes two steps back.

What others recorded stays as it is: a slot in which somebody else went on is left alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from woningscan.domain.drafts import Draft
from woningscan.domain.journal import fold
from woningscan.domain.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from woningscan.domain.changes import Change, SlotKey, Value
    from woningscan.domain.journal import Journal

MOST_LOOKED_AT = 300
"""How many of a device's last changes are looked at, and the whole step that the last of them is
of: nobody goes further back by this way."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be taken back: the changes that it made, and what taking it back records.

    The id is of this step and no other, so that a form says which one it takes back.
    """

    id: str
    changes: tuple[Change, ...]
    drafts: tuple[Draft, ...]

    def change_id(self, draft: Draft) -> str:
        """Give the id of the change that a draft becomes: it tells what was taken back."""
        return _id_of_undoing(self.id, draft.slot, draft.value)


@dataclass(slots=True, eq=False)
class _Made:
    """A step on the way through what a device did: by slot its changes, and what goes with it.

    `gone` are ids that count as never recorded once this step is taken back: its own, and those of
    later steps that were taken back together with what took them back.
    """

    id: str
    changes: dict[SlotKey, tuple[Change, ...]] = field(default_factory=dict)
    gone: dict[SlotKey, set[str]] = field(default_factory=dict)

    def leave_out(self, slot: SlotKey) -> None:
        """Forget a slot in which the step says nothing new."""
        del self.changes[slot]
        del self.gone[slot]


def last_step(journal: Journal, device: str) -> Step | None:
    """Give the last step of a device that can still be taken back; None when there is none."""
    for made in reversed(_Walk(journal, device).standing):
        drafts = tuple(_drafts(journal, made))
        if drafts and not _leaves_something_without_room(journal, made):
            changes = tuple(change for several in made.changes.values() for change in several)
            return Step(made.id, changes, drafts)
    return None


def was_taken_back(journal: Journal, step_id: str) -> bool:
    """Tell whether something in the journal takes this very step back."""
    return step_id in journal.changes and any(
        change.id == _id_of_undoing(step_id, change.slot_key, change.value)
        for change in journal.changes.values()
        if step_id != change.id
    )


class _Walk:
    """What a device did, step by step; `standing` are the steps that were not taken back."""

    def __init__(self, journal: Journal, device: str) -> None:
        self.journal = journal
        self.device = device
        self.standing: list[_Made] = []
        self._owner: dict[str, _Made] = {}
        for _, group in groupby(_own(journal, device), key=lambda change: change.at):
            self._go_on(_made(group))

    def _go_on(self, made: _Made) -> None:
        undone = self._undone_by(made)
        if undone is not None:
            self.standing.remove(undone)
            for slot, ids in made.gone.items():
                self._count_as_gone(slot, undone.gone[slot] | ids)
            return
        for slot, changes in list(made.changes.items()):
            if _is_straight_back(self.journal, changes, made.gone[slot]):
                self._count_as_gone(slot, made.gone[slot])
                made.leave_out(slot)
        if made.changes:
            self.standing.append(made)
            self._owner |= dict.fromkeys((id_ for ids in made.gone.values() for id_ in ids), made)

    def _count_as_gone(self, slot: SlotKey, ids: set[str]) -> None:
        """Let an earlier step of a slot count what came after it and stands no more."""
        earlier = next((made for made in reversed(self.standing) if slot in made.changes), None)
        if earlier is not None:
            earlier.gone[slot] |= ids
            self._owner |= dict.fromkeys(ids, earlier)

    def _undone_by(self, made: _Made) -> _Made | None:
        """Give the step that this one says it takes back, or the last, if it goes straight back.

        Steps on which others followed up in every slot cannot be taken back, and are passed over.
        """
        replaced = {
            old for several in made.changes.values() for each in several for old in each.replaces
        }
        followed = {self._owner[old].id: self._owner[old] for old in replaced & self._owner.keys()}
        for before in followed.values():
            if before in self.standing and _says_so(made, before):
                return before
        for before in reversed(self.standing) if followed else ():
            if self._goes_back(made, before):
                return before
            if not all(self._others_went_on(slot, before) for slot in before.changes):
                return None
        return None

    def _goes_back(self, made: _Made, before: _Made) -> bool:
        if not made.changes.keys() <= before.changes.keys():
            return False
        left = before.changes.keys() - made.changes.keys()
        return all(
            _is_straight_back(self.journal, changes, before.gone[slot])
            for slot, changes in made.changes.items()
        ) and all(self._others_went_on(slot, before) for slot in left)

    def _others_went_on(self, slot: SlotKey, made: _Made) -> bool:
        return any(
            change.device != self.device and made.gone[slot].intersection(change.replaces)
            for change in self.journal.members[slot]
        )


def _own(journal: Journal, device: str) -> list[Change]:
    """Give what a device recorded last, in the order in which it came in.

    A form is dated by the server's clock and a tap by the tablet's, which may differ by minutes.
    """
    found: list[Change] = []
    for change in reversed(tuple(journal.changes.values())):
        if change.device == device and _can_be_undone(journal, change):
            if len(found) >= MOST_LOOKED_AT and change.at != found[-1].at:
                break
            found.append(change)
    return found[::-1]


def _can_be_undone(journal: Journal, change: Change) -> bool:
    """Tell whether what it replaced can come back: not the moves of a visit, nor lost photos.

    A photo that was added is taken away on its own page, where its picture is destroyed as well;
    what is said of one can be taken back.
    """
    kind = KINDS.get(change.kind)
    if kind is None or kind.is_event:
        return False
    if change.kind != "photo-added":
        return True
    before = [known for old in change.replaces if (known := journal.changes.get(old)) is not None]
    return change.value is not None and any(known.value is not None for known in before)


def _made(group: Iterable[Change]) -> _Made:
    slots: dict[SlotKey, tuple[Change, ...]] = {}
    for change in group:
        slots[change.slot_key] = (*slots.get(change.slot_key, ()), change)
    gone = {slot: {change.id for change in changes} for slot, changes in slots.items()}
    return _Made(min(id_ for ids in gone.values() for id_ in ids), slots, gone)


def _says_so(made: _Made, before: _Made) -> bool:
    return all(
        slot in before.changes and change.id == _id_of_undoing(before.id, slot, change.value)
        for slot, changes in made.changes.items()
        for change in changes
    )


def _id_of_undoing(step: str, slot: SlotKey, value: Value) -> str:
    content = [step, list(slot), value]
    return str(uuid5(NAMESPACE_OID, json.dumps(content, sort_keys=True, ensure_ascii=False)))


def _is_straight_back(journal: Journal, changes: Sequence[Change], gone: set[str]) -> bool:
    """Tell whether changes of a slot follow on a step's and say what stood there without it.

    A step of which that is true itself changed nothing there.
    """
    if not all(change.id in gone or gone.intersection(change.replaces) for change in changes):
        return False
    seen = _seen_by(journal, {*gone, *(change.id for change in changes)})
    known = (journal.changes[id_] for id_ in seen - gone)
    stood = fold(known).heads.get(changes[0].slot_key, ())
    return _same(_distinct(stood), [change.value for change in changes])


def _seen_by(journal: Journal, ids: set[str]) -> set[str]:
    """Give all that these changes replaced, and what that had replaced, as far as it arrived."""
    seen: set[str] = set()
    new = ids
    while new:
        replaced = {old for id_ in new for old in journal.changes[id_].replaces}
        new = {old for old in replaced if old in journal.changes} - seen - ids
        seen |= new
    return seen


def _drafts(journal: Journal, made: _Made) -> Iterator[Draft]:
    for slot, gone in made.gone.items():
        heads = journal.heads[slot]
        if not gone.intersection(head.id for head in heads):
            continue
        without = fold(change for change in journal.members[slot] if change.id not in gone)
        values = _distinct(without.heads.get(slot, ()))
        replaces = tuple(head.id for head in heads)
        if not _same(values, [head.value for head in heads]):
            yield from (Draft(slot, value, replaces) for value in values)


def _distinct(heads: Iterable[Change]) -> list[Value]:
    """Give each value once; nothing at all is the empty value."""
    values: list[Value] = []
    for head in heads:
        if head.value not in values:
            values.append(head.value)
    return values or [None]


def _same(some: Sequence[Value], others: Sequence[Value]) -> bool:
    return len(some) == len(others) and all(value in others for value in some)


def _leaves_something_without_room(journal: Journal, made: _Made) -> bool:
    """Tell whether it added a room in which something stands: that would wait for its room."""
    added = {slot[1] for slot in made.changes if slot[0] == "room-added"}
    return bool(added) and any(
        head.value is not None and slot not in made.changes
        for slot, heads in journal.heads.items()
        if slot[0] != "room-added" and slot[1:2] and slot[1] in added
        for head in heads
    )
