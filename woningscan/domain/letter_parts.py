"""What a questionnaire says of its letters: who reads them, their chapters and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.domain.conditions import Condition
    from woningscan.domain.language import Text


class LetterKind(StrEnum):
    """What a letter is for: to advise, to account for an assessment, or to have things provided.

    Only an order keeps silent about how a place is weak.
    """

    ADVICE = "advice"
    ASSESSMENT = "assessment"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the letter's advice. One that stands apart begins on a page of its own."""

    id: str
    title: Text
    intro: str | None = None
    """The id of the paragraph that opens it."""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a letter of their own, and what that letter is for."""

    id: str
    name: Text
    letter: LetterKind
    pays: str | None = None
    """The payer whose measures an order asks for; it has one, the other letters have none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of the letter: which section, for which readers, and when.

    With `setting` it is uncertain: the settings of the letter may replace it.
    """

    id: str
    section: str
    text: Text
    readers: tuple[str, ...]
    when: Condition | None = None
    setting: bool = False
    sources: tuple[str, ...] = ()
