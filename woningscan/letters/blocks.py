"""Each kind of block of a letter, laid out in one place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any

from woningscan.domain import letter
from woningscan.letters import figures
from woningscan.letters.design import HAIR, MEASURE, NUMBER_WIDTH, RULE, STRONG_RULE
from woningscan.letters.pieces import Bookmark, Hold, Piece, Rule, Words
from woningscan.letters.rows import Cell, column_widths, row
from woningscan.letters.typesetting import Typesetter, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from woningscan.letters.design import Design, Style

BULLET = "\N{BULLET}"
BULLET_WIDTH = 14
COLUMN_GAP = 14
CELL_SPACE = 4.5
ROUNDING = 0.01
"""What a column may be wider, in points: sums of widths are a hair off, and would break a word."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What laying out blocks needs beside them."""

    design: Design
    photos: figures.Photos
    typesetter: Typesetter = field(default_factory=Typesetter)


def pieces_of(blocks: Sequence[letter.Block], setting: Setting) -> Iterator[Piece]:
    """Lay out blocks one after the other; a heading stays with what stands under it."""
    before: letter.Block | None = None
    for block in blocks:
        laid_out = _LAYOUTS[type(block)](block, setting)
        if laid_out and not isinstance(block, letter.NewPage):
            laid_out[0] = _held(laid_out[0], before, block)
        yield from laid_out
        before = block if laid_out else before


def _held(piece: Piece, before: letter.Block | None, block: letter.Block) -> Piece:
    match before, block:
        case letter.Heading(), letter.Heading():
            return replace(piece, hold=Hold.WITH, before=piece.before * 0.6)
        case letter.Heading(), _:
            return replace(piece, hold=Hold.WITH, before=piece.before * 0.5)
        case letter.Paragraph(), letter.Table() | letter.Bullets() | letter.Advised():
            return replace(piece, hold=Hold.LEAD)
        case _:
            return piece


def running(text: str, style: Style, setting: Setting, x: float = 0) -> list[Piece]:
    """Lay out running text. The first two lines and the last two are never parted."""
    lines = setting.typesetter.lines(text, style, MEASURE - x)
    return stacked(lines, style, x)


def stacked(lines: tuple[str, ...], style: Style, x: float = 0) -> list[Piece]:
    """Put lines under one another; neither the first nor the last of them ever stands alone."""
    count = len(lines)
    cuts = [0, count] if count <= 3 else [0, *range(2, count - 1), count]  # noqa: PLR2004
    return [
        Piece((end - start) * style.leading, (Words(x, 0, lines[start:end], style),))
        for start, end in pairwise(cuts)
    ]


def _heading(block: letter.Heading, setting: Setting) -> list[Piece]:
    styles, spaces = setting.design.heading, setting.design.before_heading
    level = min(max(block.level, 1), len(styles)) - 1
    style = styles[level]
    lines = setting.typesetter.balanced(block.text, style, MEASURE)
    first, *rest = stacked(lines, style)
    bookmark = Bookmark(level, printable(block.text))
    return [
        replace(first, before=spaces[level], bookmark=bookmark),
        *(replace(piece, hold=Hold.WITH) for piece in rest),
    ]


def _paragraph(block: letter.Paragraph, setting: Setting) -> list[Piece]:
    first, *rest = running(block.text, setting.design.body, setting)
    return [replace(first, before=setting.design.line), *rest]


def _bullets(block: letter.Bullets, setting: Setting) -> list[Piece]:
    design = setting.design
    entries = [_bullet(entry, setting) for entry in block.entries]
    for position, (first, *rest) in enumerate(entries):
        # Neither the first nor the last entry stands alone on a page.
        lone = position in {1, len(entries) - 1}
        space = design.line if position == 0 else design.line * 0.5
        hold = Hold.LEAD if lone and position else Hold.FREE
        entries[position] = [replace(first, before=space, hold=hold), *rest]
    return [piece for entry in entries for piece in entry]


def _bullet(entry: str, setting: Setting) -> list[Piece]:
    style = setting.design.body
    first, *rest = running(entry, style, setting, BULLET_WIDTH)
    return [replace(first, marks=(Words(0, 0, (BULLET,), style), *first.marks)), *rest]


