"""The texts of the screen, in one file: a key, Dutch, English. Content has its own texts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import Language, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("texts.toml")


@cache
def screen_texts() -> Mapping[str, Text]:
    """Read the texts once, by their key."""
    return {key: Text(**text) for key, text in tomllib.loads(FILE.read_text("utf-8")).items()}


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
