"""What layout gives and drawing takes: pieces of a page with marks on them.

A piece is what a page cannot break: two lines of a paragraph, a row of a table, a row of photos.
Positions in a piece are in points, to the right of the text's left edge and down from its top.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from woningscan.letters.design import Colour, Style
    from woningscan.letters.jpeg import Jpeg


class Hold(IntEnum):
    """How strongly a piece holds on to the one before it, when a page has to be broken."""

    NEW_PAGE = -1
    """Begins a page, come what may."""
    FREE = 0
    BLOCK = 1
    """Of the same recommendation or table."""
    LEAD = 2
    """What was said before leads to this."""
    WITH = 3
    """Stands under its heading."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text of one style; `y` is the top of the first line."""

    x: float
    y: float
    lines: tuple[str, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line, or, when it is higher than wide, a vertical one."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo; `y` is its top, and `description` is what it shows."""

    x: float
    y: float
    width: float
    height: float
    photo: Jpeg
    description: str


Mark: TypeAlias = Words | Rule | Picture


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline that a reader program shows beside the pages; 0 is outermost."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page cannot break."""

    height: float
    marks: tuple[Mark, ...]
    before: float = 0
    """Space above it; none at the top of a page."""
    hold: Hold = Hold.FREE
    bookmark: Bookmark | None = None
    again: Piece | None = None
    """What is repeated above it at the top of a page: the heads of its table."""
