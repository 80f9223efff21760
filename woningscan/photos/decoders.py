"""How many photos are decoded at a time, so that a heap of them slows nothing else down."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from woningscan.photos.faults import PhotosBusyError
from woningscan.photos.taking_in import intake

if TYPE_CHECKING:
    from collections.abc import Callable

    from woningscan.photos.taking_in import Photo

MOST_AT_ONCE = 2
"""Each takes a processor, and at its worst a gigabyte, for as long as it takes."""
PATIENCE = 3.0
"""Seconds; a photo of twelve megapixels takes about a third of one."""


class Decoders:
    """Takes photos in, a few at a time; who comes while all are busy waits a little."""

    def __init__(
        self,
        most: int = MOST_AT_ONCE,
        patience: float = PATIENCE,
        take: Callable[[bytes], Photo] = intake,
    ) -> None:
        """Allow `most` photos at once, and let others wait `patience` seconds."""
        self._places = BoundedSemaphore(most)
        self._patience = patience
        self._take = take

    def intake(self, data: bytes) -> Photo:
        """Take in a photo, as `photos.intake` does.

        Raises:
            PhotosBusyError: all were busy for as long as somebody waits.
            PhotoError: as `photos.intake`.
        """
        if not self._places.acquire(timeout=self._patience):
            raise PhotosBusyError("Other photos are being read; try again in a moment.")
        try:
            return self._take(data)
        finally:
            self._places.release()
