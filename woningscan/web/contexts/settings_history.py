"""The history of settings: who changed what, when, from which value to which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words
from woningscan.web.contexts.settings_words import setting_label, value_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.settings import Setting
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change in words."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: str
    iso: str
    at: str


def history_rows(
    changes: Iterable[Setting], questionnaire: Questionnaire, t: Translator
) -> list[HistoryRow]:
    """Give each change in words, in the order that they have."""
    return [
        HistoryRow(
            setting_label(change.name, questionnaire, t),
            value_lines(change.name, change.before, t),
            value_lines(change.name, change.value, t),
            change.by,
            change.at,
            moment_words(change.at, OFFICE_ZONE, t),
        )
        for change in changes
    ]
