"""Who signs in waits in turn, and a crowd of them takes neither the processor nor the threads.

Checking a password takes 46 MiB and a processor for a while, by design, and anybody may ask for it.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from woningscan.services.errors import SignInBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WAITING = 6
"""In one process, the one whose turn it is included."""
PATIENCE = 5.0
"""Seconds; a password takes about a tenth of one."""


class SignInQueue:
    """One at a time; a few may wait, and who comes while they do is told to come back."""

    def __init__(
        self, most: int = MOST_WAITING, patience: float = PATIENCE, at_once: int = 1
    ) -> None:
        """Let `most` be here, `at_once` of whom have their turn; others wait `patience` seconds."""
        self._places = BoundedSemaphore(most)
        self._turns = BoundedSemaphore(at_once)
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it.

        Raises:
            SignInBusyError: too many wait already, or it takes too long.
        """
        if not self._places.acquire(blocking=False):
            raise SignInBusyError("Too many sign in at this moment.")
        try:
            if not self._turns.acquire(timeout=self._patience):
                raise SignInBusyError("Too many sign in at this moment.")
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()


QUEUE = SignInQueue()
"""That of this process, for strangers."""

OWN_QUEUE = SignInQueue()
"""That of this process for who sits at a device that the account knows: no stranger stands here."""
