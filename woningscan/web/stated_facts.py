"""Facts as a form states them, before anything is recorded: which values exist beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.conditions import FactIn, holds, leaves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from woningscan.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts by themselves, without an inspection: what conditions over facts are asked of."""

    facts: Mapping[str, str | None]

    def fact(self, fact: str) -> str | None:
        """Give the value of a fact."""
        return self.facts.get(fact) or None

    def answer(self, _room: str, _item: str) -> str | None:
        """Give no answer: there are none."""
        return None

    def rooms_with(self, _item: str) -> Sequence[str]:
        """Give no rooms: there are none."""
        return ()


def is_offered(condition: Condition | None, known: KnownFacts) -> bool:
    """Tell whether a value is offered: it exists, or nobody can say yet."""
    is_open = any(
        isinstance(leaf, FactIn) and known.fact(leaf.fact) is None for leaf in leaves(condition)
    )
    return is_open or holds(condition, known, None)
