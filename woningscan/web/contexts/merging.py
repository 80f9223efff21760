"""Two rooms that become one, or of which one takes over answers: what each side says, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.inspection import chosen_option
from woningscan.domain.merging import differences, like_rooms
from woningscan.web.contexts.wording import slot_words, value_words
from woningscan.web.contexts.zone import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.changes import Change
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Something that both rooms hold and do not agree about."""

    what: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Merger:
    """What merging a room with another does, before it is done."""

    target: str
    target_name: str
    differing: tuple[DifferenceRow, ...]


def other_rooms(inspection: Inspection, room: Room, t: Translator) -> tuple[Card, ...]:
    """Give the rooms of the same zone, to choose from."""
    return tuple(Card(other.id, other.name(t.language)) for other in like_rooms(inspection, room))


def merger(inspection: Inspection, room: Room, target: Room, t: Translator) -> Merger:
    """Give what merging with a room does.

    Raises:
        NotAlikeError: it is not another room of the same zone.
    """
    return Merger(
        target.id,
        target.name(t.language),
        tuple(
            DifferenceRow(
                slot_words(inspection, each.slot, t).removeprefix(f"{room.name(t.language)}: "),
                _words(inspection, each.here, t),
                _words(inspection, each.there, t),
            )
            for each in differences(inspection, room.id, target.id)
        ),
    )


def _words(inspection: Inspection, heads: Iterable[Change], t: Translator) -> str:
    return " / ".join(value_words(inspection, head, t) for head in heads)


def first_sources(opened: OpenVisit, room: Room, t: Translator) -> tuple[Card, ...]:
    """Give the rooms to take answers over from, as long as nothing was answered in this one."""
    heads = opened.inspection.journal.heads
    if any(slot[:2] == ("answered", room.id) for slot in heads):
        return ()
    return copy_sources(opened, room, t)


def copy_sources(opened: OpenVisit, room: Room, t: Translator) -> tuple[Card, ...]:
    """Give the rooms of the same zone with answers to take over; none when nothing is open here."""
    if not opened.route.open_items(room):
        return ()
    answered = {
        slot[1]
        for slot, heads in opened.inspection.journal.heads.items()
        if slot[0] == "answered" and any(chosen_option(head.value) for head in heads)
    }
    others = other_rooms(opened.inspection, room, t)
    return tuple(other for other in others if other.value in answered)
