"""A photo in two sizes, upright, on white, as JPEG, and without anything but the image.

Only the worker runs this on bytes from outside.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import (
    Image,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from woningscan.photos.kinds import MOST_PIXELS

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

FULL_SIDE = 2000
PRINTED_SIDE = 1000
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
_BAND = 64
"""Rows of the reduced image that are made at a time, so that no second large image is needed."""
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a photo upright, by the value of the EXIF tag Orientation (CIPA DC-008, 4.6.4)."""
_SRGB = ImageCms.createProfile("sRGB")
READY = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""What Pillow imports when it first needs it. The worker can open no files by then, so it is
imported here: JPEG with several images is MPO, and EXIF is written as TIFF."""
Image.preinit()


class TooManyPixelsError(ValueError):
    """The image is larger than anyone needs."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The two JPEGs, and the size of the larger one in pixels."""

    full: bytes
    printed: bytes
    width: int
    height: int


def render(data: bytes) -> Rendered:
    """Decode a photo and make the two sizes of it.

    Raises TooManyPixelsError before it decodes anything large, and whatever Pillow raises for
    bytes that it cannot read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixelsError
            # A JPEG can be decoded at half its size or less, which saves most of the work.
            image.draft("RGB", _fitting(image.size, FULL_SIDE))
            image.load()
            full = _sized(_srgb(_reduced(image), image), FULL_SIDE)
            turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    if turn is not None:
        full = full.transpose(turn)
    return Rendered(_jpeg(full), _jpeg(_sized(full, PRINTED_SIDE)), *full.size)


def _reduced(image: Image.Image) -> Image.Image:
    """Give a copy in RGB on white, made in bands; not so small that it shows in the full size."""
    factor = max(1, 2 * max(image.size) // (3 * FULL_SIDE))
    width, height = image.size
    reduced = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, reduced.height, _BAND):
        bottom = min((top + _BAND) * factor, image.height)
        band = _plain(image.crop((0, top * factor, image.width, bottom)))
        reduced.paste(band.reduce(factor) if factor > 1 else band, (0, top))
    return reduced


def _plain(image: Image.Image) -> Image.Image:
    """Give the same in RGB; where it is transparent, white shows."""
    if image.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut off what is above 8 bits instead of scaling it.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _srgb(image: Image.Image, original: Image.Image) -> Image.Image:
    """Give the colours that the photo's own profile means, since the profile will be dropped."""
    profile = original.info.get("icc_profile")
    if not profile or original.mode != "RGB":
        return image
    try:
        own: ImageCmsProfile = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return image
        ImageCms.profileToProfile(image, own, _SRGB, inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that cannot be used costs a shade of colour, not the photo.
        return image
    return image


def _fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Give the size with its longest side no longer than `side`; nothing is enlarged."""
    scale = min(1.0, side / max(size))
    width, height = size
    return max(1, round(width * scale)), max(1, round(height * scale))


def _sized(image: Image.Image, side: int) -> Image.Image:
    size = _fitting(image.size, side)
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
