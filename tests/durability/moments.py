"""The moments of a commit on SQLite at which to kill, seen from outside by its rollback journal.

The journal of a file is empty between transactions, and holds pages from the first write of a
transaction until the moment that it is committed. Killed in between it is *hot*: whoever opens the
file next has to roll back.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from woningscan.config import Config

MOST_LOOKS = 1_000_000


@dataclass(frozen=True, slots=True)
class Journal:
    """The rollback journal of a SQLite file."""

    path: Path

    @property
    def is_hot(self) -> bool:
        """Tell whether a transaction is being written, or was broken off."""
        return self.path.stat().st_size > 0

    def wait_until_hot(self) -> None:
        """Come back in the middle of a transaction."""
        self._look_until(lambda: self.is_hot)

    def wait_until_committed(self) -> None:
        """Come back right after a transaction, most likely before anybody was told of it."""
        self.wait_until_hot()
        self._look_until(lambda: not self.is_hot)

    def _look_until(self, is_so: Callable[[], bool]) -> None:
        if not any(is_so() for _ in range(MOST_LOOKS)):
            raise AssertionError(f"Nobody writes to {self.path}.")


def at_once() -> None:
    """Come back at once."""


@dataclass
class Moments:
    """Draws a moment for each kill, and counts the transactions that kills broke off."""

    saves: Journal
    shares: Journal
    broken_off: int = 0

    def wait(self) -> None:
        """Come back at one of the moments."""
        choices = (at_once, self.saves.wait_until_hot, self.saves.wait_until_committed)
        random.choice((*choices, self.shares.wait_until_hot))()  # noqa: S311 - no secret

    def look_back(self) -> None:
        """Count what the kill left."""
        self.broken_off += self.saves.is_hot + self.shares.is_hot


def moments_of(config: Config) -> Moments:
    """Give the moments of an installation on SQLite."""
    return Moments(journal_of(config.database_url), journal_of(config.keystore_url))


def journal_of(url: str) -> Journal:
    """Give the journal of a SQLite file by its address."""
    return Journal(Path(f"{make_url(url).database}-journal"))
