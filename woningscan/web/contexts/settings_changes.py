"""Changes of settings in words: those that were made, and those that two people made at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words
from woningscan.web.contexts.settings_words import setting_label, value_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.settings import Json, Setting, Wanted
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words: from which value to which, and who left the setting when."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: str
    iso: str
    at: str


def history_rows(
    changes: Iterable[Setting], questionnaire: Questionnaire, t: Translator
) -> list[ChangeRow]:
    """Give each change that was made, in the order that they have."""
    return [_row(each, each.before, each.value, questionnaire, t) for each in changes]


def newer_rows(
    newer: Iterable[Setting],
    wanted: Iterable[Wanted],
    questionnaire: Questionnaire,
    t: Translator,
) -> list[ChangeRow]:
    """Give what somebody else left while a form lay open, each with what the form makes of it."""
    wishes = {wish.name: wish.value for wish in wanted}
    return [_row(each, each.value, wishes[each.name], questionnaire, t) for each in newer]


def _row(
    setting: Setting, before: Json, after: Json, questionnaire: Questionnaire, t: Translator
) -> ChangeRow:
    return ChangeRow(
        setting_label(setting.name, questionnaire, t),
        value_lines(setting.name, before, t),
        value_lines(setting.name, after, t),
        setting.by,
        setting.at,
        moment_words(setting.at, OFFICE_ZONE, t),
    )
