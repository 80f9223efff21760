"""Invented visits, made from a questionnaire by rule: what settings look like in a letter.

A few visits show every paragraph that is a setting, for no visit shows them all: some are for one
place, some for another. Nothing in them is of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, product
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.changes import Change
from woningscan.domain.conditions import FactIn, ItemIn, given_facts, leaves
from woningscan.domain.example_answers import Answers
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.route import Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.conditions import Condition
    from woningscan.domain.language import Language
    from woningscan.domain.letter_parts import Paragraph
    from woningscan.domain.questionnaire import Questionnaire

NOBODY = "00000000-0000-4000-8000-000000000000"
"""Stands for the visit and for the device."""
INVENTED = "…"
"""Stands for what somebody would have typed."""
MOST_TRIED = 2000
"""A condition that no combination of so many fulfils is given up."""


@dataclass(frozen=True, slots=True)
class Example:
    """An invented visit: what was wished of it, and what was recorded in it."""

    inspection: Inspection
    facts: Mapping[str, str]
    """The value of each fact that is chosen from a list."""
    wished: Mapping[str, str] = field(default_factory=dict)

    def holds(self, paragraph: Paragraph) -> bool:
        """Tell whether the letter of this visit has a paragraph, if it has its section."""
        return Route(self.inspection).holds(paragraph.when)


@dataclass(frozen=True, slots=True)
class ExampleMaker:
    """Makes visits on a day; what is advised in them includes `measures`, as far as can be."""

    questionnaire: Questionnaire
    day: str
    language: Language
    measures: frozenset[str] = frozenset()

    def examples(self) -> tuple[Example, ...]:
        """Give visits that show every paragraph that is a setting, as few as are found."""
        found = [self.example({})]
        for paragraph in self.questionnaire.paragraphs:
            if paragraph.setting and not any(each.holds(paragraph) for each in found):
                self._add(paragraph, found)
        return tuple(found)

    def example(
        self, wished: Mapping[str, str], answers: Mapping[str, str] | None = None
    ) -> Example:
        """Give a visit with these facts and answers, where the questionnaire allows them."""
        facts = self._facts(wished)
        changes = list(self._changes(facts, answers or {}))
        return Example(Inspection(self.questionnaire, fold(changes)), facts, wished)

    def _add(self, paragraph: Paragraph, found: list[Example]) -> None:
        """Let one visit more show a paragraph, or one that is there already where that can be.

        The first stays as it is: an ordinary visit, with the first value of each fact.
        """
        for place, example in enumerate(found[1:], 1):
            for wished in self._wishes(paragraph.when, example.wished):
                changed = self.example(wished)
                shown = (each for each in self._settings() if example.holds(each))
                if changed.holds(paragraph) and all(changed.holds(each) for each in shown):
                    found[place] = changed
                    return
        for wished in self._wishes(paragraph.when, {}):
            for answers in self._answers(paragraph.when, self._facts(wished)):
                example = self.example(wished, answers)
                if example.holds(paragraph):
                    found.append(example)
                    return

    def _settings(self) -> Iterable[Paragraph]:
        return (paragraph for paragraph in self.questionnaire.paragraphs if paragraph.setting)

    def _wishes(
        self, when: Condition | None, beside: Mapping[str, str]
    ) -> Iterator[dict[str, str]]:
        """Give facts under which a condition can hold; what was wished already is kept."""
        names = [fact for fact in self._facts_about(when) if fact not in beside]
        choices = (
            [value.id for value in self.questionnaire.facts_by_id[name].values] for name in names
        )
        for values in islice(product(*choices), MOST_TRIED):
            wished = {**beside, **dict(zip(names, values, strict=True))}
            facts = self._facts(wished)
            if wished.items() <= facts.items() and given_facts(when, facts.get) is not False:
                yield wished

    def _facts_about(self, when: Condition | None) -> list[str]:
        """Give the facts that a condition asks about, and those that their values depend on."""
        names: dict[str, None] = {}
        waiting = [when]
        while waiting:
            for leaf in leaves(waiting.pop()):
                if isinstance(leaf, FactIn) and leaf.fact not in names:
                    fact = self.questionnaire.facts_by_id[leaf.fact]
                    if not fact.is_free_text:
                        names[leaf.fact] = None
                        waiting += [value.show_when for value in fact.values]
        return list(names)

    def _answers(
        self, when: Condition | None, facts: Mapping[str, str]
    ) -> Iterator[dict[str, str]]:
        """Give answers under which what is left of a condition can hold."""
        left = given_facts(when, facts.get)
        asked = [] if isinstance(left, bool) else leaves(left)
        items = dict.fromkeys(leaf.item for leaf in asked if isinstance(leaf, ItemIn))
        choices = (self.questionnaire.items_by_id[item].answers for item in items)
        for values in islice(product(*choices), MOST_TRIED):
            yield dict(zip(items, values, strict=True))

    def _facts(self, wished: Mapping[str, str]) -> dict[str, str]:
        """Give every fact the value that is wished, or its first, where it exists."""
        stated: dict[str, str] = {}
        for fact in self.questionnaire.facts:
            values = sorted(fact.values, key=lambda value: value.id != wished.get(fact.id))
            for value in values:
                if given_facts(value.show_when, stated.get) is True:
                    stated[fact.id] = value.id
                    break
        return stated

    def _typed_facts(self) -> dict[str, str]:
        """Give a text where a letter needs one."""
        facts = self.questionnaire.facts
        return {fact.id: INVENTED for fact in facts if fact.is_free_text and fact.required}

    def _changes(self, facts: Mapping[str, str], wished: Mapping[str, str]) -> Iterator[Change]:
        yield _change(("visit-dated",), self.day)
        for fact, stated in {**facts, **self._typed_facts()}.items():
            yield _change(("fact-stated", fact), stated)
        answers = Answers(self.questionnaire, facts)
        answers.fill(self.measures, wished)
        for place, room in enumerate(answers.rooms):
            id_ = str(uuid5(UUID(NOBODY), f"room/{place}"))
            yield _change(("room-added", id_), {**room.value(self.language), "order": place})
            for item, option in room.answers.items():
                yield _change(("answered", id_, item), {"option": option})
                if item in room.ticked:
                    yield _change(("letter-ticked", id_, item), value=True)


def _change(slot: tuple[str, ...], value: Value) -> Change:
    id_ = str(uuid5(UUID(NOBODY), "/".join(slot)))
    return Change(id_, slot[0], slot[1:], value, (), NOBODY, "2026-01-01T00:00:00Z")
