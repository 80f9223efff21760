"""Where pages end: nothing off the paper, nothing lost, headings with what they head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.letters import reading, samples
from woningscan.domain.letter import Bullets, Heading, NewPage, Paragraph, Table
from woningscan.letters import LARGE_PRINT, NORMAL, Design, blocks, letter_pdf
from woningscan.letters.design import ROOM
from woningscan.letters.figures import Photos
from woningscan.letters.pages import Placed, paginate
from woningscan.letters.pieces import Hold, Piece, Rule, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.domain.letter import Block

MARK = (Rule(0, 0, 10, 1, (0, 0, 0)),)
HOLDS = st.sampled_from(list(Hold))
PIECES = st.lists(
    st.builds(
        Piece,
        height=st.floats(1, 100),
        marks=st.just(MARK),
        before=st.floats(0, 30),
        hold=HOLDS,
        again=st.none() | st.builds(Piece, height=st.floats(1, 20), marks=st.just(MARK)),
    ),
    max_size=30,
)


def laid_out(
    letter_blocks: Sequence[Block], filled: float = 0, design: Design = NORMAL
) -> list[list[Placed]]:
    """Lay out blocks under what fills so many points of the first page."""
    setting = blocks.Setting(design, Photos({}))
    pieces = [Piece(filled, MARK)] if filled else []
    pieces += blocks.pieces_of(letter_blocks, setting)
    return [list(page) for page in paginate(pieces, ROOM)]


def words_of(page: list[Placed]) -> str:
    lines = [
        line
        for placed in page
        for mark in placed.piece.marks
        if isinstance(mark, Words)
        for line in mark.lines
    ]
    return reading.words(" ".join(lines))


@given(PIECES)
def test_pieces_keep_their_order_and_stay_on_the_page(pieces: list[Piece]) -> None:
    pages = paginate(pieces, 150)
    placed = [each.piece for page in pages for each in page]
    repeated = {id(piece.again) for piece in pieces}
    assert [piece for piece in placed if id(piece) not in repeated] == pieces
    for page in pages:
        bottom = 0.0
        for each in page:
            assert each.top >= bottom
            bottom = each.top + each.piece.height
        assert bottom <= 150.01


@given(PIECES)
def test_a_page_begins_where_a_piece_asks_for_it(pieces: list[Piece]) -> None:
    for page in paginate(pieces, 150):
        for each in page[1:]:
            first_of_its_table = each.piece is not page[0].piece and page[0].piece.marks
            assert each.piece.hold is not Hold.NEW_PAGE or (first_of_its_table and each is page[1])


@given(st.floats(1, 640))
def test_a_heading_never_ends_a_page(filled: float) -> None:
    text = (Heading(1, "Kop"), Heading(2, "Tussenkop"), Paragraph("Tekst. " * 80))
    with_text = [page for page in laid_out(text, filled) if "Tekst." in words_of(page)]
    assert words_of(with_text[0]).startswith("Kop Tussenkop Tekst.")


@given(st.floats(1, 640))
def test_no_single_line_of_a_paragraph_stands_alone(filled: float) -> None:
    for page in laid_out([Paragraph("Tekst. " * 100)], filled):
        marks = [mark for placed in page for mark in placed.piece.marks]
        assert sum(len(mark.lines) for mark in marks if isinstance(mark, Words)) != 1


def test_a_recommendation_moves_to_the_next_page_rather_than_being_broken() -> None:
    first, second = laid_out([samples.advised(1)], 0.8 * ROOM)
    assert words_of(first) == ""
    assert words_of(second).startswith("1 Vervang de cilinder")


def test_a_recommendation_is_broken_rather_than_leaving_a_page_nearly_empty() -> None:
    long = replace(samples.advised(1), texts=("Tekst. " * 380,))
    pages = laid_out([Paragraph("Tekst. " * 100), long])
    assert "Vervang de cilinder" in words_of(pages[0])
    assert len(pages) == 2


def test_the_heads_of_a_table_are_repeated_on_each_page() -> None:
    rows = tuple((f"Ruimte {number}", "Er ontbreekt iets. " * 9) for number in range(60))
    pages = laid_out([Table(("Deel", "Wat ontbreekt"), rows)])
    assert len(pages) > 2
    for page in pages:
        assert words_of(page).startswith("Deel Wat ontbreekt Ruimte")
    assert sum(words_of(page).count("Ruimte") for page in pages) == 60


def test_a_table_without_rows_is_left_out() -> None:
    assert laid_out([Table(("Deel", "Wat ontbreekt"), ())]) == [[]]


def test_new_pages_make_no_empty_pages() -> None:
    pages = laid_out(
        [NewPage(), Heading(1, "Een"), NewPage(), NewPage(), Heading(1, "Twee"), NewPage()]
    )
    assert [words_of(page) for page in pages] == ["Een", "Twee"]


def test_page_one_holds_what_is_good_and_the_first_three_things() -> None:
    letter = samples.with_blocks(*samples.front_page(), Heading(1, "Wat is bekeken"))
    first = reading.pages(letter_pdf(letter, {}))[0]
    for wanted in ("12 mei 2026", "WS-2026-0042", "Geachte heer, mevrouw,", "Wat al goed is"):
        assert wanted in first
    assert "deurvideo die u zelf beheert Binnenkort Voorstel: werkgever" in first


@pytest.mark.parametrize("design", [NORMAL, LARGE_PRINT], ids=["normal", "large print"])
def test_a_list_leaves_no_entry_alone_at_its_end(design: Design) -> None:
    entries = Bullets(tuple(f"Punt {number}" for number in range(6)))
    for filled in range(1, 640, 7):
        counts = [words_of(page).count("Punt") for page in laid_out([entries], filled, design)]
        assert 1 not in counts
