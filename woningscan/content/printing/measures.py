"""Measures: what can be advised, to whom in which words, who pays, and what calls for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content.printing.markup import element, spaced, together
from woningscan.content.printing.sheet import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woningscan.content.printing.markup import Html, Part
    from woningscan.content.printing.sheet import Sheet
    from woningscan.domain.language import Text
    from woningscan.domain.letter_parts import Chapter
    from woningscan.domain.questionnaire import Measure, PayerRule


def chapter(sheet: Sheet, shown: Chapter) -> Html:
    """Give a chapter of the advice with its measures, in the order of the questionnaire."""
    measures = [each for each in sheet.questionnaire.measures if each.chapter == shown.id]
    return element(
        "section",
        sheet.heading(3, shown.title, shown.id),
        sheet.marks(sheet.mark("apart") if shown.apart else None),
        None if shown.intro is None else _intro(sheet, shown.intro),
        *(_measure(sheet, measure) for measure in measures),
        None if measures else element("p", sheet.word("none")),
        class_="leaf",
        id=f"chapter.{shown.id}",
    )


def _intro(sheet: Sheet, paragraph: str) -> Html:
    reader = sheet.questionnaire.paragraphs_by_id[paragraph].readers[0]
    link = element("a", sheet.identifier(paragraph), href=f"#paragraph.{reader}.{paragraph}")
    return sheet.labelled(sheet.word("begins-with"), link)


def _measure(sheet: Sheet, measure: Measure) -> Html:
    return element(
        "article",
        sheet.heading(4, measure.title, measure.id),
        sheet.marks(sheet.mark("unconfirmed") if measure.unconfirmed else None),
        element("dl", *(part for row in _rows(sheet, measure) for part in row)),
        sheet.sources(measure.sources),
        id=f"measure.{measure.id}",
    )


def _rows(sheet: Sheet, measure: Measure) -> Iterator[tuple[Html, Html]]:
    yield from _per_reader(sheet, "advice", measure.advice)
    yield from _per_reader(sheet, "reason", measure.reason)
    if measure.ask_for is not None:
        yield _row(sheet.word("ask-for"), sheet.say(measure.ask_for))
    yield _row(sheet.word("when"), sheet.word(measure.urgency.value))
    yield _row(sheet.word("payer"), _payers(sheet, measure.payer))
    others = sheet.questionnaire.measures_by_id
    if measure.with_measures:
        links = [sheet.measure_link(others[name]) for name in measure.with_measures]
        yield _row(sheet.word("with"), listed(links))
    brings = [other for other in others.values() if measure.id in other.with_measures]
    if brings:
        yield _row(sheet.word("brought-by"), listed([sheet.measure_link(each) for each in brings]))
    calls = list(_calls(sheet, measure))
    if calls:
        yield _row(sheet.word("called-by"), listed(calls))


def _row(label: Part, content: Part) -> tuple[Html, Html]:
    return element("dt", label), element("dd", content)


def _per_reader(sheet: Sheet, label: str, texts: Mapping[str, Text]) -> Iterator[tuple[Html, Html]]:
    for reader in sheet.questionnaire.readers:
        if reader.id in texts:
            said = spaced(sheet.word(label), element("small", sheet.say(reader.name)))
            yield _row(said, sheet.say(texts[reader.id]))


def _payers(sheet: Sheet, rules: Sequence[PayerRule]) -> Html:
    """Say who pays: the first whose condition holds."""
    names = [sheet.say(sheet.questionnaire.payers_by_id[rule.payer].name) for rule in rules]
    if len(rules) == 1:
        return together(names[0])
    return listed(
        [
            together(name, ": ", sheet.word("otherwise"))
            if rule.when is None
            else together(name, ": ", sheet.when(rule.when, sheet.word("if")))
            for name, rule in zip(names, rules, strict=True)
        ]
    )


def _calls(sheet: Sheet, measure: Measure) -> Iterator[Html]:
    """Give each item that calls for a measure, with the answers that do."""
    for item in sheet.questionnaire.items_by_id.values():
        answers = [each for each in item.options if measure.id in each.measures]
        if answers:
            said = ", ".join(f"“{sheet.say(answer.label)}”" for answer in answers)
            yield together(sheet.item_link(item), f": {said}")
