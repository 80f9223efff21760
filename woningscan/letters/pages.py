"""Pieces to pages: where a page ends.

A page ends where pieces hold least on to one another. Pieces that hold stay together when a whole
page can carry them, unless that leaves a large part of a page empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.letters.pieces import Hold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from woningscan.letters.pieces import Piece

_FULL_ENOUGH = 0.5
"""A page that is filled this far may end before a block; on an emptier one the block is broken."""
_SLACK = 0.01
"""Points that a sum of heights may be off by rounding."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on a page; `top` is in points under the top of the text."""

    piece: Piece
    top: float


def paginate(pieces: Sequence[Piece], room: float) -> tuple[tuple[Placed, ...], ...]:
    """Divide pieces over pages with `room` points of height each; at least one page."""
    pages = _Pages(room)
    pages.place(pieces, Hold.FREE)
    return tuple(tuple(page) for page in pages.filled if page) or ((),)


class _Pages:
    def __init__(self, room: float) -> None:
        self.room = room
        self.filled: list[list[Placed]] = [[]]
        self.bottom = 0.0

    def place(self, pieces: Sequence[Piece], hold: Hold) -> None:
        """Place pieces, breaking pages only before pieces that hold no more than `hold`."""
        for chunk in _chunks(pieces, hold):
            if chunk[0].hold is Hold.NEW_PAGE:
                self.turn()
            if _height(chunk, self.bottom) <= self.room - self.bottom + _SLACK:
                self.put(chunk)
            elif len(chunk) > 1 and self.better_broken(chunk, hold):
                self.place(chunk, Hold(hold + 1))
            else:
                self.turn()
                self.put(chunk)

    def better_broken(self, chunk: Sequence[Piece], hold: Hold) -> bool:
        too_high = _height(chunk, 0) > self.room + _SLACK
        return too_high or (hold is Hold.FREE and self.bottom < _FULL_ENOUGH * self.room)

    def put(self, chunk: Sequence[Piece]) -> None:
        if not self.filled[-1] and chunk[0].again is not None:
            self.put([chunk[0].again])
        for piece in chunk:
            top = self.bottom + _space(piece, self.bottom)
            self.bottom = top + piece.height
            if piece.marks:
                self.filled[-1].append(Placed(piece, top))

    def turn(self) -> None:
        if self.filled[-1]:
            self.filled.append([])
            self.bottom = 0.0


def _chunks(pieces: Sequence[Piece], hold: Hold) -> Iterator[Sequence[Piece]]:
    start = 0
    for position, piece in enumerate(pieces):
        if position > start and piece.hold <= hold:
            yield pieces[start:position]
            start = position
    if start < len(pieces):
        yield pieces[start:]


def _space(piece: Piece, bottom: float) -> float:
    return piece.before if bottom else 0.0


def _height(chunk: Sequence[Piece], bottom: float) -> float:
    """Give the height of pieces that come under what reaches to `bottom`."""
    above = chunk[0].again.height if not bottom and chunk[0].again else 0.0
    first = _space(chunk[0], bottom or above)
    return above + first - chunk[0].before + sum(piece.before + piece.height for piece in chunk)
