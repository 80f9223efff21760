"""Photos from outside: decoded in a limited process, made upright and small, without metadata."""

from woningscan.photos.faults import (
    HeicPhotoError,
    NotAPhotoError,
    PhotoDamagedError,
    PhotoError,
    PhotoTooLargeError,
    PhotoWorkerError,
)
from woningscan.photos.taking_in import Photo, intake

__all__ = [
    "HeicPhotoError",
    "NotAPhotoError",
    "Photo",
    "PhotoDamagedError",
    "PhotoError",
    "PhotoTooLargeError",
    "PhotoWorkerError",
    "intake",
]
