"""Folders with a visit file to the tiny home and its photo, and a library that knows this home."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.small_home import SMALL_HOME
from woningscan.content.library import Library
from woningscan.domain.questionnaire import Questionnaire


class SmallLibrary(Library):
    """Holds the tiny home alone."""

    @property
    def names(self) -> tuple[str, ...]:
        return (SMALL_HOME.name,)

    def questionnaire(self, name: str) -> Questionnaire:
        return {SMALL_HOME.name: SMALL_HOME}[name]


LIBRARY = SmallLibrary()


def drawn_photo(colour: str = "navy", kind: str = "JPEG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 6), colour).save(stream, kind)
    return stream.getvalue()


def written(folder: Path, data: Any) -> Path:  # noqa: ANN401 - any JSON
    """Write a visit file, and the photo that the good file names."""
    (folder / "photos").mkdir(exist_ok=True)
    (folder / "photos" / "1.jpg").write_bytes(drawn_photo())
    path = folder / "visit.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
