"""Folded journals of recent visits, kept per process; they may be thrown away at any time.

A cached journal is never trusted by itself: keys are opened first, and what was appended since is
read and verified from the cached head on. Opening a visit verifies the whole chain instead.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.crypto.chain import ChainHead
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.route import Route

MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class ReadJournal:
    """An inspection as its journal says, up to a verified head.

    Its route is kept with it: which items apply is worked out once, not at every page.
    """

    route: Route
    late: frozenset[str]
    head: ChainHead

    @property
    def inspection(self) -> Inspection:
        """The inspection that the route is of."""
        return self.route.inspection


class JournalCache:
    """The last journals that were read; the one longest unused goes first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Begin empty."""
        self._most = most
        self._kept: OrderedDict[str, ReadJournal] = OrderedDict()
        self._lock = Lock()

    def get(self, inspection: str) -> ReadJournal | None:
        """Give what was read of an inspection."""
        with self._lock:
            read = self._kept.get(inspection)
            if read is not None:
                self._kept.move_to_end(inspection)
            return read

    def put(self, inspection: str, read: ReadJournal) -> None:
        """Keep what was read."""
        with self._lock:
            self._kept[inspection] = read
            self._kept.move_to_end(inspection)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def forget(self, inspection: str) -> None:
        """Drop what was read."""
        with self._lock:
            self._kept.pop(inspection, None)
