"""Photos from outside: decoded in a limited process, made upright and small, without metadata."""

from woningscan.photos.decoders import Decoders
from woningscan.photos.faults import (
    HeicPhotoError,
    NotAPhotoError,
    PhotoDamagedError,
    PhotoError,
    PhotosBusyError,
    PhotoTooLargeError,
    PhotoWorkerError,
)
from woningscan.photos.taking_in import Photo, intake

__all__ = [
    "Decoders",
    "HeicPhotoError",
    "NotAPhotoError",
    "Photo",
    "PhotoDamagedError",
    "PhotoError",
    "PhotoTooLargeError",
    "PhotoWorkerError",
    "PhotosBusyError",
    "intake",
]
