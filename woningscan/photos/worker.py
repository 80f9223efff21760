"""The process in which photos from outside are decoded: `python -m woningscan.photos.worker`.

It reads one photo from standard input and writes the two JPEGs to standard output. A file that is
made to break a decoder finds here no keys, no files to write, little memory and little time.
"""

from __future__ import annotations

import resource
import struct
import sys
from enum import IntEnum

from PIL import Image

from woningscan.photos import rendering
from woningscan.photos.kinds import MOST_BYTES

MEMORY = 1280 * 1024**2
"""A WebP of 50 megapixels needs about 1 GB of address space, a JPEG a fifth of that."""
SECONDS = 15
HEAD = struct.Struct(">IIII")
"""Width, height, length of the full photo, length of the printed one."""


class Outcome(IntEnum):
    """The exit status, by which the parent knows what happened."""

    DONE = 0
    TOO_LARGE = 71
    DAMAGED = 72


_LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_CORE: 0,
    # Nothing can be written to a file, and none can be opened: the three pipes are all there is.
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 3,
}


def limit() -> None:
    """Give up, for good, what decoding does not need."""
    for kind, most in _LIMITS.items():
        resource.setrlimit(kind, (most, most))


def work() -> Outcome:
    """Render the photo on standard input to standard output."""
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        photo = rendering.render(data)
    except (
        rendering.TooManyPixelsError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        MemoryError,
    ):
        return Outcome.TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise what they like; every cause is a bad photo
        return Outcome.DAMAGED
    head = HEAD.pack(photo.width, photo.height, len(photo.full), len(photo.printed))
    sys.stdout.buffer.write(head + photo.full + photo.printed)
    sys.stdout.buffer.flush()
    return Outcome.DONE


if __name__ == "__main__":
    limit()
    sys.exit(work())