def details(entries: Sequence[letter.Detail], setting: Setting) -> list[Piece]:
    """Lay out labelled lines: the labels in a narrow column, what they say beside them."""
    design, typesetter = setting.design, setting.typesetter
    side = design.label_width
    pieces = []
    for entry in entries:
        labels = typesetter.lines(entry.label, design.label, side - COLUMN_GAP)
        lines = typesetter.lines(entry.text, design.detail, MEASURE - side)
        cells = [Cell(0, labels, design.label), Cell(side, lines, design.detail)]
        first, *rest = row(cells)
        pieces += [replace(first, before=design.line * 0.45), *rest]
    return pieces


def _table(block: letter.Table, setting: Setting) -> list[Piece]:
    if not block.rows:
        return []
    design = setting.design
    widths = _table_widths(block, setting)
    head = _ruled(row(_cells(block.heads, widths, design.table_head, setting), below=3), 1)
    rows = [
        _ruled(
            row(_cells(cells, widths, design.cell, setting), above=CELL_SPACE, below=CELL_SPACE),
            HAIR,
        )
        for cells in block.rows
    ]
    body = [replace(piece, again=head[0]) for pieces in rows for piece in pieces]
    # The heads never stand alone, and neither does the last row of a table.
    body[0] = replace(body[0], hold=Hold.WITH)
    body[-1] = replace(body[-1], hold=Hold.LEAD if len(rows) > 1 else body[-1].hold)
    return [replace(head[0], before=design.line * 1.4), *head[1:], *body]


def _table_widths(block: letter.Table, setting: Setting) -> tuple[float, ...]:
    design, typesetter = setting.design, setting.typesetter
    shortest, natural = [], []
    for column, head in enumerate(block.heads):
        cells = [(head, design.table_head), *((cells[column], design.cell) for cells in block.rows)]
        shortest.append(COLUMN_GAP + max(typesetter.longest_word(*cell) for cell in cells))
        natural.append(COLUMN_GAP + max(typesetter.widest_line(*cell) for cell in cells))
    # The last column needs no space beside it.
    return column_widths(shortest, natural, MEASURE + COLUMN_GAP)


def _cells(
    texts: Sequence[str], widths: Sequence[float], style: Style, setting: Setting
) -> list[Cell]:
    x, cells = 0.0, []
    for text, width in zip(texts, widths, strict=True):
        lines = setting.typesetter.lines(text, style, width - COLUMN_GAP + ROUNDING)
        cells.append(Cell(x, lines, style))
        x += width
    return cells


def _ruled(pieces: list[Piece], thickness: float) -> list[Piece]:
    """Draw a rule under a row."""
    *rest, last = pieces
    colour = RULE if thickness == HAIR else STRONG_RULE
    rule = Rule(0, last.height - thickness / 2, MEASURE, thickness, colour)
    return [*rest, replace(last, marks=(*last.marks, rule))]


def _advised(block: letter.Advised, setting: Setting) -> list[Piece]:
    design = setting.design
    style = design.advice_title
    lines = setting.typesetter.balanced(block.title, style, MEASURE)
    title, *more = stacked(lines, style)
    number = Words(-NUMBER_WIDTH, 0, (str(block.number),), design.number)
    title = replace(
        title,
        marks=(number, *title.marks),
        bookmark=Bookmark(len(design.heading), f"{block.number}. {printable(block.title)}"),
    )
    pieces = [title, *(replace(piece, hold=Hold.WITH) for piece in more)]
    for text in block.texts:
        first, *rest = running(text, design.body, setting)
        pieces += [replace(first, before=design.line * 0.7), *rest]
    if block.details:
        first, *rest = details(block.details, setting)
        pieces += [replace(first, before=design.line), *rest]
    pieces += figures.rows(block.figures, setting.photos, setting.typesetter, design.caption)
    # What stands under the title stays with it.
    holds = chain(repeat(Hold.WITH, 1 + len(more)), repeat(Hold.BLOCK))
    held = [
        replace(piece, hold=max(piece.hold, hold))
        for piece, hold in zip(pieces[1:], holds, strict=False)
    ]
    return [replace(pieces[0], before=design.line * 3), *held]


def _new_page(_block: letter.NewPage, _setting: Setting) -> list[Piece]:
    return [Piece(0, (), hold=Hold.NEW_PAGE)]


_LAYOUTS: Mapping[type[letter.Block], Callable[[Any, Setting], list[Piece]]] = {
    letter.Heading: _heading,
    letter.Paragraph: _paragraph,
    letter.Bullets: _bullets,
    letter.Table: _table,
    letter.Advised: _advised,
    letter.NewPage: _new_page,
}
