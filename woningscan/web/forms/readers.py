"""How one field of a form becomes the value of a change: one small reader for each kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from woningscan.domain.changes import Value

UNTOUCHED: Final = "\x00untouched"
"""What a reader gives when the form says nothing: no card of a group was chosen."""

_WRITTEN_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)

Reader: TypeAlias = "Callable[[str | None], Value]"


def answer(posted: str | None) -> Value:
    """Read an answer card; an empty one clears the answer."""
    if posted is None:
        return UNTOUCHED
    return {"option": posted} if posted else None


def choice(posted: str | None) -> Value:
    """Read a chosen id; an empty one clears it."""
    return UNTOUCHED if posted is None else posted or None


def text(posted: str | None) -> Value:
    """Read a text of one or more lines, as a browser sends it; blank clears it."""
    if posted is None:
        return UNTOUCHED
    return posted.replace("\r\n", "\n").strip() or None


def day(posted: str | None) -> Value:
    """Read a day, from a field for days or as a person types it; an empty one clears it."""
    return UNTOUCHED if posted is None else day_of(posted) or None


def day_of(typed: str) -> str:
    """Give a day as it is recorded, 2026-11-24, also when it was typed as 24-11-2026.

    A browser without a field for days shows a bare line. What is no day comes back as it is, and
    is refused where every day is.
    """
    typed = typed.strip()
    found = _WRITTEN_DAY.fullmatch(typed)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else typed


def tick(posted: str | None) -> Value:
    """Read a tick box: a browser sends nothing for an empty one."""
    return True if posted else None


def own_finding(posted: str | None) -> Value:
    """Read something that the adviser saw and no item asks for."""
    read = text(posted)
    return {"text": read} if read is not None and read is not UNTOUCHED else read


def given(value: Value) -> Reader:
    """Give a reader for what does not stand in one field: a pressed button, or several fields."""
    return lambda _posted: value
