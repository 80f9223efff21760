"""A QR code as a drawing of one path, which a page can hold without an image of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

import segno

QUIET_ZONE = 4
"""White modules around it (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` by `size` modules; `path` draws the dark ones, as SVG has it."""

    size: int
    path: str = field(repr=False)


def qr_code(text: str) -> QrCode:
    """Draw a text, such that a camera reads it even where 15 % of it is not readable."""
    rows = tuple(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET_ZONE))
    drawn: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            length = len(tuple(run))
            if is_dark:
                drawn.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return QrCode(len(rows), "".join(drawn))
