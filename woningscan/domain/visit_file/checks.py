"""What is wrong with a visit file, all at once, and what deserves a warning.

Each rule is one small function that gives (where, how to mend it). After them every change that the
file would make is held against the table of kinds, exactly as the gate of the journal does it: a
file without faults is a file whose changes are accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain import kinds, shapes
from woningscan.domain.changes import MalformedChangeError, parse
from woningscan.domain.conditions import leaves
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.route import Route
from woningscan.domain.visit_file.advice_checks import advice_faults, advice_warnings
from woningscan.domain.visit_file.advising import Judgement, changes_of_advice, judge
from woningscan.domain.visit_file.changes import changes_of_visit, photos_named
from woningscan.domain.visit_file.entries import (
    ADVISER_FIELDS,
    HOLDER_FIELDS,
    enclosing,
    read,
    where,
)
from woningscan.domain.visit_file.maker import Maker
from woningscan.domain.visit_file.room_checks import photo_faults, room_faults
from woningscan.domain.visit_file.saying import Said, line_fault, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.visit_file.entries import Entries
    from woningscan.domain.visit_file.maker import PlacedChange

_NOBODY = "00000000-0000-0000-0000-000000000000"
_CHECKER = Maker(inspection=_NOBODY, device=_NOBODY, at="2000-01-01T00:00:00Z")


@dataclass(frozen=True, slots=True, order=True)
class VisitFault:
    """What is wrong: the JSON path, empty for the whole file, and how to mend it."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, order=True)
class VisitWarning:
    """What may be meant so, and deserves a look: the JSON path, and why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file as far as it makes sense."""

    entries: Entries
    route: Route
    judgement: Judgement
    placed: tuple[PlacedChange, ...]


def faults(data: Mapping[str, object], questionnaire: Questionnaire) -> tuple[VisitFault, ...]:
    """Give everything that is wrong with a file whose form the JSON Schema has checked."""
    entries = read(data)
    visit = changes_of_visit(entries, questionnaire, _CHECKER)
    said = [
        *_field_faults(entries),
        *_fact_faults(entries, questionnaire),
        *room_faults(entries, questionnaire),
        *photo_faults(entries),
        *_size_faults(len(visit)),
    ]
    placed = visit
    if len(visit) <= kinds.MOST_CHANGES:
        reading = _read(entries, questionnaire, visit)
        said += _existence_faults(reading)
        said += advice_faults(entries, reading.judgement)
        said += _size_faults(len(reading.placed))
        placed = reading.placed
    said += _refused(placed, questionnaire, {outer for at, _ in said for outer in enclosing(at)})
    return tuple(VisitFault(at, message) for at, message in dict.fromkeys(said))


def warnings(data: Mapping[str, object], questionnaire: Questionnaire) -> tuple[VisitWarning, ...]:
    """Give what deserves a look, in a file without faults."""
    entries = read(data)
    visit = changes_of_visit(entries, questionnaire, _CHECKER)
    reading = _read(entries, questionnaire, visit)
    said = (
        *_missing(reading, questionnaire),
        *_nameless(entries, questionnaire),
        *_idle_answers(reading),
        *advice_warnings(entries, reading.judgement),
    )
    return tuple(VisitWarning(at, message) for at, message in said)


def _read(
    entries: Entries, questionnaire: Questionnaire, visit: tuple[PlacedChange, ...]
) -> _Reading:
    sound = (placed.change for placed in visit if _refusal(placed, questionnaire) is None)
    inspection = Inspection(questionnaire, fold(sound))
    judgement = judge(entries, inspection, _CHECKER)
    photos = photos_named(entries, _CHECKER)
    advice = changes_of_advice(entries, judgement, photos, _CHECKER)
    return _Reading(entries, Route(inspection), judgement, (*visit, *advice))


def _refusal(placed: PlacedChange, questionnaire: Questionnaire) -> str | None:
    """Say why the journal would not take a change; None when it would."""
    try:
        kinds.check(parse(placed.change.as_data()), questionnaire)
    except (MalformedChangeError, kinds.UnknownContentError, shapes.BadValueError) as refusal:
        return str(refusal)
    return None


def _refused(
    placed: tuple[PlacedChange, ...], questionnaire: Questionnaire, known: set[str]
) -> Iterator[Said]:
    """Say what the journal would refuse, where no rule has said so more precisely."""
    for each in placed:
        message = _refusal(each, questionnaire)
        if message is not None and each.where not in known:
            yield each.where, message


def _field_faults(entries: Entries) -> Iterator[Said]:
    if entries.case is not None:
        yield from line_fault("case", entries.case, shapes.LONGEST_NAME)
    for part, fields, known in (
        ("holder", entries.holder, HOLDER_FIELDS),
        ("adviser", entries.adviser, ADVISER_FIELDS),
    ):
        for field in fields:
            if field not in known:
                yield where(part, field), unknown("field", field, known)


def _fact_faults(entries: Entries, questionnaire: Questionnaire) -> Iterator[Said]:
    facts = questionnaire.facts_by_id
    for id_, value in entries.facts.items():
        fact = facts.get(id_)
        if fact is None:
            yield where("facts", id_), unknown("fact", id_, facts)
        elif not fact.is_free_text and value not in (known := [one.id for one in fact.values]):
            yield where("facts", id_), unknown("value", value, known)


def _existence_faults(reading: _Reading) -> Iterator[Said]:
    """Say which values do not exist under the other facts."""
    facts = reading.route.inspection.questionnaire.facts_by_id
    for id_, value in reading.entries.facts.items():
        known = {choice.id: choice for choice in facts[id_].values} if id_ in facts else {}
        if value in known and reading.route.fact(id_) is None:
            tests = leaves(known[value].show_when)
            others = " and ".join(
                dict.fromkeys(test.fact for test in tests if hasattr(test, "fact"))
            )
            yield (
                where("facts", id_),
                (f"“{value}” does not exist under the other facts; change it, or {others}."),
            )


def _size_faults(count: int) -> Iterator[Said]:
    if count > kinds.MOST_CHANGES:
        yield "rooms", f"The file holds {count} things; a visit holds at most {kinds.MOST_CHANGES}."


def _missing(reading: _Reading, questionnaire: Questionnaire) -> Iterator[Said]:
    if reading.entries.visited_on is None:
        yield "visited_on", "The day of the visit is missing; without it there is no letter."
    for fact in questionnaire.facts:
        if fact.required and reading.route.fact(fact.id) is None:
            yield where("facts", fact.id), "This fact is missing; without it there is no letter."


def _nameless(entries: Entries, questionnaire: Questionnaire) -> Iterator[Said]:
    for entry in entries.rooms:
        zone = questionnaire.zones_by_id.get(entry.zone or "")
        if zone is not None and entry.name is None:
            yield (
                where(entry.where, "name"),
                (f"The room has no name; it is called “{zone.name.nl}”, after its zone."),
            )


def _idle_answers(reading: _Reading) -> Iterator[Said]:
    """Say which answers are kept and left out of the letter."""
    for placed in reading.placed:
        if placed.change.kind == "answered" and not reading.route.applies(*placed.change.slot):
            yield (
                placed.where,
                (
                    "This item does not apply, given the other answers and the facts; "
                    "the answer is kept and left out of the letter."
                ),
            )
