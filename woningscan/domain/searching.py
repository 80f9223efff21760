"""What a visit is searched by: its case number, whose home it is, the postcode. Always exactly."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.changes import Change

SEARCHED = ("holder-name", "holder-postcode")
"""The lines of the identity that can be searched by; never anything that was found in the home."""

_CASE_NUMBER = re.compile(r"(\d{4})([A-Z0-9]{5})", re.ASCII)


def searched_form(text: str) -> str:
    """Give the one form of a name or a postcode: case and spaces do not matter.

    So `1234 ab` and `1234AB` are one postcode, and `de  Vries` and `De Vries` one name.
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def as_case_number(text: str) -> str | None:
    """Read `2026k7qm3` as the case number 2026-K7QM3; None when it cannot be one."""
    letters = "".join(character for character in text if character.isalnum()).upper()
    found = _CASE_NUMBER.fullmatch(letters)
    return f"{found[1]}-{found[2]}" if found else None


def searched_lines(changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    """Give what changes state that can be searched by: the line of the identity, and its text."""
    for change in changes:
        if change.kind == "identity-stated" and change.slot[0] in SEARCHED:
            text = change.value
            if isinstance(text, str):
                yield change.slot[0], text
