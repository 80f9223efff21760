"""A questionnaire as things with fields, so that two can be laid side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.condition_words import in_words, on_one_line
from woningscan.domain.language import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woningscan.domain.conditions import Condition
    from woningscan.domain.letter_parts import Chapter, Paragraph, Reader
    from woningscan.domain.questionnaire import (
        Choice,
        Fact,
        Item,
        Measure,
        Option,
        PayerRule,
        Questionnaire,
        StandardRoom,
        Zone,
    )


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one place: what is compared, and how people see it."""

    name: str
    value: object
    shown: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A zone, an item, an option, a measure and the like: its own fields, and its parts."""

    kind: str
    id: str
    title: Text
    fields: tuple[Field, ...]
    parts: tuple[Thing, ...] = ()

    @property
    def name(self) -> str:
        """Give kind and id, by which it is found again in the other questionnaire."""
        return f"{self.kind} {self.id}".strip()


def things_of(questionnaire: Questionnaire) -> tuple[Thing, ...]:
    """Give everything that people see of a questionnaire, but for its id and its version."""
    return _Maker(questionnaire).everything()


class _Maker:
    """Makes things of one questionnaire, whose labels say its conditions in words."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    def everything(self) -> tuple[Thing, ...]:
        shown = self._questionnaire
        return (
            self._heading(),
            *(self._fact(fact) for fact in shown.facts),
            *(self._zone(zone) for zone in shown.zones),
            *(self._measure(measure) for measure in shown.measures),
            *(self._paragraph(paragraph) for paragraph in shown.paragraphs),
            Thing("phrases", "", Text("", ""), (), self._phrases(shown.phrases)),
        )

    def _heading(self) -> Thing:
        shown = self._questionnaire
        parts = (
            *(_chapter(chapter) for chapter in shown.chapters),
            *(_choice("payer", payer) for payer in shown.payers),
            *(_reader(reader) for reader in shown.readers),
            *(_choice("look", look) for look in shown.looks),
        )
        fields = tuple(_text("title", shown.title))
        return Thing("questionnaire", "", shown.title, fields, parts)

    def _fact(self, fact: Fact) -> Thing:
        values = tuple(
            Thing(
                "value",
                value.id,
                value.label,
                (
                    *_text("label", value.label),
                    self._condition(value.show_when),
                    _plain("time zone", value.time_zone or ""),
                ),
            )
            for value in fact.values
        )
        fields = (
            *_text("label", fact.label),
            *_text("help", fact.help),
            _plain("required", _yes(fact.required)),
            _plain("longest text", str(fact.max_length) if fact.is_free_text else ""),
        )
        return Thing("fact", fact.id, fact.label, fields, values)

    def _zone(self, zone: Zone) -> Thing:
        fields = (*_text("name", zone.name), *_text("help", zone.help))
        parts = (
            *(self._room(room) for room in zone.rooms),
            *(self._item(item) for item in zone.items),
        )
        return Thing("zone", zone.id, zone.name, fields, parts)

    def _room(self, room: StandardRoom) -> Thing:
        fields = (*_text("name", room.name), self._condition(room.when))
        return Thing("room", room.key, room.name, fields)

    def _item(self, item: Item) -> Thing:
        aid = {} if item.aid is None else {"": item.aid.calculation, **item.aid.outcomes}
        fields = (
            *_text("question", item.question),
            *_text("help", item.help),
            self._condition(item.show_when),
            *_text("good sentence", item.good),
            _plain("aid", ", ".join(f"{key} {value}".strip() for key, value in aid.items())),
            _plain("in statistics", _yes(item.statistics)),
            _plain("in the letter", item.letter.value),
            _plain("look", item.look or ""),
            _plain("to be confirmed", _yes(item.unconfirmed)),
            _list("sources", item.sources),
        )
        options = tuple(_option(option) for option in item.options)
        return Thing("item", item.id, item.question, fields, options)

    def _measure(self, measure: Measure) -> Thing:
        fields = (
            *_text("title", measure.title),
            *_per_reader("advice", measure.advice),
            *_per_reader("reason", measure.reason),
            *_text("ask for", measure.ask_for),
            _plain("chapter", measure.chapter),
            _plain("urgency", measure.urgency.value),
            Field("payers", measure.payer, self._payers(measure.payer)),
            _list("goes with", measure.with_measures),
            _plain("to be confirmed", _yes(measure.unconfirmed)),
            _list("sources", measure.sources),
        )
        return Thing("measure", measure.id, measure.title, fields)

    def _paragraph(self, paragraph: Paragraph) -> Thing:
        fields = (
            *_text("text", paragraph.text),
            _plain("section", paragraph.section),
            _list("readers", paragraph.readers),
            self._condition(paragraph.when),
            _plain("can be set", _yes(paragraph.setting)),
            _list("sources", paragraph.sources),
        )
        return Thing("paragraph", paragraph.id, Text("", ""), fields)

    def _phrases(self, phrases: Mapping[str, Text]) -> tuple[Thing, ...]:
        none = Text("", "")
        return tuple(
            Thing("phrase", key, none, tuple(_text("text", text))) for key, text in phrases.items()
        )

    def _payers(self, rules: Sequence[PayerRule]) -> str:
        return "; ".join(
            rule.payer if rule.when is None else f"{rule.payer} if {self._words(rule.when)}"
            for rule in rules
        )

    def _condition(self, condition: Condition | None) -> Field:
        return Field("only if", condition, "" if condition is None else self._words(condition))

    def _words(self, condition: Condition) -> str:
        words = in_words(condition, self._questionnaire, Language.EN)
        return on_one_line(words, Language.EN)


def _option(option: Option) -> Thing:
    fields = (
        *_text("label", option.label),
        _plain("good", _yes(option.good)),
        _plain("grade", option.grade or ""),
        _list("measures", option.measures),
        *_text("finding", option.finding),
    )
    return Thing("option", option.id, option.label, fields)


def _chapter(chapter: Chapter) -> Thing:
    fields = (
        *_text("title", chapter.title),
        _plain("begins with", chapter.intro or ""),
        _plain("stands apart", _yes(chapter.apart)),
    )
    return Thing("chapter", chapter.id, chapter.title, fields)


def _reader(reader: Reader) -> Thing:
    fields = (
        *_text("name", reader.name),
        _plain("letter", reader.letter.value),
        _plain("pays", reader.pays or ""),
    )
    return Thing("reader", reader.id, reader.name, fields)


def _choice(kind: str, choice: Choice) -> Thing:
    return Thing(kind, choice.id, choice.name, tuple(_text("name", choice.name)))


def _per_reader(name: str, texts: Mapping[str, Text]) -> Iterable[Field]:
    for reader, text in texts.items():
        yield from _text(f"{name} to {reader}", text)


def _text(name: str, text: Text | None) -> Iterable[Field]:
    """Give a text as a field for each language; one that is not there is empty."""
    for language in Language:
        yield _plain(f"{name} ({language})", "" if text is None else text.in_(language))


def _list(name: str, values: Sequence[str]) -> Field:
    return _plain(name, ", ".join(values))


def _plain(name: str, written: str) -> Field:
    return Field(name, written, written)


def _yes(value: object) -> str:
    return "yes" if value else "no"
