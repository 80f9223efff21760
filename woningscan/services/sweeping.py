"""What has run out and may go: the work that is done by the clock, again and again, by one command.

All of it is idempotent, and safe while the application serves: what somebody uses at that moment is
left for the next time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.services.authentication.limits import SPAN
from woningscan.services.authentication.sessions import ABSOLUTE_LIMIT
from woningscan.services.photo_deletion import finish_deletions

if TYPE_CHECKING:
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Swept:
    """How many of each went."""

    sessions: int
    tries: int
    challenges: int
    photos: int


def sweep(resources: Resources) -> Swept:
    """Remove sessions that are over, counts of tries, and challenges that nobody answered.

    Photos whose deletion was interrupted are deleted to the end.
    """
    clock = resources.clock
    with resources.work.writing() as stored:
        sessions = stored.sessions.remove_begun_before(clock.ago(ABSOLUTE_LIMIT))
    with resources.work.writing() as stored:
        tries = stored.tries.forget_before(clock.ago(SPAN))
    with resources.work.writing() as stored:
        challenges = stored.ceremonies.remove_expired(clock.now())
    return Swept(sessions, tries, challenges, finish_deletions(resources))
