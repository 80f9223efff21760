"""Photos as they come in, through the worker, and as they come out."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from tests.unit.photos.images import BLUE, RED, chunk, encoded, flag, near, opened, png
from woningscan.photos import (
    HeicPhotoError,
    NotAPhotoError,
    Photo,
    PhotoDamagedError,
    PhotoError,
    PhotoTooLargeError,
    PhotoWorkerError,
    intake,
    kinds,
    taking_in,
    worker,
)

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"SECRET-MARKER-52.0-4.3"
"""Stands for the place where a photo was taken."""


def exif(**tags: object) -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = SECRET.decode()
    made[0x8825] = {1: "N", 2: (52.0, 4.0, 12.0), 29: SECRET.decode()}
    if "orientation" in tags:
        made[0x0112] = tags["orientation"]
    return made


def is_the_flag(photo: Photo) -> bool:
    image = opened(photo.full)
    right, bottom = image.width - 4, image.height - 4
    return (
        near(image.getpixel((3, 3)), RED)
        and near(image.getpixel((right, 3)), BLUE)
        and near(image.getpixel((3, bottom)), BLUE)
    )


KINDS = {
    "jpeg": encoded(flag(), "JPEG", quality=95),
    "progressive jpeg": encoded(flag(), "JPEG", quality=95, progressive=True),
    "cmyk jpeg": encoded(flag().convert("CMYK"), "JPEG", quality=95),
    "png": encoded(flag(), "PNG"),
    "interlaced palette png": encoded(flag().quantize(4), "PNG"),
    "rgba png": encoded(flag().convert("RGBA"), "PNG"),
    "webp": encoded(flag(), "WEBP", quality=95),
    "lossless webp": encoded(flag().convert("RGBA"), "WEBP", lossless=True),
    "animated webp": encoded(
        flag(), "WEBP", lossless=True, save_all=True, append_images=[Image.new("RGB", (60, 40))]
    ),
    "animated png": encoded(
        flag(), "PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))]
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_photo_is_taken_in(kind: str) -> None:
    photo = intake(KINDS[kind])
    assert is_the_flag(photo)
    assert (photo.width, photo.height) == opened(photo.full).size == (60, 40)
    assert opened(photo.printed).mode == "RGB"


@pytest.mark.parametrize("mode", ["L", "1", "I;16"])
def test_grey_stays_as_light_as_it_was(mode: str) -> None:
    grey = Image.new("L", (40, 40), 255 if mode == "1" else 128)
    image = Image.new("I;16", (40, 40), 128 * 256) if mode == "I;16" else grey.convert(mode)
    expected = 255 if mode == "1" else 128
    out = opened(intake(encoded(image, "PNG")).full)
    assert near(out.getpixel((20, 20)), (expected,) * 3, 3)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    if mode == "P":
        data = encoded(Image.new("P", (40, 40), 0), "PNG", transparency=0)
    else:
        data = encoded(image.convert(mode), "PNG")
    assert near(opened(intake(data).full).getpixel((20, 20)), (255, 255, 255), 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_comes_out_upright(orientation: int) -> None:
    turned = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    image = flag()
    for turn in turned[orientation]:
        image = image.transpose(turn)
    photo = intake(encoded(image, "JPEG", quality=95, exif=exif(orientation=orientation)))
    assert (photo.width, photo.height) == (60, 40)
    assert is_the_flag(photo)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_changes_nothing(orientation: int) -> None:
    assert is_the_flag(intake(encoded(flag(), "JPEG", exif=exif(orientation=orientation))))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_byte_of_metadata_is_left(kind: str) -> None:
    options: dict[str, object] = {"exif": exif(), "icc_profile": SECRET, "xmp": SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    data = encoded(flag(), kind, **options)
    assert SECRET in data
    photo = intake(data)
    for jpeg in (photo.full, photo.printed):
        assert SECRET not in jpeg
        assert b"Exif" not in jpeg
        assert set(opened(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_text_in_a_png_is_left_behind() -> None:
    photo = intake(png(8, 8, chunk(b"tEXt", b"Comment\0" + SECRET)))
    assert SECRET not in photo.full + photo.printed


def test_another_colour_space_is_converted_before_its_profile_is_dropped() -> None:
    swapped = io.BytesIO()
    swapped.write(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = swapped.getvalue().replace(b"rXYZ", b"tmp0").replace(b"bXYZ", b"rXYZ")
    profile = profile.replace(b"tmp0", b"bXYZ").replace("sRGB".encode("utf-16-be"), b"\0x\0X\0y\0Y")
    data = encoded(Image.new("RGB", (40, 40), RED), "PNG", icc_profile=profile)
    seen = opened(intake(data).full).getpixel((20, 20))
    assert near(seen, (30, 30, 200), 25)


def test_a_large_photo_comes_out_in_two_sizes() -> None:
    photo = intake(encoded(flag(4000, 3000), "JPEG"))
    assert (photo.width, photo.height) == opened(photo.full).size == (2000, 1500)
    assert opened(photo.printed).size == (1000, 750)
    assert is_the_flag(photo)


def test_a_large_transparent_photo_is_made_in_bands_without_seams() -> None:
    photo = intake(encoded(flag(6000, 5001).convert("RGBA"), "PNG", compress_level=1))
    assert (photo.width, photo.height) == (2000, 1667)
    out = opened(photo.full)
    for y in range(0, 1667, 3):
        if abs(y - 833) > 16:
            assert near(out.getpixel((10, y)), RED if y < 833 else BLUE)


def test_a_small_photo_is_not_enlarged() -> None:
    photo = intake(encoded(flag(1, 1), "PNG"))
    assert (photo.width, photo.height) == opened(photo.printed).size == (1, 1)


@pytest.mark.parametrize("size", [(60_000, 1), (1, 60_000)])
def test_a_very_long_photo_keeps_a_width(size: tuple[int, int]) -> None:
    photo = intake(png(*size))
    assert min(photo.width, photo.height) == 1
    assert max(photo.width, photo.height) == 2000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dit is een verslag.\n" * 100,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"GIF89a" + bytes(100),
        b"II*\0" + bytes(100),
        b"RIFF\x10\0\0\0WAVEfmt ",
        encoded(flag(), "GIF"),
        encoded(flag(), "TIFF"),
        encoded(flag(), "BMP"),
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(data: bytes) -> None:
    with pytest.raises(NotAPhotoError, match="JPEG, PNG or WebP"):
        intake(data)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_heic_is_refused_with_what_to_do(brand: bytes) -> None:
    with pytest.raises(HeicPhotoError, match="save it as JPEG"):
        intake(b"\0\0\0\x18ftyp" + brand + bytes(100))


def test_a_file_of_one_byte_too_many_is_refused() -> None:
    data = KINDS["jpeg"]
    filled = data + bytes(kinds.MOST_BYTES - len(data))
    assert is_the_flag(intake(filled))
    with pytest.raises(PhotoTooLargeError, match="25 MB"):
        intake(filled + b"\0")


def test_a_photo_of_one_pixel_too_many_is_refused() -> None:
    assert intake(png(50_000_000, 1)).width == 2000
    with pytest.raises(PhotoTooLargeError, match="50 megapixels"):
        intake(png(50_000_001, 1))


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_head(size: tuple[int, int]) -> None:
    with pytest.raises(PhotoError):
        intake(png(*size, grey=b""))


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_was_cut_short_is_refused(kind: str) -> None:
    data = KINDS[kind]
    cut = len(data) // 2 if not kind.startswith("animated") else len(data) // 4
    with pytest.raises(PhotoDamagedError, match="take it again"):
        intake(data[:cut])


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff" + bytes(50),
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"RIFF\0\0\0\0WEBP" + bytes(50),
        png(0, 8),
        png(8, 8, grey=b"no zlib"),
    ],
)
def test_damage_is_found(data: bytes) -> None:
    with pytest.raises(PhotoDamagedError):
        intake(data)


def test_a_text_chunk_that_grows_without_end_is_refused() -> None:
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(80 * 1024**2)))
    with pytest.raises(PhotoError):
        intake(png(8, 8, text))


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "could not be read"),
        ("raise SystemExit(3)", "could not be read"),
        ("pass", "cut short"),
        ("print('x' * 40)", "cut short"),
    ],
)
def test_a_worker_that_dies_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, program: str, message: str
) -> None:
    monkeypatch.setattr(taking_in, "COMMAND", (sys.executable, "-c", program))
    with pytest.raises(PhotoWorkerError, match=message):
        intake(KINDS["jpeg"])


def test_a_worker_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "TIMEOUT", 0.2)
    hanging = (sys.executable, "-c", "import threading; threading.Event().wait()")
    monkeypatch.setattr(taking_in, "COMMAND", hanging)
    with pytest.raises(PhotoWorkerError, match="too long"):
        intake(KINDS["jpeg"])


@pytest.mark.parametrize(
    ("deed", "outcome"),
    [
        ("open({file!r}, 'wb')", "OSError"),
        ("open({existing!r}, 'rb')", "OSError"),
        ("__import__('socket').socket()", "OSError"),
        ("bytes(2 * 1024**3)", "MemoryError"),
    ],
)
def test_the_worker_can_open_nothing_and_take_no_more_memory(
    tmp_path: Path, deed: str, outcome: str
) -> None:
    existing = tmp_path / "existing"
    existing.write_bytes(b"x")
    deed = deed.format(file=str(tmp_path / "new"), existing=str(existing))
    program = (
        "import socket\nfrom woningscan.photos import worker\nworker.limit()\n"
        f"try:\n    {deed}\nexcept (OSError, MemoryError) as error:\n"
        "    print(type(error).__mro__[-4].__name__, type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert outcome in done.stdout
    assert not (tmp_path / "new").exists()


def test_the_worker_gets_none_of_our_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WONINGSCAN_KEY_DIR", "/nowhere")
    told = (
        "import os, sys\n"
        f"sys.exit(1 if 'WONINGSCAN_KEY_DIR' in os.environ else {int(worker.Outcome.TOO_LARGE)})"
    )
    monkeypatch.setattr(taking_in, "COMMAND", (sys.executable, "-c", told))
    with pytest.raises(PhotoTooLargeError):
        intake(KINDS["jpeg"])


def test_several_photos_at_once_do_not_mix() -> None:
    sizes = [(20 + step, 30) for step in range(6)]
    photos = [encoded(Image.new("RGB", size), "PNG") for size in sizes]
    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(intake, photos))
    assert [(photo.width, photo.height) for photo in taken] == sizes
