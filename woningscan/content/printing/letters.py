"""Paragraphs and phrases: what letters say besides findings and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content.printing.markup import element
from woningscan.content.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.content.printing.markup import Html, Part
    from woningscan.content.printing.sheet import Sheet
    from woningscan.domain.letter_parts import Paragraph, Reader


def letter(sheet: Sheet, reader: Reader) -> Html:
    """Give the paragraphs for one reader by the section of the letter that they stand in."""
    return element(
        "section",
        element(
            "h3",
            sheet.word("letter-to", reader=sheet.say(reader.name)),
            " ",
            sheet.identifier(reader.id),
        ),
        *_sections(sheet, reader),
        class_="leaf",
        id=f"reader.{reader.id}",
    )


def phrases(sheet: Sheet) -> Html:
    """Give the short fixed texts of letters."""
    rows: list[list[Part]] = [
        [sheet.name(text, key)] for key, text in sheet.questionnaire.phrases.items()
    ]
    return sheet.table("names", [sheet.word("text")], rows)


def names(sheet: Sheet) -> Html:
    """Give readers, payers and other looks, which have little more than a name."""
    questionnaire = sheet.questionnaire
    readers: list[list[Part]] = [
        [sheet.name(each.name, each.id), sheet.word(f"kind-{each.letter}")]
        for each in questionnaire.readers
    ]
    payers = ([sheet.name(each.name, each.id)] for each in questionnaire.payers)
    looks = ([sheet.name(each.name, each.id)] for each in questionnaire.looks)
    return element(
        "div",
        sheet.table("names", [sheet.word("reader"), sheet.word("kind")], readers),
        sheet.table("names", [sheet.word("payer")], payers),
        sheet.table("names", [sheet.word("look")], looks) if questionnaire.looks else None,
    )


def _sections(sheet: Sheet, reader: Reader) -> Iterator[Html]:
    for section, name in SECTIONS.items():
        found = [
            paragraph
            for paragraph in sheet.questionnaire.paragraphs
            if paragraph.section == section and reader.id in paragraph.readers
        ]
        if found:
            yield element("h4", sheet.say(name), " ", sheet.identifier(section), class_="section")
        for paragraph in found:
            yield _paragraph(sheet, paragraph, reader)


def _paragraph(sheet: Sheet, paragraph: Paragraph, reader: Reader) -> Html:
    return element(
        "article",
        sheet.only_if(paragraph.when),
        element("p", sheet.say(paragraph.text), " ", sheet.identifier(paragraph.id)),
        sheet.marks(sheet.mark("setting") if paragraph.setting else None),
        sheet.sources(paragraph.sources),
        class_="paragraph",
        id=f"paragraph.{reader.id}.{paragraph.id}",
    )
