"""A questionnaire as data, for programs that make visits and check letters.

The shape is a contract: `woningscan content export --json` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from woningscan.content.conditions import condition_as_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.language import Text
    from woningscan.domain.questionnaire import (
        Fact,
        Item,
        Measure,
        Option,
        Questionnaire,
    )

Data = dict[str, Any]


def export(questionnaire: Questionnaire) -> Data:
    """Give a questionnaire as JSON knows it."""
    return {
        "questionnaire": questionnaire.name,
        "facts": [_fact(fact) for fact in questionnaire.facts],
        "zones": [
            {
                "id": zone.id,
                "name": _text(zone.name),
                "items": [_item(item) for item in zone.items],
            }
            for zone in questionnaire.zones
        ],
        "measures": [_measure(measure) for measure in questionnaire.measures],
    }


def _fact(fact: Fact) -> Data:
    values = [
        {"id": value.id, "show_when": condition_as_data(value.show_when)} for value in fact.values
    ]
    return {
        "id": fact.id,
        "required": fact.required,
        "values": None if fact.is_free_text else values,
    }


def _item(item: Item) -> Data:
    return {
        "id": item.id,
        "question": _text(item.question),
        "show_when": condition_as_data(item.show_when),
        "letter": item.letter.value,
        "statistics": item.statistics,
        "options": [_option(option) for option in item.options],
    }


def _option(option: Option) -> Data:
    return {
        "id": option.id,
        "label": _text(option.label),
        "good": option.good,
        "grade": None if option.grade is None else option.grade.value,
        "measures": list(option.measures),
    }


def _measure(measure: Measure) -> Data:
    return {
        "id": measure.id,
        "title": _text(measure.title),
        "advice": _texts(measure.advice),
        "urgency": measure.urgency.value,
        "chapter": measure.chapter,
        "payer": [
            {"when": condition_as_data(rule.when), "payer": rule.payer} for rule in measure.payer
        ],
        "with": list(measure.with_measures),
    }


def _texts(texts: Mapping[str, Text]) -> Data:
    return {key: _text(text) for key, text in texts.items()}


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
