"""What kind of file it is, by its first bytes and not by its name."""

from __future__ import annotations

from woningscan.photos.faults import HeicPhotoError, NotAPhotoError, PhotoTooLargeError

MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 50_000_000
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = frozenset(
    {b"avif", b"avis", b"heic", b"heim", b"heis", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"}
)


def check(data: bytes) -> None:
    """See whether the bytes may be a photo; what they really hold is the worker's to find out.

    Raises HeicPhotoError, NotAPhotoError or PhotoTooLargeError.
    """
    if len(data) > MOST_BYTES:
        raise PhotoTooLargeError(
            f"The photo is larger than {MOST_BYTES // 1024**2} MB; make it smaller."
        )
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise HeicPhotoError("The photo is HEIC or AVIF, which cannot be read; save it as JPEG.")
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if not (is_webp or data.startswith((_JPEG, _PNG))):
        raise NotAPhotoError("The file is not a photo; use JPEG, PNG or WebP.")
