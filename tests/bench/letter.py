"""How fast a letter is made, against a bare canvas that draws as much without any layout."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest import mock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tests.bench.figures import Figure, timed
from tests.unit.letters import samples
from woningscan.letters import fonts, letter_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.places import Machine

RUNS = 25
MOST_MILLISECONDS = 30.0
MOST_BESIDE_PHOTOS = 100.0
LINES = 45
_UNBREAKABLE = "De adviseur keek van buiten naar binnen, ruimte voor ruimte en punt voor punt."


def measure(_machine: Machine) -> Iterator[Figure]:
    """Measure the letter of an ordinary visit, 7 pages with 12 photos, warm."""
    letter, photos = samples.realistic()
    size = len(letter_pdf(letter, photos))
    made = timed(lambda: letter_pdf(letter, photos), RUNS).p50
    # By default ReportLab writes photos as ASCII, which takes twenty times as long.
    with mock.patch.object(rl_config, "useA85", 0), TemporaryDirectory() as folder:
        files = _written(photos, Path(folder))
        bare = timed(lambda: bare_canvas(files), RUNS).p50
    beside = (size - sum(map(len, photos.values()))) / 1024
    yield Figure("letter, 7 pages, 12 photos: p50", made, "ms", bare, MOST_MILLISECONDS)
    yield Figure("letter, bytes beside its photos", beside, "KiB", aim=MOST_BESIDE_PHOTOS)


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
