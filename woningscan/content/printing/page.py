"""The whole page: its head, its contents, and its parts one after another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from woningscan.content.printing import letters, measures, zones
from woningscan.content.printing.markup import Html, element, spaced, together
from woningscan.content.printing.sheet import Sheet, listed
from woningscan.content.printing.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.content.printing.markup import Part
    from woningscan.domain.language import Language
    from woningscan.domain.questionnaire import Questionnaire

_STYLES = [Path(__file__).with_name(f"{name}.css") for name in ("page", "parts", "paper")]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page is its own style and loads nothing, wherever it is opened."""


class _Part(NamedTuple):
    """A part of the page, and what the contents say of it."""

    anchor: str
    title: str
    content: Html
    below: list[tuple[str, str]]


def page(questionnaire: Questionnaire, language: Language) -> str:
    """Give a whole questionnaire as one page of HTML that needs nothing else."""
    sheet = Sheet(questionnaire, language)
    parts = list(_parts(sheet))
    title = f"{sheet.say(questionnaire.title)} ({questionnaire.name})"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Html("".join(file.read_text(encoding="utf-8") for file in _STYLES))),
    )
    body = element(
        "body",
        _heading(sheet),
        element("nav", *_contents(sheet, parts), id="contents", aria_labelledby="contents-title"),
        element("main", *(_shown(part) for part in parts)),
        element("a", sheet.word("to-contents"), href="#contents", class_="back"),
    )
    return f"<!doctype html>\n{element('html', head, body, lang=language.value).text}\n"


def _heading(sheet: Sheet) -> Html:
    shown = sheet.questionnaire
    count = sheet.word(
        "count",
        zones=len(shown.zones),
        items=len(shown.items_by_id),
        measures=len(shown.measures),
        paragraphs=len(shown.paragraphs),
    )
    marks = [spaced(sheet.mark(key), sheet.say(meaning)) for key, (_, meaning) in MARKS.items()]
    return element(
        "header",
        element("h1", sheet.say(shown.title)),
        element("p", sheet.word("version", id=shown.id, version=shown.version), class_="lead"),
        element("p", count),
        element("h2", sheet.word("about"), class_="small"),
        element("p", sheet.word("about-ids")),
        element("p", sheet.word("about-answers")),
        element("p", sheet.word("about-conditions")),
        element("p", sheet.word("about-marks")),
        listed(marks, "legend"),
    )


def _contents(sheet: Sheet, parts: list[_Part]) -> Iterator[Part]:
    yield element("h2", sheet.word("contents"), id="contents-title")
    lines = (
        together(
            element("a", part.title, href=f"#{part.anchor}"),
            listed([element("a", title, href=f"#{anchor}") for anchor, title in part.below])
            if part.below
            else None,
        )
        for part in parts
    )
    yield listed(list(lines))


def _shown(part: _Part) -> Html:
    title = element("h2", part.title)
    return element("section", title, part.content, class_="part", id=part.anchor)


def _parts(sheet: Sheet) -> Iterator[_Part]:
    shown = sheet.questionnaire
    yield _Part(
        "facts",
        sheet.word("facts"),
        together(*(zones.fact(sheet, fact) for fact in shown.facts)),
        [],
    )
    yield _Part(
        "zones",
        sheet.word("zones"),
        together(*(zones.zone(sheet, zone, place) for place, zone in enumerate(shown.zones, 1))),
        [
            (f"zone.{zone.id}", f"{place}. {sheet.say(zone.name)}")
            for place, zone in enumerate(shown.zones, 1)
        ],
    )
    yield _Part(
        "measures",
        sheet.word("measures"),
        together(*(measures.chapter(sheet, chapter) for chapter in shown.chapters)),
        [(f"chapter.{chapter.id}", sheet.say(chapter.title)) for chapter in shown.chapters],
    )
    yield _Part(
        "paragraphs",
        sheet.word("paragraphs"),
        together(*(letters.letter(sheet, reader) for reader in shown.readers)),
        [(f"reader.{reader.id}", sheet.say(reader.name)) for reader in shown.readers],
    )
    yield _Part("phrases", sheet.word("phrases"), letters.phrases(sheet), [])
    yield _Part("names", sheet.word("names"), letters.names(sheet), [])
