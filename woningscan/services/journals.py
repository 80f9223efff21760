"""Reading the journal of a visit: fetched in a transaction, opened and verified outside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.crypto.chain import BrokenChainError, Fault
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import EMPTY
from woningscan.domain.route import Route
from woningscan.persistence.journals import open_and_verify
from woningscan.persistence.keystore import ShreddedError
from woningscan.services.errors import NotFoundError
from woningscan.services.journal_cache import ReadJournal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.journals import AnyRow
    from woningscan.persistence.keyring import InspectionKeys
    from woningscan.services.resources import Resources


def open_keys(resources: Resources, visit: InspectionRecord) -> InspectionKeys:
    """Open the keys of a visit.

    Raises:
        NotFoundError: the visit was shredded.
    """
    try:
        return resources.keyring.open(visit.id, visit.keys)
    except ShreddedError:
        resources.cache.forget(visit.id)
        raise NotFoundError("This visit was destroyed; it cannot be read any more.") from None


def read_whole(resources: Resources, visit: InspectionRecord) -> ReadJournal:
    """Read a journal from its first change and verify the whole chain.

    Raises:
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    resources.cache.forget(visit.id)
    return read_on(resources, visit)


def read_on(resources: Resources, visit: InspectionRecord) -> ReadJournal:
    """Read a journal from where this process read it last, and verify what was appended.

    Raises:
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    keys = open_keys(resources, visit)
    before = resources.cache.get(visit.id)
    if before is not None and before.head == visit.chain:
        return before
    if before is not None and before.head.count >= visit.chain.count:
        # Another thread is ahead of this transaction, or the rows were rolled back: read all.
        before = None
    with resources.work.reading() as stored:
        rows = stored.journals.rows(visit.id, before.head.count if before else 0)
    if rows and rows[-1].sequence > visit.chain.count:
        rows = _known_then(resources, visit, rows)
    part = open_and_verify(rows, keys, visit.chain, before.head if before else None)
    journal = before.inspection.journal if before else EMPTY
    questionnaire = resources.questionnaire(visit.questionnaire)
    read = ReadJournal(
        Route(Inspection(questionnaire, journal.with_changes(part.changes))),
        part.late | before.late if before else part.late,
        part.head,
    )
    resources.cache.put(visit.id, read)
    return read


def _known_then(
    resources: Resources, visit: InspectionRecord, rows: Sequence[AnyRow]
) -> Sequence[AnyRow]:
    """Leave out what was appended after the visit's row was read; its turn comes next time.

    Raises:
        BrokenChainError: the visit's row knows nothing of them now either.
    """
    with resources.work.reading() as stored:
        now = stored.inspections.find(visit.id)
    if now is not None and now.chain.count < rows[-1].sequence:
        raise BrokenChainError(Fault.EXTENDED, now.chain.count + 1)
    return [row for row in rows if row.sequence <= visit.chain.count]
