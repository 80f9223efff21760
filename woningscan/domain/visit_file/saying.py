"""How faults are said: short, with what would have been right."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from woningscan.domain import shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Said: TypeAlias = tuple[str, str]
"""A JSON path, and what is to be said about it."""

_LONGEST_QUOTE = 60
_MOST_LISTED = 20


def quoted(text: str) -> str:
    """Quote what somebody wrote: cut short, and nothing in it that a screen acts upon."""
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return f"“{shown}”" if shown.isprintable() else f"“{shown.encode('unicode_escape').decode()}”"


def unknown(what: str, text: str, known: Collection[str]) -> str:
    """Say that there is no such thing, and which one may be meant."""
    close = get_close_matches(text[:_LONGEST_QUOTE], known, n=1)
    if close:
        return f"There is no {what} {quoted(text)}; did you mean “{close[0]}”?"
    if 0 < len(known) <= _MOST_LISTED:
        return f"There is no {what} {quoted(text)}; choose from {', '.join(known)}."
    return f"There is no {what} {quoted(text)}; see the content of the questionnaire."


def text_fault(at: str, text: str, longest: int) -> Iterator[Said]:
    """Say what is wrong with a text, if anything is."""
    try:
        shapes.text(text, longest)
    except shapes.BadValueError as fault:
        yield at, str(fault)


def line_fault(at: str, text: str, longest: int) -> Iterator[Said]:
    """Say what is wrong with one line, if anything is."""
    yield from text_fault(at, text, longest)
    if "\n" in text:
        yield at, "Give one line."
