"""Photos as they go into a PDF: the JPEG data itself, without what a camera wrote beside it.

Nothing is decoded. The parts of a JPEG that describe the image are copied and all others are left
out, so that the place where a photo was taken cannot travel along, whoever made the photo.
Source: ITU-T T.81 annex B.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = b"\xff\xd8"
_END = b"\xff\xd9"
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""In coded data, 0xFF is followed by zero, a restart or a fill byte; all else is a marker."""
_SCAN = 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive, as PDF allows (ISO 32000-1, 7.4.8)."""
_KEPT = _FRAMES | {0xC4, 0xDB, 0xDD, 0xE0, _SCAN}
"""Frame, tables, restart interval, JFIF and scan; not APP1 (EXIF, XMP), not comments."""
_JFIF = 0xE0
_JFIF_HEAD = b"JFIF\x00"
_JFIF_LENGTH = 16
_NO_THUMBNAIL = b"\x00\x00"
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}


class NotAJpegError(ValueError):
    """The bytes are not a JPEG that a PDF can carry."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG without metadata; sizes in pixels, and the name of its PDF colour space."""

    data: bytes
    width: int
    height: int
    colours: str


def read(data: bytes) -> Jpeg:
    """Read the head of a JPEG and leave its metadata out.

    Raises NotAJpegError when the bytes are damaged, are no JPEG, or hold other colours than grey
    or YCbCr in 8 bits.
    """
    if not data.startswith(_START):
        raise NotAJpegError("does not begin as a JPEG")
    kept, frame, scans = [_START], b"", 0
    for kind, part in _parts(data):
        if kind in _FRAMES:
            frame = part
        if kind in _KEPT:
            kept.append(_without_thumbnail(part) if kind == _JFIF else part)
            scans += kind == _SCAN
    if not scans:
        raise NotAJpegError("holds no image")
    # What a camera hides behind the end of the image stays behind.
    return _described(b"".join((*kept, _END)), frame)


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the segments up to the end of the image; coded data come as a part of their scan."""
    position = len(_START)
    while data[position : position + 2] != _END:
        segment = _segment(data, position)
        kind = segment[1]
        position += len(segment)
        if kind == _SCAN:
            after = _MARKER.search(data, position)
            if after is None:
                raise NotAJpegError("has no end")
            segment += data[position : after.start()]
            position = after.start()
        yield kind, segment


def _segment(data: bytes, position: int) -> bytes:
    head = data[position : position + 4]
    if len(head) < 4 or head[0] != 0xFF:  # noqa: PLR2004 - marker and length, two bytes each
        raise NotAJpegError(f"has no marker at byte {position}")
    length = 2 + int.from_bytes(head[2:])
    segment = data[position : position + length]
    if len(segment) < length or length < 4:  # noqa: PLR2004
        raise NotAJpegError(f"ends within the segment at byte {position}")
    return segment


def _without_thumbnail(segment: bytes) -> bytes:
    """Give the JFIF segment with version and density alone; another APP0 is left out."""
    if not segment[4:].startswith(_JFIF_HEAD) or len(segment) < _JFIF_LENGTH + 2:
        return b""
    length = _JFIF_LENGTH.to_bytes(2)
    return segment[:2] + length + segment[4:_JFIF_LENGTH] + _NO_THUMBNAIL


def _described(data: bytes, frame: bytes) -> Jpeg:
    if len(frame) < 10:  # noqa: PLR2004 - marker, length, precision, height, width, components
        raise NotAJpegError("has no frame")
    precision, components = frame[4], frame[9]
    height, width = int.from_bytes(frame[5:7]), int.from_bytes(frame[7:9])
    colours = _COLOURS.get(components)
    if precision != 8 or colours is None or not width or not height:  # noqa: PLR2004
        raise NotAJpegError(f"has {components} colours of {precision} bits, {width} by {height}")
    return Jpeg(data, width, height, colours)
