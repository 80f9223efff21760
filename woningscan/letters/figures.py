"""Photos in rows of two, with what stands under them; or in words, when a photo is not there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from woningscan.letters import jpeg
from woningscan.letters.design import MEASURE
from woningscan.letters.pieces import Hold, Picture, Piece
from woningscan.letters.rows import Cell, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woningscan.domain.letter import Figure
    from woningscan.letters.design import Style
    from woningscan.letters.typesetting import Typesetter

BETWEEN = 14
WIDTH = (MEASURE - BETWEEN) / 2
MOST_HIGH = 170
"""A portrait photo is made smaller, so that a row of photos never fills a page."""
_ABOVE_CAPTION = 4


class Photos:
    """The photos of one letter, read when they are first asked for."""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        """Take JPEG data by the id of the photo."""
        self._data = data
        self._read: dict[str, jpeg.Jpeg | None] = {}

    def get(self, photo: str) -> jpeg.Jpeg | None:
        """Give a photo, or None when it is missing or damaged: a letter is made without it."""
        if photo not in self._read:
            self._read[photo] = _readable(self._data.get(photo, b""))
        return self._read[photo]


def _readable(data: bytes) -> jpeg.Jpeg | None:
    try:
        return jpeg.read(data)
    except jpeg.NotAJpegError:
        return None


def rows(
    figures: Sequence[Figure], photos: Photos, typesetter: Typesetter, style: Style
) -> Iterator[Piece]:
    """Lay out figures: two in a row, and those without a photo as text under them."""
    shown = [(figure, photo) for figure in figures if (photo := photos.get(figure.photo))]
    for start in range(0, len(shown), 2):
        yield from _row(shown[start : start + 2], typesetter, style)
    for figure in figures:
        if photos.get(figure.photo) is None:
            lines = typesetter.lines(_in_words(figure), style, MEASURE)
            first, *rest = row([Cell(0, lines, style)])
            yield from (replace(first, before=_ABOVE_CAPTION), *rest)


def _in_words(figure: Figure) -> str:
    parts = dict.fromkeys(part for part in (figure.caption, figure.description) if part)
    return "\n".join(parts)


def _row(
    pair: Sequence[tuple[Figure, jpeg.Jpeg]], typesetter: Typesetter, style: Style
) -> Iterator[Piece]:
    pictures: list[Picture] = []
    for column, (figure, photo) in enumerate(pair):
        scale = min(WIDTH / photo.width, MOST_HIGH / photo.height)
        width, height = photo.width * scale, photo.height * scale
        x = column * (WIDTH + BETWEEN)
        pictures.append(Picture(x, 0, width, height, photo, figure.description))
    height = max(picture.height for picture in pictures)
    # Photos of different height stand on one line, close to what is said under them.
    standing = tuple(replace(each, y=height - each.height) for each in pictures)
    captions = [
        Cell(picture.x, typesetter.lines(figure.caption, style, WIDTH), style)
        for picture, (figure, _) in zip(pictures, pair, strict=True)
    ]
    first, *rest = row(captions, above=_ABOVE_CAPTION)
    yield Piece(height, standing, before=style.leading * 0.55, hold=Hold.BLOCK)
    yield from (replace(first, hold=Hold.WITH), *rest)
