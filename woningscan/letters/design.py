"""How a letter looks: the page, the sizes of type, the colours. All lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from woningscan.letters.fonts import Weight

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 35 * mm
"""Where text begins; the numbers of recommendations hang to the left of it."""
MEASURE = 148 * mm
"""Width of the text: some 75 letters, which the eye finds its way back from."""
TOP = 22 * mm
BOTTOM = 25 * mm
ROOM = PAGE_HEIGHT - TOP - BOTTOM
FOOT = 19 * mm
"""Height of the top of the footer above the edge of the paper."""
MOST_LINES_OF_FOOT = 2
"""More would leave the paper, in large print."""
NUMBER_WIDTH = 11 * mm

# Text has a contrast of at least 7:1 with white paper (WCAG 2.2, 1.4.6); a test measures it.
INK: Colour = (0.10, 0.11, 0.13)
MUTED: Colour = (0.27, 0.30, 0.34)
ACCENT: Colour = (0.09, 0.31, 0.42)
# Rules only ornament: nothing is lost for who does not see them.
RULE: Colour = (0.76, 0.80, 0.84)
STRONG_RULE: Colour = ACCENT
HAIR = 0.5


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set."""

    weight: Weight
    size: float
    leading: float
    colour: Colour = INK

    @property
    def baseline(self) -> float:
        """Give how far under the top of its line the letters stand, so that capitals centre.

        A capital of this family is 0.66 of the size high.
        """
        return self.leading / 2 + 0.33 * self.size


@dataclass(frozen=True, slots=True)
class Design:
    """The scale of type and space of one letter; everything follows from the size of the body."""

    title: Style
    heading: tuple[Style, ...]
    """Per level, from 1; deeper levels look like the last."""
    before_heading: tuple[float, ...]
    number: Style
    advice_title: Style
    body: Style
    label: Style
    detail: Style
    table_head: Style
    cell: Style
    caption: Style
    footer: Style
    label_width: float
    """Width of the column of labels, with the space beside it."""
    line: float
    """Space between paragraphs; other spaces are multiples of it."""


def _scaled(body: float) -> Design:
    """Make the scale for a size of the body: each step is about a fifth larger than the one below.

    No size is under 80 per cent of the body, so that the smallest print of a letter in large
    print is still larger than the body of the ordinary one.
    """

    def style(weight: Weight, ratio: float, leading: float, colour: Colour = INK) -> Style:
        size = round(body * ratio, 2)
        return Style(weight, size, round(size * leading, 2), colour)

    regular, semibold = Weight.REGULAR, Weight.SEMIBOLD
    detail = style(regular, 0.92, 1.34)
    return Design(
        title=style(semibold, 2.25, 1.14, ACCENT),
        heading=(style(semibold, 1.5, 1.2, ACCENT), style(semibold, 1.2, 1.25, ACCENT)),
        before_heading=(body * 1.7, body * 1.4),
        number=style(semibold, 1.08, 1.28, ACCENT),
        advice_title=style(semibold, 1.08, 1.28),
        body=style(regular, 1, 1.35),
        label=Style(regular, detail.size, detail.leading, MUTED),
        detail=detail,
        table_head=style(semibold, 0.86, 1.4, MUTED),
        cell=style(regular, 0.94, 1.3),
        caption=style(regular, 0.86, 1.35, MUTED),
        footer=style(regular, 0.8, 1.3, MUTED),
        label_width=body * 9.4,
        line=body * 0.5,
    )


NORMAL = _scaled(12)
LARGE_PRINT = _scaled(18)
"""For who sees less: 16 to 18 points is what organisations for the blind ask for."""
