"""What somebody else changed while a form lay open: both values, to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.services import settings
from woningscan.web import current
from woningscan.web.contexts.example_letter import carried
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words
from woningscan.web.contexts.settings_words import setting_label, value_lines
from woningscan.web.forms.settings_form import SAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.services.settings import Setting, Wanted


@dataclass(frozen=True, slots=True)
class NewerRow:
    """A setting that two people changed: what was typed here, and what stands by now."""

    label: str
    typed: tuple[str, ...]
    standing: tuple[str, ...]
    by: str
    at: str


def names(
    questionnaire_id: str,
    wanted: Iterable[Wanted],
    newer: Iterable[Setting],
    typed: Mapping[str, str],
) -> dict[str, object]:
    """Give what the page needs; its form counts what stands by now as seen."""
    t = current.translator()
    questionnaire = settings.edited(current.resources(), current.actor(), questionnaire_id)
    wishes = {wish.name: wish.value for wish in wanted}
    rows = [
        NewerRow(
            setting_label(each.name, questionnaire, t),
            value_lines(each.name, wishes[each.name], t),
            value_lines(each.name, each.value, t),
            each.by,
            moment_words(each.at, OFFICE_ZONE, t),
        )
        for each in newer
    ]
    seen = {SAW + each.name: str(each.id) for each in newer}
    return {
        "id": questionnaire_id,
        "questionnaire_title": t.of(questionnaire.title),
        "rows": rows,
        "carried": carried({**typed, **seen}),
    }
