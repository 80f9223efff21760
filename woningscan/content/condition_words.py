"""Conditions in words that a person reads: with questions and labels, and without ids.

“Not” is said of single tests only: not all of these is said as at least one not, and not one of
these as all of them not. What is not answered, does not apply or is not known has no value, so that
“not” holds there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from woningscan.domain.conditions import All, Any, FactIn, ItemIn, Not, Scope
from woningscan.domain.language import Language, Text
from woningscan.domain.questionnaire import NOT_APPLICABLE, NOT_ASSESSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.domain.conditions import Condition
    from woningscan.domain.questionnaire import Questionnaire

UNLISTED_LABELS = {
    NOT_APPLICABLE: Text("N.v.t.", "Not applicable"),
    NOT_ASSESSED: Text("Niet beoordeeld", "Not assessed"),
}
"""What the answers are called that every item allows."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Several tests in words, of which all must hold, or else at least one."""

    all: bool
    parts: tuple[Words, ...]


Words: TypeAlias = "str | Joined"
"""One test in words, or several."""

_FACT = Text("voor {name} is {values} gekozen", "{values} is chosen for {name}")
_FACT_NOT = Text("voor {name} is niet {values} gekozen", "{values} is not chosen for {name}")
_FACT_NONE_OF = Text(_FACT_NOT.nl, "none of {values} is chosen for {name}")
_ITEM = {
    (Scope.ROOM, True): Text(
        "op {name} is in deze ruimte {values} geantwoord",
        "in this room {name} is answered with {values}",
    ),
    (Scope.ROOM, False): Text(
        "op {name} is in deze ruimte niet {values} geantwoord",
        "in this room {name} is not answered with {values}",
    ),
    (Scope.ANY, True): Text(
        "op {name} is in minstens één ruimte van {zone} {values} geantwoord",
        "in at least one room of {zone} {name} is answered with {values}",
    ),
    (Scope.ANY, False): Text(
        "op {name} is in geen enkele ruimte van {zone} {values} geantwoord",
        "in no room of {zone} {name} is answered with {values}",
    ),
    (Scope.ALL, True): Text(
        "op {name} is in elke ruimte van {zone} {values} geantwoord",
        "in every room of {zone} {name} is answered with {values}",
    ),
    (Scope.ALL, False): Text(
        "op {name} is niet in elke ruimte van {zone} {values} geantwoord",
        "not in every room of {zone} {name} is answered with {values}",
    ),
}
_AND, _OR = Text(" en ", " and "), Text(" of ", " or ")


def in_words(condition: Condition, questionnaire: Questionnaire, language: Language) -> Words:
    """Say a condition; every name in it is one of the questionnaire."""
    match _inward(condition):
        case All(parts) | Any(parts) as joined:
            said = tuple(in_words(part, questionnaire, language) for part in parts)
            return said[0] if len(said) == 1 else Joined(isinstance(joined, All), said)
        case Not(part):
            return _test(part, questionnaire, language, holds=False)
        case test:
            return _test(test, questionnaire, language, holds=True)


def on_one_line(words: Words, language: Language) -> str:
    """Write words on one line, with brackets around what belongs together."""
    if isinstance(words, str):
        return words
    joint = (_AND if words.all else _OR).in_(language)
    parts = (
        on_one_line(part, language) if isinstance(part, str) else f"({on_one_line(part, language)})"
        for part in words.parts
    )
    return joint.join(parts)


def _inward(condition: Condition) -> Condition:
    """Bring “not” one step nearer to the tests that it is about."""
    if not isinstance(condition, Not):
        return condition
    match condition.part:
        case Not(part):
            return _inward(part)
        case All(parts):
            return Any(tuple(Not(part) for part in parts))
        case Any(parts):
            return All(tuple(Not(part) for part in parts))
        case FactIn() | ItemIn():
            return condition


def _test(test: Condition, questionnaire: Questionnaire, language: Language, *, holds: bool) -> str:
    match test:
        case FactIn(name, values):
            fact = questionnaire.facts_by_id[name]
            labels = {value.id: value.label for value in fact.values}
            no = _FACT_NOT if len(values) == 1 else _FACT_NONE_OF
            form, title, zone = _FACT if holds else no, fact.label, ""
        case ItemIn(name, values, scope):
            item = questionnaire.items_by_id[name]
            labels = UNLISTED_LABELS | {option.id: option.label for option in item.options}
            form, title = _ITEM[scope, holds], item.question
            zone = _quoted(questionnaire.zones_by_id[item.zone].name.in_(language))
        case _:
            raise TypeError(f"{test} is no single test.")
    said = _listed([_quoted(labels[value].in_(language)) for value in values], language)
    return form.in_(language).format(name=_quoted(title.in_(language)), values=said, zone=zone)


def _listed(parts: Sequence[str], language: Language) -> str:
    *first, last = parts
    return f"{', '.join(first)}{_OR.in_(language)}{last}" if first else last


def _quoted(text: str) -> str:
    return f"“{text}”"
