"""A letter, and the cover sheet that goes with it, as PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from woningscan.domain import letter as blocks_of
from woningscan.letters import blocks, drawing
from woningscan.letters.design import ACCENT, MEASURE, NORMAL, ROOM, TOP
from woningscan.letters.figures import Photos
from woningscan.letters.pages import paginate
from woningscan.letters.pieces import Bookmark, Hold, Piece, Rule, Words
from woningscan.letters.typesetting import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.letter import CoverSheet, Letter
    from woningscan.letters.design import Design

WINDOW_TOP = 62.7 * mm
WINDOW_WIDTH = 68 * mm
WINDOW_HEIGHT = 27.3 * mm
"""Where the address stands: in the address zone of form B in DIN 5008, 20 to 105 mm from the left
edge, which shows through the window at the left of a C5/6 or DL envelope when the sheet is folded
in three. In that zone it begins where all text begins. The Dutch norm for windows is not public:
try one sheet in the envelope that is in use before printing many."""
UNDER_WINDOW = 105 * mm
"""The first fold; what is not the address begins under it, where no window shows it."""
_BAR = 2.5


def letter_pdf(letter: Letter, photos: Mapping[str, bytes], design: Design = NORMAL) -> bytes:
    """Lay out a letter as PDF.

    `photos` holds JPEG data by the id of the photo, best not larger than 1000 pixels; they go in
    as they are, without metadata. A photo that is missing or damaged is given in words.
    """
    setting = blocks.Setting(design, Photos(photos))
    pieces = [*_opening(letter, setting), *blocks.pieces_of(letter.blocks, setting)]
    return drawing.pdf(
        paginate(pieces, ROOM),
        title=letter.title,
        language=letter.language,
        foot=drawing.Foot(letter.footer, letter.page_of, design.footer),
    )


def cover_pdf(cover: CoverSheet, design: Design = NORMAL) -> bytes:
    """Lay out the sheet with name and address as PDF; it is kept apart from the letter."""
    setting = blocks.Setting(design, Photos({}))
    pieces = [
        _address(cover, setting),
        *_title(cover.title, setting),
        *blocks.pieces_of([blocks_of.Paragraph(cover.intro)], setting),
        *_spaced(blocks.details(cover.details, setting), design.line * 2.5),
        *_spaced(_notice(cover.notice, setting), design.line * 5),
    ]
    return drawing.pdf(
        paginate(pieces, ROOM), title=cover.title, language=cover.language, foot=None
    )


def _opening(letter: Letter, setting: blocks.Setting) -> list[Piece]:
    return [
        *_title(letter.title, setting),
        *_spaced(blocks.details(letter.details, setting), setting.design.line * 1.5),
        *_spaced(
            blocks.running(letter.salutation, setting.design.body, setting),
            setting.design.line * 3,
        ),
    ]


def _title(title: str, setting: blocks.Setting) -> list[Piece]:
    style = setting.design.title
    lines = setting.typesetter.balanced(title, style, MEASURE)
    first, *rest = blocks.stacked(lines, style)
    return [replace(first, bookmark=Bookmark(0, printable(title))), *rest]


def _spaced(pieces: list[Piece], before: float) -> list[Piece]:
    return [replace(piece, before=before) for piece in pieces[:1]] + pieces[1:]


def _address(cover: CoverSheet, setting: blocks.Setting) -> Piece:
    """Set the addressee in the window, and leave the sheet empty as far as the fold."""
    style = setting.design.body
    lines = [
        line
        for entry in cover.addressee
        for line in setting.typesetter.lines(entry, style, WINDOW_WIDTH)
    ]
    if len(lines) * style.leading > WINDOW_HEIGHT:
        # Closer lines rather than a town that slips out of the window.
        style = replace(style, leading=max(WINDOW_HEIGHT / len(lines), style.size))
    height = max(UNDER_WINDOW, WINDOW_TOP + len(lines) * style.leading) - TOP
    words = Words(0, WINDOW_TOP - TOP, tuple(lines), style)
    return Piece(height, (words,) if lines else ())


def _notice(notice: str, setting: blocks.Setting) -> list[Piece]:
    """Set the notice beside a bar, so that it is not overlooked."""
    indent = setting.design.body.size
    pieces = blocks.running(notice, setting.design.body, setting, indent)
    return [
        replace(
            piece,
            marks=(Rule(0, 0, _BAR, piece.height, ACCENT), *piece.marks),
            hold=Hold.BLOCK if position else Hold.FREE,
        )
        for position, piece in enumerate(pieces)
    ]
