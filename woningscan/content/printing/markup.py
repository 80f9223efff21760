"""HTML made of elements, in which every text is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TypeAlias

_ALONE = frozenset({"br", "col", "hr", "meta"})
"""Elements that hold nothing and have no end tag."""


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is made here; anything else is text."""

    text: str


Part: TypeAlias = "Html | str | None"
"""What an element holds: markup, a text that is escaped, or nothing."""


def element(name: str, /, *parts: Part, **attributes: str | None) -> Html:
    """Give an element; `class_` is its class, and an attribute of None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _ALONE:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{together(*parts).text}</{name}>")


def together(*parts: Part) -> Html:
    """Put parts one after another."""
    return Html("".join(_written(part) for part in parts))


def spaced(*parts: Part) -> Html:
    """Put parts one after another, with a space between those that are there."""
    return Html(" ".join(_written(part) for part in parts if part is not None))


def _written(part: Part) -> str:
    match part:
        case None:
            return ""
        case Html(text):
            return text
        case str(text):
            return escape(text)
