"""What the overview says right after something was done: one line, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.web.contexts.wording import room_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.inspection import Inspection
    from woningscan.web.texts import Translator

TOLD = ("undone", "not-undone", "room-removed", "room-back", "merged", "going-on")
"""What an address may ask to be told; the words are those of `told.<name>`."""


def told(inspection: Inspection, asked: Mapping[str, str], t: Translator) -> str | None:
    """Give the line that an address asks for; a room is named if this visit has or had it."""
    name = asked.get("told", "")
    if name not in TOLD:
        return None
    room = asked.get("room", "")
    named = (
        room_name(inspection, room, t) if ("room-added", room) in inspection.journal.heads else ""
    )
    words = t(f"told.{name}")
    return f"{words}: {named}" if named else words
