"""Drafts as changes, and an inspection once they are recorded."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from tests.small_home_visits import AT, DEVICE
from woningscan.domain.changes import Change
from woningscan.domain.drafts import Draft
from woningscan.domain.inspection import Inspection


def changes_of(drafts: Iterable[Draft], first: int = 1000) -> Iterator[Change]:
    """Give each draft an id of its own, counted from the first."""
    for number, draft in enumerate(drafts, first):
        yield draft.change(str(UUID(int=number)), DEVICE, AT)


def after(inspection: Inspection, drafts: Iterable[Draft], first: int = 1000) -> Inspection:
    """Give the inspection with the drafts recorded."""
    journal = inspection.journal.with_changes(changes_of(drafts, first))
    return Inspection(inspection.questionnaire, journal)
