"""What can be printed, and where a line ends."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.letters import fonts
from woningscan.letters.design import NORMAL
from woningscan.letters.typesetting import UNKNOWN, Typesetter, printable

DUTCH = "Eén ‘coöperatieve’ reünie à € 5,– in Groß-Zürich: “Çelik”, Łódź, Şükrü, ĳs, ½ m², 20 °C…"
BODY = NORMAL.body
WORDS = st.lists(st.text("abcdeéïñ-–/€", min_size=1, max_size=60), min_size=1, max_size=40)


def test_dutch_and_the_names_of_neighbours_are_printed_as_they_are() -> None:
    assert printable(DUTCH) == DUTCH
    assert UNKNOWN not in printable("Αθήνα Москва Đorđević Nguyễn Ağa")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("e\N{COMBINING DIAERESIS}", "ë"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}\N{SQUARE KM}", "Akm"),
        ("e\x01\N{COMBINING DIAERESIS}", "ë"),
        ("deur\N{SOFT HYPHEN}bel", "deurbel"),
        ("a\x00\x07\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH NO-BREAK SPACE}b", "ab"),
        ("a\tb\r\nc\N{LINE SEPARATOR}d\re", "a b\nc\nd\ne"),
        ("a\N{EM SPACE}b\N{IDEOGRAPHIC SPACE}c", "a b c"),
        ("brand \N{FIRE}!", "brand □!"),
        ("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "□"),
        ("\ud800", "□"),
        ("\u4e2d\u6587", "□□"),
        ("\ue000", "□"),
    ],
)
def test_what_the_fonts_lack_is_replaced_by_its_plain_form_or_a_square(
    typed: str, printed: str
) -> None:
    assert printable(typed) == printed


@given(st.text())
def test_only_what_can_be_seen_is_left(text: str) -> None:
    drawn = set(printable(text)) - {"\n", "\N{ZERO WIDTH SPACE}"}
    for weight in fonts.Weight:
        assert drawn <= fonts.face(weight).characters
    assert not {unicodedata.category(sign) for sign in drawn} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(WORDS, st.integers(60, 500))
def test_no_line_is_too_wide_and_no_letter_is_lost(words: list[str], width: int) -> None:
    typesetter = Typesetter()
    lines = typesetter.lines(" ".join(words), BODY, width)
    assert all(typesetter.width(line, BODY) <= width + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(WORDS)
def test_words_that_fit_on_a_line_are_never_broken(words: list[str]) -> None:
    typesetter = Typesetter()
    width = max(typesetter.width(word, BODY) for word in words) + 0.01
    lines = typesetter.lines(" ".join(words), BODY, width)
    assert " ".join(lines).split(" ") == words


def test_a_word_is_not_broken_at_its_hyphen() -> None:
    width = Typesetter().width("een gevel-elementen", BODY) - 1
    assert Typesetter().lines("een gevel-elementen", BODY, width) == ("een", "gevel-elementen")


def test_a_line_may_end_at_a_zero_width_space() -> None:
    width = Typesetter().width("abcdef", BODY) + 1
    lines = Typesetter().lines("abcdef\N{ZERO WIDTH SPACE}ghi", BODY, width)
    assert lines == ("abcdef", "ghi")


def test_a_no_break_space_is_not_broken_at() -> None:
    width = Typesetter().width("kost € 120", BODY) - 1
    lines = Typesetter().lines("kost €\N{NO-BREAK SPACE}120", BODY, width)
    assert lines == ("kost", "€\N{NO-BREAK SPACE}120")


def test_lines_end_where_a_person_ended_them() -> None:
    assert Typesetter().lines("een\n\n  \ntwee", BODY, 400) == ("een", "twee")
    assert Typesetter().lines(" \n", BODY, 400) == ("",)


def test_two_spaces_between_postcode_and_town_stay() -> None:
    assert Typesetter().lines("1234 AB  Verzonnen", BODY, 400) == ("1234 AB  Verzonnen",)


def test_a_short_last_word_does_not_stand_alone() -> None:
    text = "Daarna leest u wat u het beste eerst kunt doen en wat later mag."
    width = Typesetter().width(text, BODY) - 1
    *_, last = Typesetter().lines(text, BODY, width)
    assert last == "later mag."


def test_a_heading_is_broken_in_even_lines() -> None:
    text = "Laat een spion in de voordeur plaatsen, of een deurvideo die u zelf beheert"
    style = NORMAL.heading[0]
    lines = Typesetter().balanced(text, style, 420)
    widths = [Typesetter().width(line, style) for line in lines]
    assert len(lines) == len(Typesetter().lines(text, style, 420)) == 2
    assert min(widths) > 0.8 * max(widths)
    assert " ".join(lines) == text


def test_the_word_before_does_not_come_along_when_it_would_not_fit() -> None:
    long = "x" * 30
    width = Typesetter().width(f"i l {long}", BODY) + 0.01
    lines = Typesetter().lines(f"i l {long} mmm", BODY, width)
    assert lines == (f"i l {long}", "mmm")
