"""Damage in every place: bytes are rendered, or refused with an exception, never more."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.photos.images import encoded, flag, opened
from woningscan.photos import NotAPhotoError, kinds
from woningscan.photos.rendering import FULL_SIDE, PRINTED_SIDE, render

PHOTOS = [
    encoded(flag(), "JPEG"),
    encoded(flag().convert("RGBA"), "PNG"),
    encoded(flag(), "WEBP", lossless=True),
]


@pytest.mark.parametrize("photo", PHOTOS, ids=["jpeg", "png", "webp"])
@given(data=st.data())
def test_a_changed_byte_gives_a_photo_or_an_exception(photo: bytes, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(photo) - 1))
    value = data.draw(st.integers(0, 255))
    try:
        rendered = render(photo[:position] + bytes((value,)) + photo[position + 1 :])
    except Exception:  # noqa: BLE001 - the worker tells every one of them as damage
        return
    assert opened(rendered.full).size == (rendered.width, rendered.height)


@given(st.integers(1, 2600), st.integers(1, 40))
@example(4001, 3)
@example(8000, 5)
def test_sizes_keep_their_proportion_and_their_limit(width: int, height: int) -> None:
    rendered = render(encoded(flag(width, height), "PNG", compress_level=1))
    full, printed = opened(rendered.full), opened(rendered.printed)
    assert full.width == min(width, FULL_SIDE)
    assert printed.width == min(width, PRINTED_SIDE)
    scale = full.width / width
    assert abs(full.height - height * scale) <= 1


@given(st.binary(max_size=64))
def test_only_what_begins_as_a_photo_reaches_the_worker(data: bytes) -> None:
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")):
        with pytest.raises(NotAPhotoError):
            kinds.check(data)
