"""A photo on its way into the PDF: the image and nothing else."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.unit.letters import samples
from woningscan.letters import jpeg

PHOTO = samples.jpeg(64, 48)
SECRET = b"SECRET-MARKER"


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content


def with_segment(kind: int, content: bytes) -> bytes:
    return PHOTO[:2] + segment(kind, content) + PHOTO[2:]


def encoded(image: Image.Image, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", **options)
    return written.getvalue()


@pytest.mark.parametrize("kind", [*range(0xE1, 0xF0), 0xFE, 0xE0])
def test_what_a_camera_writes_beside_the_image_is_left_out(kind: int) -> None:
    read = jpeg.read(with_segment(kind, SECRET + bytes(20)))
    assert SECRET not in read.data
    assert read.data == jpeg.read(PHOTO).data


def test_a_thumbnail_in_the_jfif_segment_is_left_out() -> None:
    head = b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x02\x02"
    data = PHOTO[:2] + segment(0xE0, head + SECRET) + PHOTO[20:]
    read = jpeg.read(data)
    assert SECRET not in read.data
    assert Image.open(io.BytesIO(read.data)).size == (64, 48)


def test_what_stands_behind_the_image_is_left_out() -> None:
    assert jpeg.read(PHOTO + SECRET + PHOTO).data == jpeg.read(PHOTO).data


def test_what_stands_between_the_scans_is_left_out() -> None:
    data = encoded(Image.open(io.BytesIO(PHOTO)), progressive=True)
    scan = data.rindex(b"\xff\xda")
    read = jpeg.read(data[:scan] + segment(0xFE, SECRET) + data[scan:])
    assert SECRET not in read.data
    assert read.data == jpeg.read(data).data


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_image_stays_the_same(mode: str, options: dict[str, bool]) -> None:
    data = encoded(Image.open(io.BytesIO(PHOTO)).convert(mode), **options)
    read = jpeg.read(data)
    assert (read.width, read.height) == (64, 48)
    assert read.colours == {"RGB": "DeviceRGB", "L": "DeviceGray"}[mode]
    with Image.open(io.BytesIO(read.data)) as kept, Image.open(io.BytesIO(data)) as original:
        assert kept.tobytes() == original.tobytes()


def test_colours_for_printing_presses_are_refused() -> None:
    data = encoded(Image.new("CMYK", (8, 8)))
    with pytest.raises(jpeg.NotAJpegError, match="4 colours"):
        jpeg.read(data)


@given(st.integers(0, len(PHOTO) - 1))
def test_a_photo_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(jpeg.NotAJpegError):
        jpeg.read(PHOTO[:length])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(jpeg.NotAJpegError):
        assert jpeg.read(PHOTO[:2] + data).width


@given(st.integers(2, 600), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(position: int, value: int) -> None:
    data = PHOTO[:position] + bytes((value,)) + PHOTO[position + 1 :]
    with contextlib.suppress(jpeg.NotAJpegError):
        assert jpeg.read(data).data.startswith(PHOTO[:2])
