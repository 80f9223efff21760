"""Text side by side: rows of cells, and how wide the columns of a table are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.letters.pieces import Hold, Piece, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.letters.design import Style
    from woningscan.letters.pieces import Mark

MOST_LINES = 24
"""A row with more lines than this is divided, so that no row is higher than a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in a row: its left edge, its lines and its style. Styles of a row share a leading."""

    x: float
    lines: tuple[str, ...]
    style: Style


def row(cells: Sequence[Cell], *, above: float = 0, below: float = 0) -> list[Piece]:
    """Set cells side by side, with space above and below inside the row, in points.

    The cells are drawn one after the other, each with all its lines, so that programs that read
    the text aloud or copy it meet them in that order.
    """
    leading = max(cell.style.leading for cell in cells)
    longest = max(len(cell.lines) for cell in cells)
    pieces = []
    for start in range(0, longest, MOST_LINES):
        top = above if start == 0 else 0.0
        last = start + MOST_LINES >= longest
        parts = [replace(cell, lines=cell.lines[start : start + MOST_LINES]) for cell in cells]
        marks: tuple[Mark, ...] = tuple(
            Words(part.x, top, part.lines, part.style) for part in parts if any(part.lines)
        )
        height = top + min(longest - start, MOST_LINES) * leading + (below if last else 0.0)
        pieces.append(Piece(height, marks, hold=Hold.BLOCK))
    return pieces


def column_widths(
    shortest: Sequence[float], natural: Sequence[float], width: float
) -> tuple[float, ...]:
    """Divide a width over columns, as CSS 2.2 section 17.5.2.2 does.

    `shortest` is the widest word of each column, `natural` its widest line, both with the space
    between columns. Columns get what they want when there is room, else they share what is left
    above their widest words; where even that is too little, they become equally wide.
    """
    spare = width - sum(natural)
    if spare >= 0:
        # The first column says what the row is about; it takes what nobody needs.
        return (natural[0] + spare, *natural[1:])
    share = width / len(natural)
    # A column that asks for less than its share gets all it asks for, if the others can bear it.
    modest = [wish if wish <= share else need for need, wish in zip(shortest, natural, strict=True)]
    shortest = modest if sum(modest) <= width else shortest
    spare = width - sum(shortest)
    wishes = [wish - need for wish, need in zip(natural, shortest, strict=True)]
    if spare < 0:
        return (share,) * len(natural)
    return tuple(
        need + spare * wish / sum(wishes) for need, wish in zip(shortest, wishes, strict=True)
    )
