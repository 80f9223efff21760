"""What stands on the paper: every word, as it was typed, whatever was typed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.letters import reading, samples
from woningscan.domain.letter import (
    Advised,
    Bullets,
    Detail,
    Figure,
    Heading,
    Letter,
    NewPage,
    Paragraph,
    Table,
)
from woningscan.letters import LARGE_PRINT, NORMAL, cover_pdf, letter_pdf

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = [
    '<img src="/etc/logo.png">',
    "<b>vet</b> & <i>schuin</i>",
    '<a href="javascript:alert(1)">klik</a>',
    '<font color="[[[getattr(pow,Word)(1)]]]">kleur</font>',
    '<onDraw name="x" label="y"/>',
    "<para><b>niet gesloten",
    "&lt;al ontsnapt&gt; &amp; &euro; &#65;",
    "<!DOCTYPE x [<!ENTITY e 'ha'>]> &e;",
    "(haakjes) \\101 \\n %s {page} {0} ]]>",
    "<" * 300,
]


def everywhere(text: str) -> Letter:
    """Put a text into every place of a letter that can hold one."""
    detail = Detail(text, text)
    return Letter(
        language=samples.realistic(0)[0].language,
        title=text,
        details=(detail,),
        salutation=text,
        blocks=(
            Heading(1, text),
            Paragraph(text),
            Bullets((text, text)),
            Table((text, text), ((text, text),)),
            Advised(1, text, (text,), (detail,), (Figure("none", text, text),)),
            NewPage(),
            Heading(2, text),
        ),
        footer=text,
        page_of="{page}/{pages}",
    )


def test_each_text_of_the_letter_can_be_read_back(realistic_pdf: bytes) -> None:
    text = reading.text_of(realistic_pdf)
    letter, _ = samples.realistic()
    for block in letter.blocks:
        match block:
            case Heading() | Paragraph():
                wanted = [block.text]
            case Bullets():
                wanted = list(block.entries)
            case Table():
                wanted = [*block.heads, *(cell for row in block.rows for cell in row)]
            case Advised():
                wanted = [f"{block.number} {block.title}", *block.texts]
                wanted += [f"{detail.label} {detail.text}" for detail in block.details]
                wanted += [figure.caption for figure in block.figures]
            case _:
                wanted = []
        for each in wanted:
            assert reading.words(each) in text


def test_other_programs_read_the_titles_word_for_word(
    realistic_pdf: bytes, pdftotext: Path, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(realistic_pdf)
    read = subprocess.run([pdftotext, file, "-"], capture_output=True, check=True)
    text = reading.words(read.stdout.decode())
    letter, _ = samples.realistic()
    for block in letter.blocks:
        if isinstance(block, Advised):
            # Once in the bookmarked place and, for the first three, once in the table.
            assert block.title in text
    assert "\N{SOFT HYPHEN}" not in text


def test_each_page_says_which_it_is_and_of_how_many(realistic_pdf: bytes) -> None:
    pages = reading.pages(realistic_pdf)
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page
        assert "Vertrouwelijk. Bewaar deze brief op een veilige plek." in page


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    pdf = letter_pdf(everywhere(text), {})
    read = reading.text_of(pdf).replace(" ", "")
    assert read.count(text.replace(" ", "")) >= 14
    assert b"/URI" not in pdf


@pytest.mark.parametrize("text", MARKUP[:3])
def test_markup_is_printed_as_it_was_typed_on_the_cover(text: str) -> None:
    cover = replace(
        samples.cover(),
        title=text,
        intro=text,
        addressee=(text,),
        details=(Detail(text, text),),
        notice=text,
    )
    read = reading.text_of(cover_pdf(cover)).replace(" ", "")
    assert read.count(text.replace(" ", "")) >= 6


@settings(max_examples=25)
@given(st.text(max_size=300))
@example("")
@example("\x00\x01\ud800\u202e\u200f\ufeff\U000e0041")
@example("\N{FAMILY}\N{ZERO WIDTH JOINER}\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}")
@example("\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea \u4e2d\u6587")
@example("a" + "\u0301" * 200)
@example("\n" * 50 + "\t\r\n\u2028\x85")
@example(" " * 5000)
def test_any_text_makes_a_letter(text: str) -> None:
    for design in (NORMAL, LARGE_PRINT):
        assert reading.opened(letter_pdf(everywhere(text), {}, design)).pages


@pytest.mark.parametrize(
    "text",
    ["w" * 100_000, "woord " * 20_000, "a\N{ZERO WIDTH SPACE}" * 50_000, "x\n" * 5_000],
    ids=["one word", "many words", "many places to break", "many lines"],
)
def test_a_text_of_100_000_letters_is_printed_whole(text: str) -> None:
    pdf = letter_pdf(samples.with_blocks(Paragraph(text)), {})
    letters = {letter for letter in text if letter.isalnum()}
    read = "".join(page.extract_text() for page in reading.opened(pdf).pages)
    unprinted = reading.opened(letter_pdf(samples.with_blocks(), {})).pages[0].extract_text()
    pages = len(reading.opened(pdf).pages)
    foot = "pagina van Vertrouwelijk. Bewaar deze brief op een veilige plek."
    for letter in letters:
        beside = unprinted.count(letter) + (pages - 1) * foot.count(letter)
        assert read.count(letter) == text.count(letter) + beside


def test_longest_texts_everywhere_are_laid_out_on_pages() -> None:
    text = "Een lange toelichting met gewone woorden. " * 100
    pages = reading.pages(letter_pdf(everywhere(text), {}))
    assert 10 < len(pages) < 60


def test_a_column_that_gets_just_its_widest_word_does_not_break_it() -> None:
    heads = ("Nr.", "Maatregel", "Ernst", "Wanneer?", "Wie betaalt?")
    row = ("7", "Schrijf op wat " * 6, "Kan beter", "Bij gelegenheid", "Eigen begroting")
    letter = replace(everywhere("x"), blocks=(Table(heads, (row,)),))
    assert "Nr." in reading.pages(letter_pdf(letter, {}))[0]


def test_a_letter_without_blocks_has_one_page() -> None:
    pages = reading.pages(letter_pdf(samples.with_blocks(), {}))
    assert len(pages) == 1
    assert "Geachte heer, mevrouw," in pages[0]
    assert "pagina 1 van 1" in pages[0]


def test_the_cover_sheet_says_what_it_has_to_on_one_page() -> None:
    (page,) = reading.pages(cover_pdf(samples.cover()))
    cover = samples.cover()
    for text in (cover.title, cover.intro, *cover.addressee, cover.notice):
        assert reading.words(text) in page
    for detail in cover.details:
        assert reading.words(f"{detail.label} {detail.text}") in page


def test_a_cover_sheet_without_an_addressee_is_made() -> None:
    cover = replace(samples.cover(), addressee=(), details=())
    assert cover.notice in reading.text_of(cover_pdf(cover))
