"""Typing in from paper: for each item the code and the note that stand there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.inspection import chosen_option
from woningscan.web.forms.entry_form import codes_of
from woningscan.web.forms.slots import HEADS, heads_text

if TYPE_CHECKING:
    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.journal import Journal
    from woningscan.web.contexts.paper import PaperItem, PaperRoom
    from woningscan.web.contexts.room import Typed


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field: its name, what it holds, the heads that it shows, and what is wrong with it."""

    name: str
    value: str
    heads: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One item to type in."""

    item: PaperItem
    code: EntryField
    note: EntryField
    in_conflict: bool


def entry_rows(
    inspection: Inspection, room: Room, paper: PaperRoom, typed: Typed
) -> tuple[EntryRow, ...]:
    """Give the rows of a room; what was refused stands there as it was typed."""
    return tuple(_row(inspection, room, item, typed) for item in paper.items)


def _row(inspection: Inspection, room: Room, item: PaperItem, typed: Typed) -> EntryRow:
    journal = inspection.journal
    answers = inspection.answers(room.id, item.id)
    codes = codes_of(inspection.questionnaire.items_by_id[item.id])
    code = codes.get(chosen_option(_only(journal, "answered", room.id, item.id)) or "", "")
    note = _only(journal, "noted", room.id, item.id)
    return EntryRow(
        item=item,
        code=_field(journal, ("answered", room.id, item.id), code, typed),
        note=_field(journal, ("noted", room.id, item.id), str(note or ""), typed),
        in_conflict=len(answers) > 1,
    )


def _only(journal: Journal, *slot: str) -> Value:
    """Give the value of a slot; None while two devices disagree."""
    values = journal.values(*slot)
    return values[0] if len(values) == 1 else None


def _field(journal: Journal, slot: SlotKey, value: str, typed: Typed) -> EntryField:
    name = f"{slot[0]}.{slot[2]}"
    heads = heads_text(journal, slot)
    if typed.fields:
        value = typed.fields.get(name, "")
        heads = typed.fields.get(HEADS + name, "")
    return EntryField(name, value, heads, typed.faults.get(name))
