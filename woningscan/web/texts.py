"""The texts of the screen, one file for each part: a key, Dutch, English.

Parts in braces are filled in by the application. What is asked and advised stands in the content.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.domain.language import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("screen_texts")


class DoubleKeyError(ValueError):
    """Two files give a text for the same key."""


@cache
def screen_texts() -> Mapping[str, Text]:
    """Read the texts once, by their key.

    Raises:
        DoubleKeyError: a key stands in two files.
    """
    texts: dict[str, Text] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, text in tomllib.loads(file.read_text("utf-8")).items():
            if key in texts:
                raise DoubleKeyError(f"{file.name} gives {key!r} again.")
            texts[key] = Text(**text)
    return texts


@dataclass(frozen=True, slots=True)
class Translator:
    """Gives texts of the screen in one language."""

    language: Language

    def __call__(self, key: str, **parts: object) -> str:
        """Give the text of a key with its `{parts}` filled in; a KeyError when there is none."""
        text = screen_texts()[key].in_(self.language)
        return text.format(**parts) if parts else text

    def of(self, text: Text) -> str:
        """Give a text of the questionnaire."""
        return text.in_(self.language)
