"""A visit that does not go on: what its overview and the page that reopens it say of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.cancelling import last_cancellation
from woningscan.domain.rights import State

if TYPE_CHECKING:
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Why a visit does not go on: the cause in words, and what somebody wrote about it."""

    cause: str
    reason: str | None


def cancelled(visit: OpenVisit, t: Translator) -> Cancelled | None:
    """Give why a visit does not go on; None while it does."""
    if visit.state is not State.CANCELLED:
        return None
    last = last_cancellation(visit.inspection.journal.changes.values())
    return Cancelled(t(f"cause.{last.cause}"), last.reason) if last else None
