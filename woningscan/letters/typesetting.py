"""Text to lines: what can be printed, how wide it is, and where a line ends.

All text of a letter comes through `printable`, and nothing else prepares it. What comes out is
drawn character by character and is never read as markup, so that what a person types is what
stands on the paper.

Lines end at spaces only. Nothing is hyphenated: a title has to stand in the letter word for word.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from woningscan.letters import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.letters.design import Style

UNKNOWN = "\N{WHITE SQUARE}"
"""Stands for a character that the fonts do not have, such as an emoji."""
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_SPECIAL = frozenset("\t\N{SOFT HYPHEN}" + _LINE_ENDS)
_SHORT = 0.14
"""A last word that fills less of the line than this does not stand alone."""


@cache
def _plain() -> frozenset[str]:
    """Give the characters that are printed as they are: what the fonts have and is visible."""
    known = fonts.face(fonts.Weight.REGULAR).characters
    known &= fonts.face(fonts.Weight.SEMIBOLD).characters
    visible = {sign for sign in known if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}}
    return frozenset(visible | {"\n", _MAY_BREAK}) - _SPECIAL


def printable(text: str) -> str:
    """Give the text with only what can be printed; line feeds and zero-width spaces stay.

    Control characters, marks of writing direction and soft hyphens are left out. A character that
    the fonts lack is replaced by its plain form (a full-width A by A), or else by `□`.
    """
    plain = _plain()
    composed = unicodedata.normalize("NFC", text)
    if plain.issuperset(composed):
        return composed
    visible = "".join(
        sign if sign in plain else _visible(sign) for sign in composed.replace("\r\n", "\n")
    )
    # What was invisible may have kept a letter and its accent apart.
    composed = unicodedata.normalize("NFC", visible)
    return "".join(sign if sign in plain else _plainer(sign, plain) for sign in composed)


def _visible(sign: str) -> str:
    """Give a line end, a space or nothing for what is no visible sign; any other stays."""
    if sign in _LINE_ENDS:
        return "\n"
    if sign == "\t":
        return " "
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf", "Me", "Mn", "Sk"}:
        # Invisible, or a mark on the letter before it, such as the skin colour of an emoji.
        return ""
    if category == "Zs":
        return " "
    return sign


def _plainer(sign: str, plain: frozenset[str]) -> str:
    """Give a sign that the fonts lack in its plain form, or as letter and accent, or as `□`."""
    for form in ("NFKC", "NFKD"):
        simple = unicodedata.normalize(form, sign)
        if plain.issuperset(simple):
            return simple
    return UNKNOWN


class Typesetter:
    """Breaks text into lines. One per letter, so that no process keeps the words of a visit."""

    def __init__(self) -> None:
        """Begin without any measured words."""
        self._widths: dict[tuple[fonts.Weight, str], float] = {}

    def width(self, text: str, style: Style) -> float:
        """Measure printable text on one line, in points."""
        key = (style.weight, text)
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = fonts.face(style.weight).width(text, 1)
        return width * style.size

    def lines(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break text into lines no wider than `width` points; at least one line, maybe empty."""
        broken: list[str] = []
        for line in printable(text).split("\n"):
            if line.strip():
                ends = list(self._broken(line, style, width))
                # A line that ended inside a word cannot be joined with a space.
                kept = ends if _MAY_BREAK in line else self._kept_company(ends, style, width)
                broken.extend(kept)
        return tuple(broken) or ("",)

    def balanced(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break a heading into as few lines as possible and of about the same length."""
        lines = self.lines(text, style, width)
        narrow, wide = width / 2, width
        if not 1 < len(lines) <= 3:  # noqa: PLR2004 - longer than that is no heading
            return lines
        for _ in range(5):
            middle = (narrow + wide) / 2
            tried = self.lines(text, style, middle)
            if len(tried) == len(lines):
                lines, wide = tried, middle
            else:
                narrow = middle
        return lines

    def longest_word(self, text: str, style: Style) -> float:
        """Measure the widest part that a line cannot break, in points."""
        parts = (part for line in printable(text).split("\n") for _, part in _parts(line))
        return max((self.width(part, style) for part in parts), default=0)

    def widest_line(self, text: str, style: Style) -> float:
        """Measure the text as if lines ended only where a person ended them, in points."""
        lines = printable(text).replace(_MAY_BREAK, "").split("\n")
        return max(self.width(line, style) for line in lines)

    def _broken(self, line: str, style: Style, width: float) -> Iterator[str]:
        current, filled = "", 0.0
        space = self.width(" ", style)
        for glue, part in _parts(line):
            wanted = self.width(part, style)
            between = space if glue else 0.0
            if current and filled + between + wanted > width:
                yield current.rstrip(" ")
                current, filled = "", 0.0
            if not current and not part:
                continue
            if wanted > width:
                *full, part = self._cut(part, style, width)  # noqa: PLW2901 - the rest goes on
                yield from full
                wanted = self.width(part, style)
            if current:
                current += glue
                filled += between
            current += part
            filled += wanted
        yield current.rstrip(" ")

    def _cut(self, part: str, style: Style, width: float) -> Iterator[str]:
        """Cut what is wider than a whole line, between any two characters."""
        start, filled = 0, 0.0
        for position, character in enumerate(part):
            wanted = self.width(character, style)
            if filled + wanted > width and position > start:
                yield part[start:position]
                start, filled = position, 0.0
            filled += wanted
        yield part[start:]

    def _kept_company(self, broken: list[str], style: Style, width: float) -> list[str]:
        """Keep a short last word from standing alone: the word before it comes along."""
        if len(broken) < 2 or self.width(broken[-1], style) > _SHORT * width:  # noqa: PLR2004
            return broken
        before, _, word = broken[-2].rpartition(" ")
        last = f"{word} {broken[-1]}"
        if " " in before and " " not in broken[-1] and self.width(last, style) <= width:
            broken[-2:] = [before.rstrip(" "), last]
        return broken


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """Give what a line may not break, each with what stands before it: a space or nothing."""
    for word in line.split(" "):
        first, *rest = word.split(_MAY_BREAK)
        yield " ", first
        for part in rest:
            yield "", part
