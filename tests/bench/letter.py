"""How fast a letter is made, against a bare canvas that draws as much without any layout."""

from __future__ import annotations

import io
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest import mock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tests.unit.letters import samples
from woningscan.letters import fonts, letter_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

RUNS = 25
MOST_MILLISECONDS = 30.0
MOST_BESIDE_PHOTOS = 100.0
LINES = 45
_UNBREAKABLE = "De adviseur keek van buiten naar binnen, ruimte voor ruimte en punt voor punt."


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, what it may be at most, and how it compares with doing the bare minimum."""

    what: str
    figure: float
    limit: float
    unit: str
    ratio: float | None = None

    def __str__(self) -> str:
        """Write the figure for a person."""
        beside = "" if self.ratio is None else f", {self.ratio:.2f} times the bare minimum"
        return f"{self.what}: {self.figure:.1f} {self.unit} (at most {self.limit:g}{beside})"


def measure() -> list[Measured]:
    """Measure the letter of an ordinary visit, 7 pages with 12 photos, warm."""
    letter, photos = samples.realistic()
    size = len(letter_pdf(letter, photos))
    made = _median(lambda: letter_pdf(letter, photos))
    # By default ReportLab writes photos as ASCII, which takes twenty times as long.
    with mock.patch.object(rl_config, "useA85", 0), TemporaryDirectory() as folder:
        files = _written(photos, Path(folder))
        bare = _median(lambda: bare_canvas(files))
    beside = (size - sum(map(len, photos.values()))) / 1024
    return [
        Measured("letter, 7 pages, 12 photos", made, MOST_MILLISECONDS, "ms", made / bare),
        Measured("letter, bytes beside its photos", beside, MOST_BESIDE_PHOTOS, "KiB"),
    ]


def _written(photos: Mapping[str, bytes], folder: Path) -> list[str]:
    """Write photos to files: only from a file does ReportLab take a JPEG without decoding it."""
    files = []
    for name, data in photos.items():
        file = folder / f"{name}.jpg"
        file.write_bytes(data)
        files.append(str(file))
    return files


def bare_canvas(photos: Sequence[str]) -> bytes:
    """Draw six pages with the photos and 270 lines of text, at places known beforehand."""
    fonts.face(fonts.Weight.REGULAR)
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    for page in range(6):
        canvas.setFont(str(fonts.Weight.REGULAR), 12)
        for line in range(LINES):
            canvas.drawString(100, 750 - 15 * line, f"{_UNBREAKABLE} {page} {line}")
        for column, photo in enumerate(photos[2 * page : 2 * page + 2]):
            canvas.drawImage(photo, 100 + 215 * column, 60, 200, 150)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _median(action: Callable[[], object]) -> float:
    """Give the median of many runs, in milliseconds; the first warms caches and is left out."""
    action()
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


if __name__ == "__main__":
    for measured in measure():
        print(measured)
