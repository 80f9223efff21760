"""What was posted to a room that was removed meanwhile: in words to read, and as fields to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.web.contexts.wording import slot_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.changes import Change
    from woningscan.domain.inspection import Inspection
    from woningscan.web.texts import Translator


def kept_words(
    inspection: Inspection, changes: Iterable[Change], t: Translator
) -> tuple[tuple[str, str], ...]:
    """Say what the form would have recorded: about what, and what."""
    return tuple(
        (slot_words(inspection, change.slot_key, t), value_words(inspection, change, t))
        for change in changes
        if change.kind != "aid-used"
    )


def kept_fields(typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the fields as they were posted, for the form that puts the room back."""
    return tuple((name, value) for name, value in typed.items() if name != "csrf_token")
