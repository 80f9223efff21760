"""The sections of a letter, and what people who write its texts call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTIONS: Mapping[str, Text] = {
    "opening": Text("Opening", "Opening"),
    "looked-at": Text("Wat is bekeken", "What was looked at"),
    "good": Text("Wat al goed is", "What is already good"),
    "first": Text("Wat eerst kan", "What to do first"),
    "advice": Text("Adviezen", "Advice"),
    "apart": Text("Het deel dat apart staat", "The part that stands apart"),
    "incident": Text("Als er iets gebeurt", "When something happens"),
    "limits": Text("Goed om te weten", "Good to know"),
    "closing": Text("Tot slot", "In closing"),
}
"""The sections by their id, in the order of the letter."""
