"""Taking a photo in: checked, decoded in a process of its own, and given back as plain JPEGs.

Neither this process nor the worker writes the photo to a disk: it travels through pipes.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from woningscan.photos import kinds, worker
from woningscan.photos.faults import PhotoDamagedError, PhotoTooLargeError, PhotoWorkerError

TIMEOUT = 30
"""Seconds on the clock; the worker has its own limit of computing time, which is lower."""
COMMAND = (sys.executable, "-s", "-P", "-m", worker.__name__)
_SOURCES = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: two JPEGs without metadata; sizes are those of `full`, in pixels."""

    full: bytes
    """Longest side at most 2000 pixels."""
    printed: bytes
    """Longest side at most 1000 pixels, for the letter."""
    width: int
    height: int


def intake(data: bytes) -> Photo:
    """Take in a JPEG, PNG or WebP of at most 25 MB and 50 megapixels.

    The photo comes out upright, in sRGB, on white, and without its metadata; of an animation the
    first frame. It may be called from several threads at once: each photo has its own process.

    Raises HeicPhotoError, NotAPhotoError, PhotoDamagedError, PhotoTooLargeError or
    PhotoWorkerError, all of them PhotoError.
    """
    kinds.check(data)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the photo is its input
            COMMAND,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            cwd="/",
            # The worker gets no variable of ours: some of them hold the way to keys.
            env={"PYTHONPATH": str(_SOURCES)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PhotoWorkerError("Reading the photo took too long; take it again.") from None
    match done.returncode:
        case worker.Outcome.DONE:
            return _received(done.stdout)
        case worker.Outcome.TOO_LARGE:
            raise PhotoTooLargeError(
                f"The photo has more than {kinds.MOST_PIXELS // 10**6} megapixels; make it smaller."
            )
        case worker.Outcome.DAMAGED:
            raise PhotoDamagedError("The photo is damaged; take it again or choose another.")
        case _:
            raise PhotoWorkerError("The photo could not be read; save it as JPEG and try again.")


def _received(answer: bytes) -> Photo:
    head, jpegs = answer[: worker.HEAD.size], answer[worker.HEAD.size :]
    if len(head) < worker.HEAD.size:
        raise PhotoWorkerError("Reading the photo was cut short; try again.")
    width, height, full, printed = worker.HEAD.unpack(head)
    if len(jpegs) != full + printed:
        raise PhotoWorkerError("Reading the photo was cut short; try again.")
    return Photo(jpegs[:full], jpegs[full:], width, height)
