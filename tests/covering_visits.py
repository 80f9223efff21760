"""Visits that together say all there is to say, made from a questionnaire, whichever it is.

That is every answer to every item, every value of every fact, and every payer of every measure that
answers call for. Each of these asks for facts and answers under which it counts; what can stand
together shares a visit. What was made is not believed: `met` tells what the engine itself counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from woningscan.domain import advice, visit_file
from woningscan.domain.conditions import All, Condition, FactIn, ItemIn, Not
from woningscan.domain.conditions import Any as AnyOf
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.questionnaire import LetterRule, Questionnaire
from woningscan.domain.route import Route

Data: TypeAlias = dict[str, Any]
Wish: TypeAlias = dict[tuple[str, str], str | None]
"""What has to be so: of facts and items, each by its kind and id; None is not answered."""

DAY = "2026-05-12"
MAKER = visit_file.Maker(
    "0b3b5cf0-66cf-4b22-8f0e-1f4bb0e6f6ab", "00000000-0000-4000-8000-000000000001", f"{DAY}T09:30Z"
)
MOST_WAYS = 200
"""What none of so many ways gives is given up."""


class Target(NamedTuple):
    """Something that a visit can say: the answer to an item, a fact, the payer of a measure."""

    kind: str
    about: str
    said: str


def answers_of(questionnaire: Questionnaire) -> frozenset[Target]:
    """Give every answer that is listed."""
    items = questionnaire.items_by_id.values()
    return frozenset(Target("answer", i.id, option.id) for i in items for option in i.options)


def facts_of(questionnaire: Questionnaire) -> frozenset[Target]:
    """Give every value of every fact."""
    facts = questionnaire.facts
    return frozenset(Target("fact", fact.id, value.id) for fact in facts for value in fact.values)


def payers_of(questionnaire: Questionnaire) -> frozenset[Target]:
    """Give every payer of every measure that an answer calls for."""
    called = {
        measure
        for item in questionnaire.items_by_id.values()
        for option in item.options
        for measure in option.measures
    }
    return frozenset(
        Target("payer", measure, rule.payer)
        for measure in called
        for rule in questionnaire.measures_by_id[measure].payer
    )


def inspection_of(questionnaire: Questionnaire, data: Mapping[str, Any]) -> Inspection:
    """Give the inspection that a visit file describes."""
    return Inspection(questionnaire, fold(visit_file.changes_of(data, questionnaire, MAKER)))


def met(inspection: Inspection) -> frozenset[Target]:
    """Give what a visit says: answers to items that apply, facts that exist, payers."""
    route = Route(inspection)
    found = advice.for_letter(inspection, advice.findings(route))
    answers = (
        Target("answer", item.id, answer)
        for room, item in inspection.items
        for answer in inspection.answers(room.id, item.id)
        if answer is not None and route.applies(room.id, item.id)
    )
    facts = (
        Target("fact", fact.id, value)
        for fact in inspection.questionnaire.facts
        if (value := route.fact(fact.id)) is not None
    )
    payers = (
        Target("payer", each.measure.id, each.payer)
        for each in advice.advise(route, found).recommendations
        if each.measure is not None and each.payer is not None
    )
    return frozenset((*answers, *facts, *payers))


def covering_visits(questionnaire: Questionnaire) -> tuple[Data, ...]:
    """Give visit files that together say all that can be said."""
    ways = _Ways(questionnaire)
    kinds = (answers_of, facts_of, payers_of)
    left = [target for kind in kinds for target in sorted(kind(questionnaire))]
    found: list[Data] = []
    # Its first way is tried again for what is left: then it no longer shares its visit with all.
    for skipped in (0, *range(MOST_WAYS)):
        drafts: list[_Draft] = []
        for target in left:
            for wish in islice(ways.to(target), skipped, skipped + 1):
                _place(wish, drafts, questionnaire)
        if not drafts:
            break
        made = [draft.file() for draft in drafts]
        done = [met(inspection_of(questionnaire, data)) for data in made]
        found += [data for data, does in zip(made, done, strict=True) if does & set(left)]
        reached = frozenset[Target]().union(*done)
        left = [target for target in left if target not in reached]
    return tuple(found)


@dataclass(frozen=True)
class _Ways:
    """Finds what lets an answer count."""

    questionnaire: Questionnaire

    def to(self, target: Target) -> Iterator[Wish]:
        """Give the ways to say something; each is tried when those before it did not do."""
        match target:
            case Target("answer", item, option):
                applies = self.that(self.questionnaire.items_by_id[item].show_when, wanted=True)
                for wish in applies:
                    yield from _joined(wish, [{("item", item): option}])
            case Target("fact", fact, value):
                yield from self.that(FactIn(fact, (value,)), wanted=True)
            case Target("payer", measure, payer):
                yield from self._paid(measure, payer)

    def _paid(self, measure: str, payer: str) -> Iterator[Wish]:
        """Give the ways in which a measure is called for and this payer is the first that holds."""
        for item in self.questionnaire.items_by_id.values():
            for option in (each.id for each in item.options if measure in each.measures):
                for wish in self.to(Target("answer", item.id, option)):
                    yield from _joined(wish, self._pays(measure, payer))

    def _pays(self, measure: str, payer: str) -> Iterator[Wish]:
        rules = self.questionnaire.measures_by_id[measure].payer
        for number, rule in enumerate(rules):
            if rule.payer == payer:
                before = tuple(Not(each.when) for each in rules[:number] if each.when is not None)
                holds = (*before, *([rule.when] if rule.when is not None else []))
                yield from self.that(All(holds) if holds else None, wanted=True)

    def that(self, condition: Condition | None, *, wanted: bool) -> Iterator[Wish]:
        """Give the ways in which a condition holds; or does not, when that is wanted."""
        match condition:
            case None:
                yield from [{}] if wanted else []
            case FactIn(fact, values):
                yield from self._fact(fact, values, wanted=wanted)
            case ItemIn(item, values):
                yield from self._item(item, values, wanted=wanted)
            case Not(part):
                yield from self.that(part, wanted=not wanted)
            case All(parts) | AnyOf(parts):
                if isinstance(condition, All) is wanted:
                    yield from self._every(parts, wanted=wanted)
                else:
                    for part in parts:
                        yield from self.that(part, wanted=wanted)

    def _every(self, parts: tuple[Condition, ...], *, wanted: bool) -> Iterator[Wish]:
        first, *rest = parts
        for wish in self.that(first, wanted=wanted):
            others = self._every(tuple(rest), wanted=wanted) if rest else iter([{}])
            yield from _joined(wish, others)

    def _fact(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> Iterator[Wish]:
        for value in self.questionnaire.facts_by_id[fact].values:
            if (value.id in values) is wanted:
                for wish in self.that(value.show_when, wanted=True):
                    yield from _joined(wish, [{("fact", fact): value.id}])

    def _item(self, item: str, values: tuple[str, ...], *, wanted: bool) -> Iterator[Wish]:
        for answer in self.questionnaire.items_by_id[item].answers:
            if (answer in values) is wanted:
                yield from self.to(Target("answer", item, answer))
        if not wanted:
            yield {("item", item): None}


def _joined(wish: Wish, others: Iterable[Wish]) -> Iterator[Wish]:
    for other in others:
        if all(wish.get(key, value) == value for key, value in other.items()):
            yield {**wish, **other}


@dataclass(frozen=True)
class _Draft:
    """A visit in the making: its facts, and its rooms by zone."""

    questionnaire: Questionnaire
    facts: dict[str, str | None] = field(default_factory=dict)
    rooms: dict[str, list[dict[str, str | None]]] = field(default_factory=dict)

    def takes(self, wish: Wish) -> bool:
        """Take in a wish, if what stands here bears it."""
        facts = {name: value for (kind, name), value in wish.items() if kind == "fact"}
        if any(self.facts.get(name, value) != value for name, value in facts.items()):
            return False
        self.facts.update(facts)
        for zone, answers in self._by_zone(wish).items():
            rooms = self.rooms.setdefault(zone, [])
            room = next((room for room in rooms if _bears(room, answers)), None)
            if room is None:
                rooms.append(room := {})
            room.update(answers)
        return True

    def _by_zone(self, wish: Wish) -> dict[str, dict[str, str | None]]:
        found: dict[str, dict[str, str | None]] = {}
        for (kind, name), value in wish.items():
            if kind == "item":
                zone = self.questionnaire.items_by_id[name].zone
                found.setdefault(zone, {})[name] = value
        return found

    def _with_required(self) -> dict[str, str]:
        """Give the facts, and the first value of each other that a letter needs and these allow."""
        ways = _Ways(self.questionnaire)
        wish: Wish = {("fact", name): value for name, value in self.facts.items()}
        for fact in self.questionnaire.facts:
            if fact.required:
                everything = tuple(value.id for value in fact.values)
                possible = ways.that(FactIn(fact.id, everything), wanted=True)
                wish = next(_joined(wish, possible), wish)
        return {name: str(value) for (_, name), value in wish.items()}

    def file(self) -> Data:
        """Give the visit file."""
        ticked = {
            item.id
            for item in self.questionnaire.items_by_id.values()
            if item.letter is LetterRule.WHEN_TICKED
        }
        empty: Data = visit_file.empty_file(self.questionnaire)
        return {
            **empty,
            "visited_on": DAY,
            "facts": empty["facts"] | self._with_required(),
            "rooms": [
                {
                    "zone": zone,
                    "name": f"{zone} {number}",
                    "answers": {item: option for item, option in answers.items() if option},
                    "in_letter": sorted(ticked & answers.keys()),
                }
                for zone, rooms in self.rooms.items()
                for number, answers in enumerate(rooms, 1)
            ],
        }


def _bears(room: Mapping[str, str | None], answers: Mapping[str, str | None]) -> bool:
    return all(room.get(item, option) == option for item, option in answers.items())


def _place(wish: Wish, drafts: list[_Draft], questionnaire: Questionnaire) -> None:
    if not any(draft.takes(wish) for draft in drafts):
        drafts.append(_Draft(questionnaire))
        drafts[-1].takes(wish)
