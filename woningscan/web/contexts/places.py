"""Where in the application something of a visit stands: the address to go to for a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

if TYPE_CHECKING:
    from woningscan.domain.changes import SlotKey
    from woningscan.domain.inspection import Inspection

OF_THE_FACTS = frozenset({"visit-dated", "fact-stated", "identity-stated"})
OF_THE_ADVICE = frozenset({"advised", "own-advised", "advice-ordered"})


def place_of(visit: str, inspection: Inspection, slot: SlotKey) -> str:
    """Give the address of the page on which a slot is filled in, at the spot itself."""
    if slot[0] in OF_THE_FACTS:
        return url_for("facts.page", visit=visit)
    if slot[0] in OF_THE_ADVICE:
        anchor = f"advice.{slot[1]}" if len(slot) > 1 else None
        return url_for("advice.page", visit=visit, _anchor=anchor)
    if len(slot) > 1 and slot[1] in inspection.rooms_by_id:
        item = slot[-1] if slot[-1] in inspection.questionnaire.items_by_id else None
        return url_for("room_page.page", visit=visit, room=slot[1], _anchor=item)
    return url_for("overview.page", visit=visit)


def place_of_conflict(visit: str, slot: SlotKey) -> str:
    """Give the address where the adviser chooses between what two devices said."""
    if slot[0] in OF_THE_ADVICE:
        return url_for("advice.page", visit=visit, _anchor="conflicts-title")
    return url_for("overview.page", visit=visit, _anchor="conflicts-title")
