"""What the form of a room records: answers, notes, ticks, and what the adviser saw besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.changes import is_uuid
from woningscan.web.forms import readers
from woningscan.web.forms.slots import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.inspection import Room

CLEAR = "clear"
OWN = "finding-added."


def room_fields(form: Mapping[str, str], room: Room) -> Iterator[Field]:
    """Give every field of the form. A button that clears an answer was pressed for one item."""
    cleared = form.get(CLEAR)
    for item in room.zone.items:
        answer = _cleared if item.id == cleared else readers.answer
        yield Field(f"answered.{item.id}", ("answered", room.id, item.id), answer)
        yield Field(f"noted.{item.id}", ("noted", room.id, item.id), readers.text)
        yield Field(f"letter-ticked.{item.id}", ("letter-ticked", room.id, item.id), readers.tick)
    for name in form:
        own = name.removeprefix(OWN)
        if name.startswith(OWN) and is_uuid(own):
            yield Field(name, ("finding-added", room.id, own), readers.own_finding)


def _cleared(_posted: str | None) -> None:
    """Read nothing: the button says to forget the answer."""
