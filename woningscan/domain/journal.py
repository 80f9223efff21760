"""What a set of changes means: for each slot, its heads.

The meaning is a function of the *set*. It is total (no set of changes is without meaning) and does
not depend on order, repetition or batching. The same rules stand in `static/js/journal.js`; both
are held to `tests/vectors/journal.json`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain.changes import Change, SlotKey, Value, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True)
class Journal:
    """A folded set of changes. Adding gives a new journal and leaves this one as it was."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    members: Mapping[SlotKey, tuple[Change, ...]] = field(default_factory=dict)
    heads: Mapping[SlotKey, tuple[Change, ...]] = field(default_factory=dict)

    def with_changes(self, added: Iterable[Change]) -> Journal:
        """Give the journal of this set and the added changes; only touched slots are folded."""
        changes = dict(self.changes)
        arrived: dict[SlotKey, dict[str, Change]] = {}
        for change in added:
            known = changes.get(change.id)
            if known is None:
                changes[change.id] = change
                arrived.setdefault(change.slot_key, {})[change.id] = change
            elif known is not change and canonical(change) < canonical(known):
                # Two contents under one id are refused where changes come in. The fold takes the
                # smaller text all the same, so that it has a meaning for every set.
                changes[change.id] = change
                arrived.setdefault(known.slot_key, {}).pop(change.id, None)
                arrived.setdefault(change.slot_key, {})[change.id] = change
        return self._folded(changes, arrived)

    def _folded(
        self, changes: Mapping[str, Change], arrived: Mapping[SlotKey, Mapping[str, Change]]
    ) -> Journal:
        members = dict(self.members)
        heads = dict(self.heads)
        for slot, new in arrived.items():
            kept = (known for known in members.get(slot, ()) if changes[known.id] is known)
            slot_members = (*kept, *new.values())
            if slot_members:
                members[slot] = slot_members
                heads[slot] = _heads(slot_members)
            else:
                members.pop(slot, None)
                heads.pop(slot, None)
        return Journal(changes, members, heads)

    def values(self, *slot: str) -> tuple[Value, ...]:
        """Give the values of a slot's heads: none, one, or the sides of a conflict."""
        return tuple(head.value for head in self.heads.get(slot, ()))

    def value(self, *slot: str) -> Value:
        """Give the value of a slot. Unset is None; of a conflict it is the first head's."""
        heads = self.heads.get(slot)
        return heads[0].value if heads else None

    def slots(self, kind: str) -> Iterator[SlotKey]:
        """Give the slots of one kind that hold a change."""
        return (slot for slot in self.heads if slot[0] == kind)


EMPTY = Journal()


def fold(changes: Iterable[Change]) -> Journal:
    """Fold a set of changes, given in any order and with any repetition."""
    return EMPTY.with_changes(changes)


def _heads(members: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes of one slot that no other replaces, sorted by id.

    An edge counts only when its target is in the slot. Edges inside a cycle have no effect, so
    that the members of a cycle show as a conflict and no value ever vanishes.
    """
    if len(members) == 1:
        return members
    ids = {change.id for change in members}
    edges = {
        change.id: [target for target in change.replaces if target in ids and target != change.id]
        for change in members
        if change.replaces
    }
    replaced = {target for targets in edges.values() for target in targets}
    if _has_cycle(edges, replaced):
        component = _components({id_: edges.get(id_, []) for id_ in ids})
        replaced = {
            target
            for source, targets in edges.items()
            for target in targets
            if component[source] != component[target]
        }
    heads = [change for change in members if change.id not in replaced]
    return tuple(sorted(heads, key=lambda head: head.id))


def _has_cycle(all_edges: Mapping[str, list[str]], replaced: set[str]) -> bool:
    """Take away what nothing points at until that ends (Kahn, 1962); a cycle is what is left.

    Only a change that both replaces and is replaced can be in a cycle. In most slots there is
    none, and that is seen without counting.
    """
    between = replaced & all_edges.keys()
    if not between:
        return False
    edges = {
        source: [target for target in all_edges[source] if target in between] for source in between
    }
    pointed = dict.fromkeys(edges, 0)
    for targets in edges.values():
        for target in targets:
            pointed[target] += 1
    free = [node for node, count in pointed.items() if count == 0]
    taken = 0
    while free:
        taken += 1
        for target in edges[free.pop()]:
            pointed[target] -= 1
            if pointed[target] == 0:
                free.append(target)
    return taken < len(edges)


def _components(edges: Mapping[str, list[str]]) -> dict[str, int]:
    """Give each change the number of its strongly connected component (Tarjan, 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    component: dict[str, int] = {}
    path: list[str] = []
    for root in edges:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        path.append(root)
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                _close(node, index, low, path, component)
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
            elif target not in index:
                index[target] = low[target] = len(index)
                path.append(target)
                work.append((target, iter(edges[target])))
            elif target not in component:
                low[node] = min(low[node], index[target])
    return component


def _close(
    node: str,
    index: Mapping[str, int],
    low: Mapping[str, int],
    path: list[str],
    component: dict[str, int],
) -> None:
    """Take a finished component off the path, when this node is where it was entered."""
    if low[node] != index[node]:
        return
    while True:
        member = path.pop()
        component[member] = index[node]
        if member == node:
            return
