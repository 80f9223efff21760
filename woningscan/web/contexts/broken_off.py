"""A visit that was broken off: why, and the form that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.web.forms.slots import HEADS, heads_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.inspection import Inspection

NAME = "broken-off"
SLOT = (NAME,)


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """What was written when the visit was broken off; or what was typed now, and is refused."""

    text: str | None
    heads: str
    typed: str = ""
    fault: str | None = None


def broken_off(inspection: Inspection, typed: Mapping[str, str], fault: str | None) -> BrokenOff:
    """Give whether the visit was broken off, with what was typed in a form that was refused."""
    journal = inspection.journal
    texts = [text for text in journal.values(*SLOT) if isinstance(text, str)]
    return BrokenOff(
        text="\n\n".join(texts) or None,
        heads=typed.get(HEADS + NAME, heads_text(journal, SLOT)),
        typed=typed.get(NAME, ""),
        fault=fault,
    )
