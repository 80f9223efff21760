"""A text in the languages of the screen and of the letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the screen and of the letter."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of the screen."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """Give the text in one language."""
        return self.nl if language is Language.NL else self.en
