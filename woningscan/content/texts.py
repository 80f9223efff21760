"""Every text of a questionnaire, with its address, what it is for and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain.letter_parts import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.language import Text
    from woningscan.domain.questionnaire import Fact, Item, Measure, Questionnaire, Zone


class Audience(StrEnum):
    """Who reads a text: who gets a letter of a kind, the adviser, or a firm that is asked."""

    ADVICE = LetterKind.ADVICE.value
    ASSESSMENT = LetterKind.ASSESSMENT.value
    ORDER = LetterKind.ORDER.value
    ADVISER = "adviser"
    SPECIALIST = "specialist"


class Role(StrEnum):
    """What a text is for."""

    QUESTION = "question"
    HELP = "help"
    FINDING = "finding"
    GOOD = "good"
    TITLE = "title"
    ADVICE = "advice"
    REASON = "reason"
    PARAGRAPH = "paragraph"
    OTHER = "other"
    """A name, a label, a phrase, or what to ask for: words rather than sentences."""


ON_SCREEN = frozenset({Audience.ADVISER})
IN_LETTERS = frozenset({Audience.ADVICE, Audience.ASSESSMENT, Audience.ORDER})
OF_FINDINGS = frozenset({Audience.ADVICE, Audience.ASSESSMENT})
"""Who is told what was found in the home."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text where it stands.

    `part` is the id of the zone, chapter or section that it belongs to, `reader` that of the only
    one who reads it; both are empty where there is none.
    """

    address: str
    text: Text
    role: Role
    read_by: frozenset[Audience]
    part: str = ""
    reader: str = ""


def texts_of(questionnaire: Questionnaire) -> Iterator[PlacedText]:
    """Give every text once for each reader of its own, in the order of the questionnaire."""
    yield from _names(questionnaire)
    for fact in questionnaire.facts:
        yield from _of_fact(fact)
    for zone in questionnaire.zones:
        yield from _of_zone(zone)
    kinds = {reader.id: Audience(reader.letter.value) for reader in questionnaire.readers}
    for measure in questionnaire.measures:
        yield from _of_measure(measure, kinds)
    for paragraph in questionnaire.paragraphs:
        for reader in paragraph.readers:
            if reader in kinds:
                yield PlacedText(
                    f"paragraphs[{paragraph.id}].text",
                    paragraph.text,
                    Role.PARAGRAPH,
                    frozenset({kinds[reader]}),
                    paragraph.section,
                    reader,
                )
    for phrase, text in questionnaire.phrases.items():
        yield PlacedText(f"phrases.{phrase}", text, Role.OTHER, IN_LETTERS)


def _names(questionnaire: Questionnaire) -> Iterator[PlacedText]:
    yield PlacedText("title", questionnaire.title, Role.OTHER, ON_SCREEN)
    for chapter in questionnaire.chapters:
        yield PlacedText(f"chapters[{chapter.id}].title", chapter.title, Role.OTHER, IN_LETTERS)
    for payer in questionnaire.payers:
        yield PlacedText(f"payers[{payer.id}].name", payer.name, Role.OTHER, IN_LETTERS)
    for reader in questionnaire.readers:
        yield PlacedText(f"readers[{reader.id}].name", reader.name, Role.OTHER, ON_SCREEN)
    for look in questionnaire.looks:
        yield PlacedText(f"looks[{look.id}].name", look.name, Role.OTHER, ON_SCREEN)


def _of_fact(fact: Fact) -> Iterator[PlacedText]:
    address = f"facts[{fact.id}]"
    yield PlacedText(f"{address}.label", fact.label, Role.OTHER, ON_SCREEN)
    if fact.help is not None:
        yield PlacedText(f"{address}.help", fact.help, Role.HELP, ON_SCREEN)
    for value in fact.values:
        yield PlacedText(f"{address}.values[{value.id}].label", value.label, Role.OTHER, ON_SCREEN)


def _of_zone(zone: Zone) -> Iterator[PlacedText]:
    address = f"zones[{zone.id}]"
    places = ON_SCREEN | OF_FINDINGS
    yield PlacedText(f"{address}.name", zone.name, Role.OTHER, places)
    if zone.help is not None:
        yield PlacedText(f"{address}.help", zone.help, Role.HELP, ON_SCREEN, zone.id)
    for room in zone.rooms:
        yield PlacedText(f"{address}.rooms[{room.key}].name", room.name, Role.OTHER, places)
    for item in zone.items:
        yield from _of_item(item, f"{address}.items[{item.id}]")


def _of_item(item: Item, address: str) -> Iterator[PlacedText]:
    yield PlacedText(f"{address}.question", item.question, Role.QUESTION, ON_SCREEN, item.zone)
    if item.help is not None:
        yield PlacedText(f"{address}.help", item.help, Role.HELP, ON_SCREEN, item.zone)
    for option in item.options:
        place = f"{address}.options[{option.id}]"
        yield PlacedText(f"{place}.label", option.label, Role.OTHER, ON_SCREEN)
        if option.finding is not None:
            yield PlacedText(
                f"{place}.finding", option.finding, Role.FINDING, OF_FINDINGS, item.zone
            )
    if item.good is not None:
        yield PlacedText(f"{address}.good", item.good, Role.GOOD, OF_FINDINGS, item.zone)


def _of_measure(measure: Measure, kinds: dict[str, Audience]) -> Iterator[PlacedText]:
    address = f"measures[{measure.id}]"
    yield PlacedText(f"{address}.title", measure.title, Role.TITLE, IN_LETTERS, measure.chapter)
    for role, texts in ((Role.ADVICE, measure.advice), (Role.REASON, measure.reason)):
        for reader, text in texts.items():
            if reader in kinds:
                yield PlacedText(
                    f"{address}.{role}.{reader}",
                    text,
                    role,
                    frozenset({kinds[reader]}),
                    measure.chapter,
                    reader,
                )
    if measure.ask_for is not None:
        asked = frozenset({Audience.SPECIALIST})
        yield PlacedText(f"{address}.ask_for", measure.ask_for, Role.OTHER, asked)
