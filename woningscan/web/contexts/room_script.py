"""What the script of a room page gets: with the page, and again when others wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.rights import LATE_STATES
from woningscan.web.contexts.aid import GROUNDS
from woningscan.web.contexts.moments import moment_words, zone_of
from woningscan.web.contexts.script_data import heads_seen, room_data
from woningscan.web.contexts.wording import value_words
from woningscan.web.forms.aid_form import FAULTS

if TYPE_CHECKING:
    from woningscan.domain.changes import Change
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.script_data import Data
    from woningscan.web.texts import Translator


def room_script(opened: OpenVisit, room: Room, t: Translator) -> Data:
    """Give all that the script of a room page needs, but where and as whom it saves."""
    items = room.zone.items
    return {
        "room": room.id,
        "sequence": len(opened.inspection.journal.changes),
        "in_order": {item.id: item.in_order for item in items if item.in_order is not None},
        "aids": {item.id: dict(item.aid.outcomes) for item in items if item.aid is not None},
        "calculations": {item.id: item.aid.calculation for item in items if item.aid is not None},
        "texts": _texts(t),
        **room_data(opened.inspection, room),
    }


def heads_data(opened: OpenVisit, room: Room, t: Translator) -> Data:
    """Give what is recorded in a room now, up to which number, and whether it is still open.

    A head of a disagreement has its value in words and its moment.
    """
    journal = opened.inspection.journal
    return {
        "sequence": len(journal.changes),
        "present": True,
        "editable": opened.state not in LATE_STATES,
        "heads": [
            _head(opened.inspection, each, t) for each in heads_seen(opened.inspection, room)
        ],
    }


def gone(opened: OpenVisit) -> Data:
    """Say of a room that it was removed meanwhile."""
    sequence = len(opened.inspection.journal.changes)
    return {"sequence": sequence, "present": False, "editable": False, "heads": []}


def _head(inspection: Inspection, head: Change, t: Translator) -> Data:
    found = {
        "id": head.id,
        "kind": head.kind,
        "slot": head.slot,
        "value": head.value,
        "replaces": head.replaces,
    }
    if len(inspection.journal.heads[head.slot_key]) > 1:
        found["words"] = value_words(inspection, head, t)
        found["moment"] = moment_words(head.at, zone_of(inspection), t)
    return found


def _texts(t: Translator) -> Data:
    return {
        "progress": t("room.progress"),
        "saving": t("script.saving"),
        "saved": t("script.saved"),
        "unsent": t("script.unsent"),
        "sign-in": t("script.sign-in"),
        "sign-in-link": t("script.sign-in-link"),
        "refused": t("script.refused"),
        "refused-here": t("script.refused-here"),
        "just-now": t("script.just-now"),
        "empty": t("answer.none"),
        "ticked": t("yes"),
        "in-order-left": t("room.in-order-left"),
        "in-order-none-left": t("room.in-order-none-left"),
        "in-order-count": t("room.in-order-count"),
        "in-order-one": t("room.in-order-one"),
        "aid-outcome": t("room.aid-outcome"),
        "aid-take": t("room.aid-take"),
        "aid-departed": t("room.aid-departed"),
        "own-label": t("own.label"),
        "grounds": {str(ground): t(key) for ground, key in GROUNDS.items()},
        "faults": {str(fault): t(f"fault.{key}") for fault, key in FAULTS.items()},
    }
