"""The last step that can be taken back, in words: what it was, not that there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import undo
from woningscan.domain.kinds import KINDS
from woningscan.web.contexts.overview import BEFORE_CLOSING
from woningscan.web.contexts.wording import room_name, slot_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import Change, SlotKey
    from woningscan.domain.inspection import Inspection
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator

_TELLING = {"room-removed": 0, "room-added": 1, "looked-again": 9}
"""Kinds that tell best what a step of many changes was, first, and the one that tells least."""
_OTHERS = 2


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step that one tap takes back: its id, what it was, and the page to come back to."""

    id: str
    words: str
    next_path: str


def last_step(opened: OpenVisit, device: str, next_path: str, t: Translator) -> LastStep | None:
    """Give the last step of this device; None when there is none, or the visit is closed."""
    if opened.state not in BEFORE_CLOSING:
        return None
    step = undo.last_step(opened.inspection.journal, device)
    if step is None:
        return None
    return LastStep(step.id, step_words(opened.inspection, step, t), next_path)


def step_words(inspection: Inspection, step: undo.Step, t: Translator) -> str:
    """Say what a step was: its most telling change, and how many more there are."""
    undone = {draft.slot for draft in step.drafts}
    changes = {change.slot_key: change for change in step.changes if change.slot_key in undone}
    first = min(changes.values(), key=lambda change: _TELLING.get(change.kind, _OTHERS))
    count = len(changes)
    if count == 1:
        return _change_words(inspection, first, t)
    if first.kind == "room-removed" and _moved_on(first, changes):
        return t("undo.merged", room=room_name(inspection, first.slot[0], t))
    kinds = {change.kind for change in changes.values()}
    if kinds == {"room-added"}:
        return t("undo.rooms-added", count=count)
    if kinds == {"answered"} and len({change.slot[0] for change in changes.values()}) == 1:
        return t("undo.answers", room=room_name(inspection, first.slot[0], t), count=count)
    return t("undo.more", first=_change_words(inspection, first, t), count=count - 1)


def _moved_on(removal: Change, changes: Mapping[SlotKey, Change]) -> bool:
    """Tell whether a room was removed by merging: all else that was recorded is in one other."""
    others = {change.slot[:1] for change in changes.values() if change is not removal}
    return removal.value is not None and len(others) == 1 and removal.slot not in others


def _change_words(inspection: Inspection, change: Change, t: Translator) -> str:
    room = room_name(inspection, change.slot[0], t) if KINDS[change.kind].is_of_a_room else ""
    item = inspection.questionnaire.items_by_id.get(change.slot[-1]) if room else None
    if change.kind == "room-removed" and change.value is None:
        return t("undo.room-put-back", room=room)
    if change.kind == "room-removed":
        return t("undo.room-removed", room=room)
    if change.kind == "room-added":
        return t("undo.room-added", room=room)
    if item is not None:
        kind = t(f"kind.{change.kind}")
        return t("undo.at-item", room=room, kind=kind, question=t.of(item.question))
    return slot_words(inspection, change.slot_key, t)
