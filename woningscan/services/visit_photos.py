"""The photos of a visit file: found in its folder and nowhere else, and taken in anew."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from woningscan.domain.photos import MOST_PHOTOS
from woningscan.domain.visit_file import photo_path, where
from woningscan.domain.visit_file.entries import read
from woningscan.photos import Photo, PhotoError, intake
from woningscan.services.json_files import FileFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 25 * 1024 * 1024
"""The most bytes that are read of a photo; intake refuses what is larger."""


@dataclass(frozen=True, slots=True)
class TakenPhotos:
    """The photos that could be taken in, by their `photo_path`, and the faults of the others."""

    photos: Mapping[str, Photo]
    faults: tuple[FileFault, ...]


def take(folder: Path, data: Mapping[str, object]) -> TakenPhotos:
    """Take in the photos of a visit file that stands in a folder; each one once.

    Paths that may lead out of the folder are passed over: they are faults of the file already.
    """
    places: dict[str, str] = {}
    for photo in read(data).photos:
        path = photo_path(photo.file)
        if path is not None:
            places.setdefault(path, where(photo.where, "file"))
    chosen = dict(islice(places.items(), MOST_PHOTOS))
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        taken = workers.map(lambda path: _take(folder, path), chosen)
        results = dict(zip(chosen, taken, strict=True))
    return TakenPhotos(
        {path: photo for path, photo in results.items() if isinstance(photo, Photo)},
        tuple(
            FileFault(chosen[path], said) for path, said in results.items() if isinstance(said, str)
        ),
    )


def _take(folder: Path, path: str) -> Photo | str:
    """Take in one photo, or say why not."""
    try:
        home = folder.resolve(strict=True)
        file = (home / path).resolve(strict=True)
        if not file.is_relative_to(home):
            return "The photo lies outside the folder of this file; put it inside."
        if not file.is_file():
            return "This is not a file; name a photo."
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, RuntimeError, ValueError):
        # A circle of links is a RuntimeError before Python 3.13.
        return "There is no such photo, or it cannot be read."
    try:
        return intake(data)
    except PhotoError as error:
        return str(error)
