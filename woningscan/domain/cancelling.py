"""Why a visit does not go on, as the journal says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.changes import Change


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a visit does not go on: `cause` is one of `values.CANCELLATIONS`, `reason` in words."""

    cause: str
    reason: str | None


def last_cancellation(changes: Iterable[Change]) -> Cancellation | None:
    """Give the last cancellation among changes in the order in which they were recorded.

    The last one counts: a visit can be planned again and called off again.
    """
    values = [change.value for change in changes if change.kind == "cancelled"]
    last = values[-1] if values else None
    if not isinstance(last, dict):
        return None
    reason = last.get("reason")
    return Cancellation(str(last.get("cause")), reason if isinstance(reason, str) else None)
