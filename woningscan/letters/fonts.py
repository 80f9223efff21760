"""The fonts of the letter: read once, embedded in every PDF, and what each can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from woningscan import paths

if TYPE_CHECKING:
    from collections.abc import Mapping


class Weight(StrEnum):
    """A weight of the family; the value is the name under which ReportLab knows it."""

    REGULAR = "SourceSans3-Regular"
    SEMIBOLD = "SourceSans3-Semibold"


@dataclass(frozen=True, slots=True)
class Face:
    """One font: its characters, and how wide each is in thousandths of the size."""

    characters: frozenset[str]
    widths: Mapping[int, float]
    missing: float

    def width(self, text: str, size: float) -> float:
        """Measure text set on one line, in points. No pairs are kerned."""
        widths, missing = self.widths, self.missing
        return sum([widths.get(ord(character), missing) for character in text]) * size / 1000


@cache
def face(weight: Weight) -> Face:
    """Give a font, registered with ReportLab when it is first asked for.

    Raises DataFolderMissingError or reportlab's TTFError when the file is missing or damaged.
    """
    file = paths.data_folder("static") / "fonts" / f"{weight}.ttf"
    font = TTFont(weight, str(file))
    pdfmetrics.registerFont(font)
    return Face(
        characters=frozenset(map(chr, font.face.charToGlyph)),
        widths=font.face.charWidths,
        missing=font.face.defaultWidth,
    )
