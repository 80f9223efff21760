"""Deleting photos for ever: out of the visit, out of the database, and out of every copy of it.

A photo opens with a share of its own, in the key store. The change that clears the photo and the
removal of its rows are one transaction; then the share goes, and with it every backup, log and dead
row that still holds the sealed image. A share is marked before all that, so that a deletion that a
crash interrupted is found and finished.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.domain.photos import standing_slots
from woningscan.persistence.audit import Action
from woningscan.persistence.inspections import HeadMovedError
from woningscan.services import standing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from woningscan.domain.changes import Sent
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.standing import Stand

INTERRUPTED_AFTER = timedelta(minutes=1)
"""A deletion that began longer ago than this was interrupted: it takes milliseconds."""


def delete_photos(
    resources: Resources, actor: Actor, visit_id: str, photos: Collection[str]
) -> int:
    """Delete photos of a visit for ever, and give how many there were.

    Raises:
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    deleted = None
    while deleted is None:
        deleted = _delete(resources, actor, visit_id, frozenset(photos))
    finish_deletions(resources)
    return deleted


def finish_deletions(resources: Resources) -> int:
    """Finish deletions that a crash interrupted, and give how many photos that were.

    Where the rows are gone the share goes too. Where they stand nothing had happened yet, or the
    database was put back from a backup: the photo stays, until somebody deletes it again.
    """
    shares, finished = resources.keyring.store.of_photos, 0
    for inspection, photos in shares.going(resources.clock.ago(INTERRUPTED_AFTER)).items():
        with resources.work.reading() as stored:
            standing_yet = stored.blobs.ids(inspection)
        shares.keep(inspection, photos & standing_yet)
        shares.remove(inspection, photos - standing_yet)
        finished += len(photos - standing_yet)
    return finished


def _delete(
    resources: Resources, actor: Actor, visit_id: str, photos: frozenset[str]
) -> int | None:
    """Delete photos; None when something was recorded in the meantime, so that it begins anew."""
    stand = standing.look(resources, actor, visit_id)
    with resources.work.reading() as stored:
        kept = stored.blobs.ids(stand.visit.id)
    slots = [slot for photo in sorted(photos) for slot in standing_slots(stand.inspection, photo)]
    gone = sorted((kept & photos) | {slot[2] for slot in slots})
    if not gone:
        return 0
    heads = stand.inspection.journal.heads
    cleared = [
        standing.sent(resources, actor, slot, None, replaces=tuple(head.id for head in heads[slot]))
        for slot in slots
    ]
    shares = resources.keyring.store.of_photos
    shares.mark_going(stand.visit.id, gone, resources.clock.now())
    try:
        _remove(resources, actor, stand, cleared, gone)
    except HeadMovedError:
        return None
    shares.remove(stand.visit.id, gone)
    return len(gone)


def _remove(
    resources: Resources,
    actor: Actor,
    stand: Stand,
    changes: Sequence[Sent],
    photos: Sequence[str],
) -> None:
    """Clear the photos in the journal, remove their rows and report it, all or nothing."""
    now = resources.clock.now()
    with resources.work.writing() as stored:
        standing.append(resources, stored, actor, stand, changes)
        stored.blobs.remove(stand.visit.id, photos)
        for photo in photos:
            event = actor.event(
                Action.PHOTO_DELETED,
                inspection=stand.visit.id,
                subject=photo,
            )
            stored.audit.record(event, now)
