"""Answers taken over from a like room, to be confirmed where they now stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from woningscan.domain.drafts import Draft, head_ids
from woningscan.domain.inspection import Inspection, chosen_option
from woningscan.domain.questionnaire import NOT_ASSESSED
from woningscan.domain.route import Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Room

COPIED = "copied"
_BY_AID = "aid"


def copied_answers(route: Route, source: Room, target: Room) -> tuple[Draft, ...]:
    """Draft the answers of one room for the open items of another of the same zone.

    An answer that makes more items apply brings their answers along. Left out is what says nothing
    of another room: what nobody assessed, what an aid worked out from measures of the place, and
    what two devices disagree about.
    """
    drafts: tuple[Draft, ...] = ()
    seen = route
    while more := tuple(_next_drafts(seen, source, target)):
        drafts += more
        seen = Route(_with(seen.inspection, more))
    return drafts


def unconfirmed(inspection: Inspection, room: str) -> tuple[str, ...]:
    """Give the items of a room whose answer was taken over and that nobody confirmed yet."""
    found = inspection.rooms_by_id.get(room)
    items = found.zone.items if found else ()
    return tuple(item.id for item in items if _is_copied(inspection, room, item.id))


def confirmations(inspection: Inspection, room: str) -> tuple[Draft, ...]:
    """Draft the same answers once more, as the adviser's own: without where they came from."""
    return tuple(
        Draft(
            ("answered", room, item),
            {"option": inspection.answers(room, item)[0]},
            head_ids(inspection.journal, ("answered", room, item)),
        )
        for item in unconfirmed(inspection, room)
    )


def _is_copied(inspection: Inspection, room: str, item: str) -> bool:
    heads = inspection.journal.heads.get(("answered", room, item), ())
    return len(heads) == 1 and _source(heads[0].value) == COPIED


def _source(value: Value) -> Value:
    return value.get("source") if isinstance(value, dict) else None


def _next_drafts(route: Route, source: Room, target: Room) -> Iterable[Draft]:
    journal = route.inspection.journal
    for item in route.open_items(target):
        slot = ("answered", target.id, item.id)
        option = _answer_to_copy(route, source.id, item.id)
        if option is not None:
            yield Draft(slot, {"option": option, "source": COPIED}, head_ids(journal, slot))


def _answer_to_copy(route: Route, room: str, item: str) -> str | None:
    heads = route.inspection.journal.heads.get(("answered", room, item), ())
    if len(heads) != 1 or not route.applies(room, item):
        return None
    option = chosen_option(heads[0].value)
    is_of_this_place = option == NOT_ASSESSED or _source(heads[0].value) == _BY_AID
    return None if is_of_this_place else option


def _with(inspection: Inspection, drafts: Iterable[Draft]) -> Inspection:
    """Give the inspection as it will be; the ids are made up, and never leave this function."""
    added = (
        draft.change(str(uuid5(NAMESPACE_OID, " ".join(draft.slot))), "", "") for draft in drafts
    )
    return Inspection(inspection.questionnaire, inspection.journal.with_changes(added))
