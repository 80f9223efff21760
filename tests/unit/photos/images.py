"""Images to take in, in every form that a camera or an attacker might think of."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def flag(width: int = 60, height: int = 40) -> Image.Image:
    """Make an image of which one can see how it lies: its upper left quarter is red, else blue."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Write an image as a file of some kind."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    """Read a JPEG that came out."""
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    image.load()
    return image


def near(one: object, other: tuple[int, ...], distance: int = 12) -> bool:
    """Tell whether two colours are the same to the eye; JPEG changes each a little."""
    assert isinstance(one, tuple)
    return all(abs(left - right) <= distance for left, right in zip(one, other, strict=True))


def chunk(kind: bytes, content: bytes) -> bytes:
    """Make a chunk of a PNG."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(width: int, height: int, *chunks: bytes, grey: bytes | None = None) -> bytes:
    """Make a PNG of 8 bits of grey that says it has a size, and has what chunks it is given."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = grey if grey is not None else zlib.compress((b"\0" + b"\x80" * width) * height, 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + b"".join(chunks)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )
