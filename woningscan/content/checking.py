"""Checking a questionnaire before it is released: all that loading refuses, and plain language.

Plain language is asked here and not when a questionnaire is loaded. A text that is hard to read
stops no visit, every release is checked, and it would make each start of the application longer:
reading the patterns of pyphen and scoring all texts takes about as long as loading does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content.loader import folder_name, read, texts_in
from woningscan.content.scoring import hard_to_read
from woningscan.content.words_to_avoid import abbreviations_are_explained, no_word_to_avoid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from woningscan.content.faults import Fault
    from woningscan.content.loader import Rule

PLAIN_LANGUAGE: tuple[Rule, ...] = (hard_to_read, no_word_to_avoid, abbreviations_are_explained)
"""The rules that only a check asks."""


def check(folder: Path, required_phrases: Iterable[str] = ()) -> list[Fault]:
    """Give every fault of the questionnaire in a folder, by file and line."""
    return read(texts_in(folder), required_phrases, folder_name(folder), PLAIN_LANGUAGE).faults
