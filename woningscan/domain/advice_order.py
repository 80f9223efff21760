"""The order of the advice: what moving one recommendation makes of it.

As little as possible is recorded: only the beginning that departs from the order of the rules. What
is found later still comes where the rules put it, behind that beginning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Move(StrEnum):
    """One step of a recommendation in the order."""

    UP = "up"
    DOWN = "down"
    TOP = "top"


def moved(order: Sequence[str], one: str, move: Move) -> tuple[str, ...]:
    """Give an order after one of its ids took a step; at the end of the way it stays."""
    if one not in order:
        return tuple(order)
    place = order.index(one)
    others = [each for each in order if each != one]
    target = {Move.UP: max(place - 1, 0), Move.DOWN: place + 1, Move.TOP: 0}[move]
    return (*others[:target], one, *others[target:])


def pinned(order: Sequence[str], by_rule: Sequence[str]) -> tuple[str, ...]:
    """Give the shortest beginning of an order after which the rest stands as the rules have it.

    `by_rule` holds the same ids in the order of the rules.
    """
    ranks = {each: rank for rank, each in enumerate(by_rule)}
    kept = len(order)
    while kept and (kept == len(order) or ranks[order[kept - 1]] < ranks[order[kept]]):
        kept -= 1
    return tuple(order[:kept])


def completed(order: Sequence[str], by_rule: Sequence[str]) -> tuple[str, ...]:
    """Give the ids of an order that there still are, each once, and behind them the others."""
    known = [each for each in dict.fromkeys(order) if each in by_rule]
    return (*known, *(each for each in by_rule if each not in known))
