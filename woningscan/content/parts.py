"""The parts of a questionnaire, each read from the keys that its file gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from woningscan.content.conditions import read_condition
from woningscan.content.reading import did_you_mean
from woningscan.content.sections import SECTIONS
from woningscan.domain.letter_parts import Chapter, LetterKind, Paragraph, Reader
from woningscan.domain.questionnaire import (
    UNLISTED_OPTIONS,
    Aid,
    Choice,
    Fact,
    FactValue,
    Grade,
    Item,
    LetterRule,
    Measure,
    Option,
    PayerRule,
    StandardRoom,
    Urgency,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from woningscan.content.reading import Value
    from woningscan.domain.language import Text

LONGEST_FREE_TEXT = 200
DEFAULT_FREE_TEXT = 80

_SOURCE = re.compile(r"S[0-9]+[a-z]?|practice")


class Heading(NamedTuple):
    """What `questionnaire.yaml` holds."""

    id: str
    version: int
    title: Text
    chapters: tuple[Chapter, ...]
    payers: tuple[Choice, ...]
    readers: tuple[Reader, ...]
    looks: tuple[Choice, ...]


def read_heading(value: Value) -> Heading:
    """Read `questionnaire.yaml`."""
    required = ("id", "version", "title", "chapters", "payers", "readers")
    keys = value.keys(*required, optional=["looks"])
    return Heading(
        id=keys["id"].identifier(),
        version=keys["version"].number(1),
        title=keys["title"].translated(),
        chapters=tuple(_chapter(entry) for entry in keys["chapters"].entries()),
        payers=tuple(_choice(entry, "payer") for entry in keys["payers"].entries()),
        readers=tuple(_reader(entry) for entry in keys["readers"].entries()),
        looks=tuple(_choice(entry, "look") for entry in keys["looks"].entries()),
    )


def read_facts(value: Value) -> tuple[Fact, ...]:
    """Read `facts.yaml`."""
    return tuple(_fact(entry) for entry in value.keys("facts")["facts"].entries())


def read_zone(value: Value) -> Zone:
    """Read one file of `zones/`."""
    keys = value.keys("id", "name", "items", optional=["help", "rooms"])
    zone = keys["id"].new_id("zone")
    items = keys["items"].entries()
    items_here = frozenset(entry.name for entry in items)
    return Zone(
        id=zone,
        name=keys["name"].translated(),
        items=tuple(_item(entry, zone, items_here) for entry in items),
        rooms=tuple(_room(entry) for entry in keys["rooms"].entries()),
        help=keys["help"].translated_or_none(),
    )


def read_measures(value: Value) -> tuple[Measure, ...]:
    """Read one file of `measures/`."""
    return tuple(_measure(entry) for entry in value.keys("measures")["measures"].entries())


def read_paragraphs(value: Value) -> tuple[Paragraph, ...]:
    """Read one file of `paragraphs/`."""
    return tuple(_paragraph(entry) for entry in value.keys("paragraphs")["paragraphs"].entries())


def read_phrases(value: Value) -> dict[str, Text]:
    """Read `phrases.yaml`."""
    return _texts(value.keys("phrases")["phrases"])


def _chapter(value: Value) -> Chapter:
    keys = value.keys("id", "title", optional=["intro", "apart"])
    return Chapter(
        id=keys["id"].new_id("chapter"),
        title=keys["title"].translated(),
        intro=keys["intro"].identifier() or None,
        apart=keys["apart"].truth(default=False),
    )


def _choice(value: Value, kind: str) -> Choice:
    keys = value.keys("id", "name")
    return Choice(keys["id"].new_id(kind), keys["name"].translated())


def _reader(value: Value) -> Reader:
    keys = value.keys("id", "name", "letter", optional=["pays"])
    return Reader(
        id=keys["id"].new_id("reader"),
        name=keys["name"].translated(),
        letter=keys["letter"].one_of(LetterKind) or LetterKind.ADVICE,
        pays=keys["pays"].identifier() or None,
    )


def _fact(value: Value) -> Fact:
    keys = value.keys("id", "label", optional=["required", "help", "values", "max_length"])
    fact = keys["id"].new_id("fact")
    max_length = keys["max_length"].number(DEFAULT_FREE_TEXT)
    if not keys["max_length"].is_absent and not keys["values"].is_absent:
        keys["max_length"].fault("is for free text; remove it, or the values")
    elif max_length > LONGEST_FREE_TEXT:
        keys["max_length"].fault(f"is more than {LONGEST_FREE_TEXT}; a fact is a word or a name")
    return Fact(
        id=fact,
        label=keys["label"].translated(),
        required=keys["required"].truth(default=False),
        values=tuple(_fact_value(entry, fact) for entry in keys["values"].entries()),
        max_length=max_length,
        help=keys["help"].translated_or_none(),
    )


def _fact_value(value: Value, fact: str) -> FactValue:
    keys = value.keys("id", "label", optional=["show_when", "time_zone"])
    return FactValue(
        id=keys["id"].new_id(f"value of fact {fact}"),
        label=keys["label"].translated(),
        show_when=read_condition(keys["show_when"], ()),
        time_zone=_time_zone(keys["time_zone"]),
    )


def _time_zone(value: Value) -> str | None:
    name = None if value.is_absent else value.scalar()
    if name:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            value.fault(f"“{name}” is no time zone; name one as in America/Kralendijk")
    return name


def _room(value: Value) -> StandardRoom:
    keys = value.keys("key", "name", optional=["when"])
    return StandardRoom(
        key=keys["key"].new_id("room"),
        name=keys["name"].translated(),
        when=read_condition(keys["when"], ()),
    )


def _item(value: Value, zone: str, items_here: Collection[str]) -> Item:
    optional = (
        *("help", "show_when", "good", "aid"),
        *("statistics", "letter", "look", "unconfirmed"),
    )
    keys = value.keys("id", "question", "options", "sources", optional=optional)
    item = keys["id"].new_id("item")
    return Item(
        id=item,
        zone=zone,
        question=keys["question"].translated(),
        options=tuple(_option(entry, value.name) for entry in keys["options"].entries()),
        help=keys["help"].translated_or_none(),
        good=keys["good"].translated_or_none(),
        show_when=read_condition(keys["show_when"], items_here),
        aid=_aid(keys["aid"]),
        statistics=keys["statistics"].truth(default=True),
        letter=keys["letter"].one_of(LetterRule) or LetterRule.ALWAYS,
        look=keys["look"].identifier() or None,
        sources=_sources(keys["sources"]),
        unconfirmed=keys["unconfirmed"].truth(default=False),
    )


def _option(value: Value, item: str) -> Option:
    keys = value.keys("id", "label", "good", optional=["grade", "measures", "finding"])
    option = keys["id"].new_id(f"option of item {item}")
    if option in UNLISTED_OPTIONS:
        keys["id"].fault("is an answer that every item has; remove this option")
    return Option(
        id=option,
        label=keys["label"].translated(),
        good=keys["good"].truth(default=False),
        grade=keys["grade"].one_of(Grade),
        measures=keys["measures"].identifiers(),
        finding=keys["finding"].translated_or_none(),
    )


def _aid(value: Value) -> Aid | None:
    if value.is_absent:
        return None
    keys = value.keys("calculation", "outcomes")
    outcomes = keys["outcomes"].pairs() or {}
    return Aid(
        calculation=keys["calculation"].identifier(),
        outcomes={outcome: option.identifier() for outcome, option in outcomes.items()},
    )


def _measure(value: Value) -> Measure:
    required = ("id", "title", "advice", "reason", "chapter", "urgency", "payer", "sources")
    keys = value.keys(*required, optional=["ask_for", "with", "unconfirmed"])
    return Measure(
        id=keys["id"].new_id("measure"),
        title=keys["title"].translated(),
        advice=_texts(keys["advice"]),
        reason=_texts(keys["reason"]),
        chapter=keys["chapter"].identifier(),
        urgency=keys["urgency"].one_of(Urgency) or Urgency.OCCASION,
        payer=tuple(_payer_rule(entry) for entry in keys["payer"].entries()),
        ask_for=keys["ask_for"].translated_or_none(),
        with_measures=keys["with"].identifiers(),
        sources=_sources(keys["sources"]),
        unconfirmed=keys["unconfirmed"].truth(default=False),
    )


def _payer_rule(value: Value) -> PayerRule:
    keys = value.keys("payer", optional=["when"])
    return PayerRule(keys["payer"].identifier(), read_condition(keys["when"], ()))


def _paragraph(value: Value) -> Paragraph:
    required = ("id", "section", "readers", "text", "sources")
    keys = value.keys(*required, optional=["when", "setting"])
    section = keys["section"].identifier()
    if section and section not in SECTIONS:
        keys["section"].fault(
            f"“{section}” is not a section{did_you_mean(section, tuple(SECTIONS))}"
        )
    return Paragraph(
        id=keys["id"].new_id("paragraph"),
        section=section,
        text=keys["text"].translated(),
        readers=keys["readers"].identifiers(),
        when=read_condition(keys["when"], ()),
        setting=keys["setting"].truth(default=False),
        sources=_sources(keys["sources"]),
    )


def _texts(value: Value) -> dict[str, Text]:
    """Read texts by their id: per reader, or the phrases of letters."""
    return {key: text.translated() for key, text in (value.pairs() or {}).items()}


def _sources(value: Value) -> tuple[str, ...]:
    codes = [(entry, entry.scalar()) for entry in value.entries()]
    for entry, code in codes:
        if code and not _SOURCE.fullmatch(code):
            entry.fault(f"“{code}” is not a source; name one as in S68, or write practice")
    return tuple(code for _, code in codes)
