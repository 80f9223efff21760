"""Reads a questionnaire from the form that `content export --json` gives, for tests of meaning.

The export holds all that decides what applies and what is advised, but not the letter's words: what
is missing is filled with the id of the thing, which is enough for a test.
"""

from collections.abc import Mapping
from typing import Any

from woningscan.domain.conditions import All, Condition, FactIn, ItemIn, Not, Scope
from woningscan.domain.conditions import Any as AnyOf
from woningscan.domain.language import Text
from woningscan.domain.letter_parts import Chapter, LetterKind, Reader
from woningscan.domain.questionnaire import (
    Choice,
    Fact,
    FactValue,
    Grade,
    Item,
    LetterRule,
    Measure,
    Option,
    PayerRule,
    Questionnaire,
    Urgency,
    Zone,
)

Data = Mapping[str, Any]


def condition_from(data: Data | None) -> Condition | None:
    """Read a condition; null is none."""
    return None if data is None else _condition(data)


def _condition(data: Data) -> Condition:
    match data:
        case {"fact": fact, "in": values}:
            return FactIn(fact, tuple(values))
        case {"item": item, "in": values, "scope": scope}:
            return ItemIn(item, tuple(values), Scope(scope))
        case {"all": parts}:
            return All(tuple(map(_condition, parts)))
        case {"any": parts}:
            return AnyOf(tuple(map(_condition, parts)))
        case {"not": part}:
            return Not(_condition(part))
    raise ValueError(data)


def questionnaire_from(data: Data) -> Questionnaire:
    """Read a questionnaire."""
    name, version = data["questionnaire"].split("/")
    measures = tuple(_measure(measure) for measure in data["measures"])
    readers = dict.fromkeys(reader for measure in measures for reader in measure.advice)
    return Questionnaire(
        id=name,
        version=int(version),
        title=_named(name),
        facts=tuple(_fact(fact) for fact in data["facts"]),
        zones=tuple(_zone(zone) for zone in data["zones"]),
        measures=measures,
        chapters=tuple(
            Chapter(chapter, _named(chapter))
            for chapter in dict.fromkeys(measure.chapter for measure in measures)
        ),
        payers=tuple(
            Choice(payer, _named(payer))
            for payer in dict.fromkeys(rule.payer for measure in measures for rule in measure.payer)
        ),
        readers=tuple(Reader(reader, _named(reader), LetterKind.ADVICE) for reader in readers),
    )


def _named(name: str) -> Text:
    return Text(nl=name, en=name)


def _fact(data: Data) -> Fact:
    values = tuple(
        FactValue(value["id"], _named(value["id"]), condition_from(value["show_when"]))
        for value in data["values"] or ()
    )
    return Fact(data["id"], _named(data["id"]), data["required"], values)


def _zone(data: Data) -> Zone:
    items = tuple(_item(item, data["id"]) for item in data["items"])
    return Zone(data["id"], Text(**data["name"]), items)


def _item(data: Data, zone: str) -> Item:
    return Item(
        id=data["id"],
        zone=zone,
        question=Text(**data["question"]),
        options=tuple(_option(option) for option in data["options"]),
        show_when=condition_from(data["show_when"]),
        statistics=data["statistics"],
        letter=LetterRule(data["letter"]),
    )


def _option(data: Data) -> Option:
    return Option(
        id=data["id"],
        label=Text(**data["label"]),
        good=data["good"],
        grade=None if data["grade"] is None else Grade(data["grade"]),
        measures=tuple(data["measures"]),
    )


def _measure(data: Data) -> Measure:
    return Measure(
        id=data["id"],
        title=Text(**data["title"]),
        advice={reader: Text(**text) for reader, text in data["advice"].items()},
        reason={},
        chapter=data["chapter"],
        urgency=Urgency(data["urgency"]),
        payer=tuple(
            PayerRule(rule["payer"], condition_from(rule["when"])) for rule in data["payer"]
        ),
        with_measures=tuple(data["with"]),
    )
