"""What conditions can and cannot bring about: circles, and conditions that never hold.

A condition is reported as one that can never hold only when that is certain. The search goes over
the values that conditions name (any other value does what no value does), for the condition and
for all that it rests on: the condition of each item that it wants answered, because an item that
does not apply is in nothing, and the condition of each fact value. What it does not see:

- what two tests of one item over any or all rooms have to do with one another, unless they are
  the same test: `any` of them `loose` and `all` of them `fixed` passes as possible;
- which rooms a home has: a room of every zone is thought to be possible;
- a condition that rests on so much that there are more than `MOST_COMBINATIONS` to try.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from woningscan.domain.conditions import All, Any, FactIn, ItemIn, Not, Scope, holds, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woningscan.domain.conditions import Condition
    from woningscan.domain.questionnaire import Questionnaire

MOST_COMBINATIONS = 4096


def cycles(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Give the circles in a graph, each as its members with the first one once more at the end.

    After each circle one of its edges is left out, so that every circle loses an edge and the
    search ends.
    """
    remaining = {node: dict.fromkeys(targets) for node, targets in edges.items()}
    while True:
        try:
            TopologicalSorter(remaining).prepare()
        except CycleError as error:
            backwards: list[str] = error.args[1]
            del remaining[backwards[1]][backwards[0]]
            yield tuple(reversed(backwards))
        else:
            return


class Reach:
    """Tells which conditions of a questionnaire can hold at all."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Take the conditions of the items and of the fact values of a questionnaire."""
        self._items = questionnaire.items_by_id
        self._facts = questionnaire.facts_by_id
        self._known: dict[Condition, bool] = {}

    def can_hold(self, condition: Condition) -> bool:
        """Tell whether a condition may hold in some home; it is so when that is not certain."""
        if condition not in self._known:
            self._known[condition] = _can_hold(self._with_what_it_rests_on(condition))
        return self._known[condition]

    def _with_what_it_rests_on(self, condition: Condition) -> Condition:
        """Give a condition over facts alone: every answer that matters becomes a fact too."""
        parts = [_as_facts(condition, "here")]
        met: set[FactIn] = set()
        waiting = list(_tests(condition, "here"))
        while waiting:
            test, leaf, room = waiting.pop()
            if test in met:
                continue
            met.add(test)
            rest = self._rests_on(leaf)
            for value, needed in rest.items():
                wanted = FactIn(test.fact, (value,))
                parts.append(Any((Not(wanted), _as_facts(needed, room))))
                waiting.extend(_tests(needed, room))
        return All(tuple(parts))

    def _rests_on(self, leaf: FactIn | ItemIn) -> Mapping[str, Condition]:
        """Give the condition behind each value of a test that has one."""
        if isinstance(leaf, ItemIn):
            item = self._items.get(leaf.item)
            behind = None if item is None else item.show_when
            return {} if behind is None else dict.fromkeys(leaf.values, behind)
        fact = self._facts.get(leaf.fact)
        return {
            value.id: value.show_when
            for value in (() if fact is None else fact.values)
            if value.id in leaf.values and value.show_when is not None
        }


class _Assignment:
    """Values for the facts of a condition that has no items."""

    def __init__(self, values: Mapping[str, str | None]) -> None:
        self._values = values

    def fact(self, fact: str) -> str | None:
        return self._values[fact]

    def answer(self, room: str, item: str) -> str | None:
        raise NotImplementedError(room, item)

    def rooms_with(self, item: str) -> Sequence[str]:
        raise NotImplementedError(item)


def _can_hold(condition: Condition) -> bool:
    """Try every combination of the values that are named, and of none."""
    named: dict[str, dict[str | None, None]] = {}
    for leaf in leaves(condition):
        if isinstance(leaf, FactIn):
            named.setdefault(leaf.fact, {}).update(dict.fromkeys(leaf.values))
    choices = [(*values, None) for values in named.values()]
    if prod(len(choice) for choice in choices) > MOST_COMBINATIONS:
        return True
    combinations = (dict(zip(named, choice, strict=True)) for choice in product(*choices))
    return any(holds(condition, _Assignment(values), None) for values in combinations)


def _as_facts(condition: Condition, room: str) -> Condition:
    match condition:
        case All(parts):
            return All(tuple(_as_facts(part, room) for part in parts))
        case Any(parts):
            return Any(tuple(_as_facts(part, room) for part in parts))
        case Not(part):
            return Not(_as_facts(part, room))
        case FactIn() | ItemIn():
            return _as_fact(condition, room)


def _as_fact(leaf: FactIn | ItemIn, room: str) -> FactIn:
    if isinstance(leaf, FactIn):
        return leaf
    return FactIn(f"{leaf.item} in {_room(leaf, room)}", leaf.values)


def _tests(condition: Condition, room: str) -> Iterator[tuple[FactIn, FactIn | ItemIn, str]]:
    """Give every test of a condition as a fact, as it is written, and the room it looks in."""
    for leaf in leaves(condition):
        yield _as_fact(leaf, room), leaf, _room(leaf, room)


def _room(leaf: FactIn | ItemIn, room: str) -> str:
    """Name the room in which a test finds its answer: a room of its own unless it is this one."""
    if isinstance(leaf, FactIn) or leaf.scope is Scope.ROOM:
        return room
    return f"{leaf.scope} {leaf.item} {leaf.values}"
