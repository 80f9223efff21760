"""What "the other items are in order" answers: every open item of a room that has such an answer.

An item whose answers only describe the home, or all say that something is wrong, has none: it
stays open. So does an item that appears only because of these answers: nobody has seen it yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.domain.inspection import Room
    from woningscan.domain.questionnaire import Item
    from woningscan.domain.route import Route

BULK = "bulk"
"""The source of an answer that was given together with others."""


@dataclass(frozen=True, slots=True)
class InOrder:
    """The items that are answered, each with its answer, and those that stay open."""

    answers: tuple[tuple[Item, str], ...]
    left: tuple[Item, ...]


def in_order(route: Route, room: Room) -> InOrder:
    """Choose what is answered when all that is left in a room is in order."""
    open_items = route.open_items(room)
    return InOrder(
        answers=tuple((item, item.in_order) for item in open_items if item.in_order is not None),
        left=tuple(item for item in open_items if item.in_order is None),
    )
