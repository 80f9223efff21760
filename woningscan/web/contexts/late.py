"""What came in after a visit was closed: which slots, what they say, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.web.contexts.moments import moment_words, zone_of
from woningscan.web.contexts.places import place_of
from woningscan.web.contexts.wording import slot_words, value_words

if TYPE_CHECKING:
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class LateRow:
    """One late change: what it is about, what it says, when it was recorded, where it stands."""

    what: str
    words: str
    at: str
    href: str


def late_rows(visit: OpenVisit, t: Translator) -> tuple[LateRow, ...]:
    """Give the changes that came late, in the order in which they were recorded."""
    inspection = visit.inspection
    late = [change for id_, change in inspection.journal.changes.items() if id_ in visit.late]
    return tuple(
        LateRow(
            what=slot_words(inspection, change.slot_key, t),
            words=value_words(inspection, change, t),
            at=moment_words(change.at, zone_of(inspection), t),
            href=place_of(visit.id, inspection, change.slot_key),
        )
        for change in sorted(late, key=lambda change: (change.at, change.id))
    )
