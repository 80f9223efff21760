"""Why a photo is not taken in; each class is one reason, and the message says how to mend it."""

from __future__ import annotations


class PhotoError(ValueError):
    """A photo cannot be taken in. No message holds anything from the photo itself."""


class NotAPhotoError(PhotoError):
    """The bytes are not one of the kinds of photo that are taken in."""


class HeicPhotoError(NotAPhotoError):
    """The photo is HEIC or AVIF, as phones make it when nobody chose otherwise."""


class PhotoTooLargeError(PhotoError):
    """The file has too many bytes, or the image too many pixels."""


class PhotoDamagedError(PhotoError):
    """The file begins as a photo, but cannot be read to its end."""


class PhotoWorkerError(PhotoError):
    """The process that reads photos was stopped: it took too long, or the photo broke it."""


class PhotosBusyError(PhotoError):
    """Too many photos are being read at this moment; nothing is wrong with this one."""
