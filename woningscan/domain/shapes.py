"""The shapes that values of changes are made of: texts, lists of ids, objects with known keys.

Each check gives nothing back, and says in its error how to mend what is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from woningscan.domain.changes import is_uuid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from woningscan.domain.changes import Value

LONGEST_NAME = 80
LONGEST_SHORT_TEXT = 200
LONGEST_TEXT = 4000
HIGHEST_ORDER = 10_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters and marks that turn the direction of a text; tab and newline are allowed."""


class BadValueError(ValueError):
    """The value is not one that this kind of change takes; the message says how to mend it."""


def text(value: Value, longest: int) -> None:
    """Check a text: something in it, not too long, nothing that is not seen."""
    if not isinstance(value, str) or not value.strip():
        raise BadValueError("Give a text that is not empty.")
    if len(value) > longest:
        raise BadValueError(f"A text here has at most {longest} characters; this has {len(value)}.")
    if _CONTROL.search(value):
        raise BadValueError("The text holds a control character; remove it.")


def fields(
    value: Value,
    *,
    required: dict[str, Callable[[Value], None] | None],
    optional: dict[str, Callable[[Value], None] | None],
) -> dict[str, Value]:
    """Check an object: no key too many, none too few, each value by its own check."""
    if not isinstance(value, dict):
        raise BadValueError(f"Give an object with {_listed(required)}.")
    if missing := required.keys() - value.keys():
        raise BadValueError(f"Give {_listed(missing)} too.")
    if unknown := value.keys() - required.keys() - optional.keys():
        raise BadValueError(f"Leave out {_listed(unknown)}.")
    for key, part in value.items():
        part_check = (required | optional)[key]
        if part_check is not None:
            part_check(part)
    return value


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


def strings(value: Value) -> list[str]:
    """Give the texts of a list."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def one_of(choices: tuple[str, ...]) -> Callable[[Value], None]:
    """Make the check that a value is one of these."""

    def check(value: Value) -> None:
        if value not in choices:
            raise BadValueError(f"{value!r} is not one of {', '.join(choices)}.")

    return check


def names(value: Value) -> None:
    """Check a list of names."""
    if not isinstance(value, list) or len(strings(value)) != len(value):
        raise BadValueError("Give a list of ids.")


def ids(value: Value) -> None:
    """Check a list of ids of the adviser's own making."""
    if not isinstance(value, list) or not all(is_uuid(part) for part in value):
        raise BadValueError("Give a list of UUIDs.")


def whole_number(value: Value) -> None:
    """Check a place in an order."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST_ORDER:
        raise BadValueError(f"Give a whole number from 0 to {HIGHEST_ORDER}.")


def mark(value: Value) -> None:
    """Check a mark that is set or left out."""
    if value is not True:
        raise BadValueError("Give true, or leave it out.")


def short_line(value: Value) -> None:
    """Check one short line."""
    line(value, LONGEST_NAME)


def line(value: Value, longest: int) -> None:
    """Check a text of one line."""
    text(value, longest)
    if "\n" in str(value):
        raise BadValueError("Give one line.")


def long_text(value: Value) -> None:
    """Check a text of some length."""
    text(value, LONGEST_TEXT)
