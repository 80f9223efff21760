"""Reading a PDF back, as tests do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import Destination, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator


def opened(pdf: bytes) -> PdfReader:
    """Open a PDF; pypdf refuses what is not well formed."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def words(text: str) -> str:
    """Give text with every run of white space as one space."""
    return " ".join(text.split())


def pages(pdf: bytes) -> list[str]:
    """Give the text of each page."""
    return [words(page.extract_text()) for page in opened(pdf).pages]


def text_of(pdf: bytes) -> str:
    """Give all text."""
    return " ".join(pages(pdf))


def streams(pdf: bytes) -> Iterator[StreamObject]:
    """Give every stream of the file."""
    reader = opened(pdf)
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            yield found


def contents(pdf: bytes) -> bytes:
    """Give all bytes of the file, with the streams that can be unpacked also unpacked."""
    unpacked = [stream.get_data() for stream in streams(pdf) if stream.get("/Subtype") != "/Image"]
    return b"\n".join([pdf, *unpacked])


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Give the outline: level and title, in order."""

    def entries(outline: list[object], level: int) -> Iterator[tuple[int, str]]:
        for entry in outline:
            if isinstance(entry, list):
                yield from entries(entry, level + 1)
            elif isinstance(entry, Destination):
                yield level, str(entry.title)

    return list(entries(list(opened(pdf).outline), 0))


def images(pdf: bytes) -> list[StreamObject]:
    """Give the image streams."""
    return [stream for stream in streams(pdf) if stream.get("/Subtype") == "/Image"]
