"""What the form of a room records: answers, notes, ticks, aids, and what the adviser saw besides.

Each button of an item sends the whole form, so that nothing typed elsewhere is lost: `clear`,
`confirm` and `reckon` name an item, `choose` a field and the change whose value it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.aid_inputs import outcome_of
from woningscan.domain.changes import is_uuid
from woningscan.domain.inspection import chosen_option
from woningscan.web.forms import aid_form, readers
from woningscan.web.forms.slots import Field, PostedSlot, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.inspection import Room
    from woningscan.domain.journal import Journal
    from woningscan.domain.questionnaire import Item

CLEAR = "clear"
CONFIRM = "confirm"
CHOOSE = "choose"
RECKON = "reckon"
ASK_IN_ORDER = "in-order"
PUT_BACK = "put-back"
EVERY = "*"
"""What the button to confirm holds when it stands for all items of the room."""
OWN = "finding-added."


def room_fields(form: Mapping[str, str], room: Room, journal: Journal) -> Iterator[Field]:
    """Give every field of the form, read as the pressed button asks."""
    chosen, side = _choice(form, journal)
    for field in _all_fields(form, room, journal):
        if field.name == chosen:
            yield Field(field.name, field.slot, readers.given(side), is_decided=True)
        else:
            yield field


def _all_fields(form: Mapping[str, str], room: Room, journal: Journal) -> Iterator[Field]:
    for item in room.zone.items:
        yield _answer(form, room, item, journal)
        yield Field(f"noted.{item.id}", ("noted", room.id, item.id), readers.text)
        yield Field(f"letter-ticked.{item.id}", ("letter-ticked", room.id, item.id), readers.tick)
        if item.aid is not None:
            used = readers.given(aid_form.used(form, item))
            yield Field(f"aid-used.{item.id}", ("aid-used", room.id, item.id), used)
    for name in form:
        own = name.removeprefix(OWN)
        if name.startswith(OWN) and is_uuid(own):
            yield Field(name, ("finding-added", room.id, own), readers.own_finding)


def _choice(form: Mapping[str, str], journal: Journal) -> tuple[str, Value]:
    """Give the field of which a side was chosen, and the value that it takes."""
    field, _, change_id = form.get(CHOOSE, "").partition(" ")
    chosen = journal.changes.get(change_id)
    if chosen is None or field != f"{chosen.kind}.{chosen.slot[-1]}":
        return "", None
    return field, chosen.value


def _answer(form: Mapping[str, str], room: Room, item: Item, journal: Journal) -> Field:
    slot = ("answered", room.id, item.id)
    name = f"answered.{item.id}"
    reckoned = _reckoned(form, item, journal, slot)
    if item.id == form.get(CLEAR):
        return Field(name, slot, readers.given(None))
    if _is_confirmed(form, item, journal, slot):
        return Field(name, slot, readers.answer, is_decided=True)
    if reckoned is not None:
        return Field(name, slot, readers.given(reckoned), is_decided=True)
    return Field(name, slot, readers.answer)


def _is_confirmed(form: Mapping[str, str], item: Item, journal: Journal, slot: SlotKey) -> bool:
    """Tell whether a button confirms what was taken over from another room."""
    pressed = form.get(CONFIRM)
    before = journal.value(*slot)
    is_copied = isinstance(before, dict) and before.get("source") == "copied"
    return pressed == item.id or (pressed == EVERY and is_copied)


def _reckoned(form: Mapping[str, str], item: Item, journal: Journal, slot: SlotKey) -> Value:
    """Give the answer that the aid proposes, unless the person gave another by hand."""
    if item.aid is None or item.id != form.get(RECKON):
        return None
    used = aid_form.used(form, item)
    outcome = outcome_of(used.get("opening")) if isinstance(used, dict) else None
    if outcome is None:
        return None
    proposed = item.aid.outcomes["reachable" if outcome.reachable else "unreachable"]
    before = journal.value(*slot)
    is_of_aid = isinstance(before, dict) and before.get("source") == "aid"
    posted = form.get(f"answered.{item.id}")
    by_hand = posted is not None and not (is_of_aid and posted == chosen_option(before))
    return None if by_hand and posted != proposed else {"option": proposed, "source": "aid"}


def put_back(form: Mapping[str, str], room: str) -> PostedSlot | None:
    """Give what puts a removed room back, when its button was pressed."""
    shown = form.get(PUT_BACK)
    if shown is None:
        return None
    return PostedSlot(PUT_BACK, ("room-removed", room), None, ids_of(shown), is_decided=True)


def touched_item(form: Mapping[str, str], room: Room) -> str | None:
    """Give the item of which a button was pressed, to show it again."""
    pressed = {form.get(button) for button in (CLEAR, CONFIRM, RECKON)}
    chosen = form.get(CHOOSE, "").partition(" ")[0]
    pressed.add(chosen.partition(".")[2])
    return next((item.id for item in room.zone.items if item.id in pressed), None)
