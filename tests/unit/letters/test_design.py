"""The look that can be measured: contrast, sizes, the shipped fonts, the columns of tables."""

from __future__ import annotations

import hashlib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.units import mm

from woningscan.letters import LARGE_PRINT, NORMAL, Design, design, fonts, layout
from woningscan.letters.rows import column_widths
from woningscan.paths import data_folder

FONTS = data_folder("static") / "fonts"


def luminance(colour: design.Colour) -> float:
    """Give relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def styles(of: Design) -> list[design.Style]:
    values = [getattr(of, name) for name in of.__slots__]
    return [
        style
        for value in values
        for style in (value if isinstance(value, tuple) else (value,))
        if isinstance(style, design.Style)
    ]


@pytest.mark.parametrize("of", [NORMAL, LARGE_PRINT], ids=["normal", "large print"])
def test_all_text_has_a_contrast_of_seven_to_one(of: Design) -> None:
    assert len(styles(of)) == 12
    for style in styles(of):
        assert 1.05 / (luminance(style.colour) + 0.05) >= 7


def test_the_body_is_12_points_and_18_in_large_print() -> None:
    assert NORMAL.body.size == 12
    assert LARGE_PRINT.body.size == 18
    assert min(style.size for style in styles(LARGE_PRINT)) > NORMAL.body.size


def test_labels_and_what_they_label_stand_on_one_line() -> None:
    assert NORMAL.label.leading == NORMAL.detail.leading
    assert NORMAL.label.baseline == NORMAL.detail.baseline
    assert NORMAL.number.baseline == NORMAL.advice_title.baseline


def test_fonts_are_the_files_that_the_list_names() -> None:
    listed = tomllib.loads((FONTS / "FONTS.toml").read_text())["asset"]
    sums = {name: digest for asset in listed for name, digest in asset["files"].items()}
    present = {path.name for path in FONTS.iterdir()} - {"FONTS.toml"}
    assert present == set(sums)
    for name, digest in sums.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
    assert all(asset["licence"] == "OFL-1.1" for asset in listed)


def test_each_weight_has_the_signs_of_a_letter() -> None:
    for weight in fonts.Weight:
        assert set("€–—“”‘’•□…éëïöüáàèçñßĳŁşđ²½°") <= fonts.face(weight).characters


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    # Form B of DIN 5008: a field of 85 by 45 mm, 20 mm from the left and 45 mm from the top.
    left, right = design.LEFT, design.LEFT + layout.WINDOW_WIDTH
    assert 20 * mm < left < right <= 105 * mm
    bottom = layout.WINDOW_TOP + layout.WINDOW_HEIGHT
    assert 45 * mm < layout.WINDOW_TOP < bottom <= 90 * mm + 0.01
    assert bottom < layout.UNDER_WINDOW


@given(
    st.lists(st.tuples(st.floats(1, 300), st.floats(0, 900)), min_size=1, max_size=6),
    st.floats(100, 500),
)
def test_columns_fill_the_width_and_hold_their_words_when_they_can(
    columns: list[tuple[float, float]], width: float
) -> None:
    shortest = [word for word, _ in columns]
    natural = [word + more for word, more in columns]
    widths = column_widths(shortest, natural, width)
    assert sum(widths) == pytest.approx(width)
    if sum(shortest) <= width:
        assert all(got >= need - 0.01 for got, need in zip(widths, shortest, strict=True))
