"""What is good, and which few of it stand on page one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class GoodPoint:
    """A sentence about what is good, and the id of the zone where that was first seen."""

    zone: str
    sentence: str


def chosen(points: Sequence[GoodPoint], most: int) -> tuple[GoodPoint, ...]:
    """Choose a few points: each zone gives one in turn, so that no zone has all the room.

    Both the points and what is chosen of each turn stand in walk order.
    """
    turns: list[tuple[int, int]] = []
    given: dict[str, int] = {}
    for place, point in enumerate(points):
        turn = given.get(point.zone, 0)
        given[point.zone] = turn + 1
        turns.append((turn, place))
    return tuple(points[place] for _, place in sorted(turns)[:most])
