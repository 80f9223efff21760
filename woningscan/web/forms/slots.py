"""From a posted form to changes: one for each slot whose value the person changed, no other.

A form carries an id that the server made, and for each slot the heads that it showed. The id of a
change follows from the form's id and the change's content, so that sending a form twice repeats
the same changes, and sending it again with another value follows up on its own earlier change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from werkzeug.exceptions import BadRequest

from woningscan.domain.changes import MAXIMUM_REPLACED, Change, is_uuid
from woningscan.domain.inspection import chosen_option
from woningscan.web.forms.readers import UNTOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.journal import Journal
    from woningscan.web.forms.readers import Reader

FORM_ID = "form-id"
HEADS = "heads."


@dataclass(frozen=True, slots=True)
class Field:
    """One slot in a form: the name of its field, and how what was posted becomes a value."""

    name: str
    slot: SlotKey
    read: Reader
    is_decided: bool = False
    """Whether a button of this very slot was pressed: it counts even if it looks the same."""


@dataclass(frozen=True, slots=True)
class PostedSlot:
    """What was posted for one slot, and the ids of the heads that the form had shown."""

    name: str
    slot: SlotKey
    value: Value
    shown: tuple[str, ...]
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class PostedForm:
    """A form that came in: its id, what it held for each slot, and the fields as they were."""

    id: str
    slots: tuple[PostedSlot, ...]
    typed: Mapping[str, str]

    def changes(self, journal: Journal, device: str, at: str) -> tuple[Change, ...]:
        """Give the changes that this form makes in what is recorded now."""
        made = (self._change(posted, journal, device, at) for posted in self.slots)
        return tuple(change for change in made if change is not None)

    def _change(self, posted: PostedSlot, journal: Journal, device: str, at: str) -> Change | None:
        seen = self._seen(posted, journal)
        if _is_untouched(posted, tuple(seen.values())):
            return None
        replaces = tuple(sorted({*posted.shown, *seen}))
        change_id = change_id_of(self.id, posted.slot, posted.value, replaces)
        return Change(
            change_id, posted.slot[0], posted.slot[1:], posted.value, replaces, device, at
        )

    def _seen(self, posted: PostedSlot, journal: Journal) -> dict[str, Change]:
        """Give the heads among what the form had shown and what it made itself since."""
        members = journal.members.get(posted.slot, ())
        seen = {
            change.id: change
            for change in members
            if change.id in posted.shown
            or change.id == change_id_of(self.id, posted.slot, change.value, change.replaces)
        }
        replaced = {old for change in seen.values() for old in change.replaces}
        return {id_: change for id_, change in seen.items() if id_ not in replaced}


def read(form: Mapping[str, str], fields: Iterable[Field]) -> PostedForm:
    """Read a form. A slot that it did not show, or whose choice was left open, is left out.

    Raises:
        BadRequest: its id or a head is not a UUID, so that it is no form of ours.
    """
    slots = []
    for field in fields:
        shown = form.get(HEADS + field.name)
        value = field.read(form.get(field.name))
        if shown is not None and value is not UNTOUCHED:
            ids = ids_of(shown)
            slots.append(PostedSlot(field.name, field.slot, value, ids, field.is_decided))
    return PostedForm(form_id_of(form), tuple(slots), dict(form))


def new_form_id() -> str:
    """Make the id of a form that is about to be shown."""
    return str(uuid4())


def heads_text(journal: Journal, slot: SlotKey) -> str:
    """Give the ids of a slot's heads as a form carries them."""
    return " ".join(head.id for head in journal.heads.get(slot, ()))


def heads_in_room(journal: Journal, room: str) -> str:
    """Give the ids of all heads that stand in a room, as a form that removes it carries them."""
    heads = (
        head.id
        for slot, members in journal.heads.items()
        if slot[0] not in {"room-added", "room-removed"} and slot[1:2] == (room,)
        for head in members
    )
    return " ".join(sorted(heads))


def change_id_of(form_id: str, slot: SlotKey, value: Value, replaces: tuple[str, ...]) -> str:
    """Give the id of the change that a form makes of this content."""
    content = [list(slot), value, list(replaces)]
    return str(uuid5(UUID(form_id), json.dumps(content, sort_keys=True, ensure_ascii=False)))


def form_id_of(form: Mapping[str, str]) -> str:
    """Give the id that the server gave a form; raise `BadRequest` when there is none."""
    form_id = form.get(FORM_ID, "")
    if not is_uuid(form_id):
        raise BadRequest
    return form_id


def ids_of(text: str) -> tuple[str, ...]:
    """Read the ids of the heads that a form had shown; raise `BadRequest` for anything else."""
    ids = tuple(text.split())
    if len(ids) > MAXIMUM_REPLACED or not all(is_uuid(part) for part in ids):
        raise BadRequest
    return ids


def _is_untouched(posted: PostedSlot, seen: tuple[Change, ...]) -> bool:
    """Tell whether the person left a slot as the form showed it.

    Where devices disagree a form shows an empty field. Left empty it says nothing, and whatever
    stands in it is a choice, also when it equals a side: both sides may even be equal. A button
    of the slot itself was pressed to record just this: it says nothing only when that is there.
    """
    if posted.is_decided:
        return [change.value for change in seen] == [posted.value]
    if len(seen) > 1:
        return posted.value is None
    shown = seen[0].value if seen else None
    kind = posted.slot[0]
    return _plain_value(kind, shown) == _plain_value(kind, posted.value)


def _plain_value(kind: str, value: Value) -> str:
    """Give what the person sees of a value: how an answer came about is no part of that."""
    seen = chosen_option(value) if kind == "answered" else value
    return json.dumps(seen, sort_keys=True)
