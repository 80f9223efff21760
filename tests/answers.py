"""What the domain says of a case, as plain JSON: the twin of `node/answers.mjs`.

Both give the same answer to the same question, so that vectors and the differential test compare
whole answers and know nothing of either language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.questionnaire_from_export import condition_from, questionnaire_from
from woningscan.domain import advice
from woningscan.domain.advice import Finding, Recommendation
from woningscan.domain.changes import Change, canonical
from woningscan.domain.conditions import holds
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import EMPTY, Journal, fold
from woningscan.domain.kinds import KINDS
from woningscan.domain.reachability import Opening, Shape, Surface, reachability
from woningscan.domain.route import Route

Data = Mapping[str, Any]
Answer = dict[str, Any]


def change_from(data: Data) -> Change:
    """Read a change as it is, also one that would be refused where changes come in."""
    return Change(
        id=data["id"],
        kind=data["kind"],
        slot=tuple(data["slot"]),
        value=data["value"],
        replaces=tuple(data["replaces"]),
        device=data["device"],
        at=data["at"],
    )


def journal_from(changes: Iterable[Data]) -> Journal:
    """Fold changes that are given as data."""
    return fold(change_from(change) for change in changes)


def route_from(question: Data) -> Route:
    """Give the route through an inspection: a questionnaire and changes."""
    questionnaire = questionnaire_from(question["questionnaire"])
    return Route(Inspection(questionnaire, journal_from(question["changes"])))


def about_journal(question: Data) -> Answer:
    """Tell the heads of every slot, sorted; the changes come in batches."""
    journal = EMPTY
    for batch in question["batches"]:
        journal = journal.with_changes(change_from(change) for change in batch)
    return {
        "heads": [
            {"slot": list(slot), "heads": [[head.id, head.value] for head in heads]}
            for slot, heads in sorted(journal.heads.items())
        ]
    }


def about_canonical(question: Data) -> Answer:
    """Tell the one text of a change."""
    return {"text": canonical(change_from(question["change"]))}


@dataclass
class KnownData:
    """Facts and answers as they count, without a questionnaire."""

    data: Data

    def fact(self, fact: str) -> str | None:
        """Give a fact."""
        value: str | None = self.data["facts"].get(fact)
        return value

    def answer(self, room: str, item: str) -> str | None:
        """Give an answer."""
        value: str | None = self.data["answers"].get(room, {}).get(item)
        return value

    def rooms_with(self, item: str) -> Sequence[str]:
        """Give the rooms of an item's zone."""
        rooms: Sequence[str] = self.data["rooms"].get(item, [])
        return rooms


def about_conditions(question: Data) -> Answer:
    """Tell whether a condition holds."""
    known = KnownData(question["known"])
    return {"holds": holds(condition_from(question["condition"]), known, question["room"])}


def about_route(question: Data) -> Answer:
    """Tell which rooms there are, what applies in them, what waits and what disagrees."""
    route = route_from(question)
    inspection = route.inspection
    return {
        "rooms": [room.id for room in inspection.rooms],
        "names": {room.id: room.given_name for room in inspection.rooms},
        "applies": {
            room.id: [item.id for item in route.applying(room)] for room in inspection.rooms
        },
        "open": {
            room.id: [item.id for item in route.open_items(room)] for room in inspection.rooms
        },
        "progress": {
            room.id: [route.progress(room).answered, route.progress(room).applying]
            for room in inspection.rooms
        },
        "waiting": [list(slot) for slot in inspection.waiting],
        "conflicts": [
            {"slot": list(conflict.slot), "heads": [head.id for head in conflict.heads]}
            for conflict in inspection.conflicts
        ],
        "facts": {fact.id: route.fact(fact.id) for fact in inspection.questionnaire.facts},
    }


def about_advice(question: Data) -> Answer:
    """Tell the findings and all that follows from them."""
    route = route_from(question)
    found = advice.findings(route)
    ticked = advice.for_letter(route.inspection, found)
    advised = advice.advise(route, found)
    return {
        "findings": [[*_names(finding), finding.certain] for finding in found],
        "recommendations": [_recommendation(each) for each in advised.recommendations],
        "omitted": [_recommendation(each) for each in advised.omitted],
        "in_letter": [each.id for each in advice.advise(route, ticked).recommendations],
    }


def _names(finding: Finding) -> list[str]:
    return [finding.room.id, finding.item.id, finding.option.id]


def _recommendation(each: Recommendation) -> Answer:
    return {
        "id": each.id,
        "own": each.measure is None,
        "findings": [_names(finding) for finding in each.findings],
        "rooms": [room.id for room in each.rooms],
        "companions": [companion.id for companion in each.companions],
        "urgency": str(each.urgency),
        "payer": each.payer,
        "chapter": each.chapter,
        "certain": each.certain,
        "title": each.own_title,
        "text": each.text,
        "photos": None if each.photos is None else list(each.photos),
        "reason": each.reason,
    }


def about_reachability(question: Data) -> Answer:
    """Tell whether an opening is reachable, and why."""
    opening = question["opening"]
    outcome = reachability(
        Opening(
            lower_edge=opening["lower_edge"],
            shape=Shape(opening["shape"]),
            width=opening["width"],
            height=opening["height"],
            drop_inside=opening["drop_inside"],
            surfaces=tuple(Surface(**surface) for surface in opening["surfaces"]),
        )
    )
    return {"reachable": outcome.reachable, "ground": str(outcome.ground)}


def about_kinds(_question: Data) -> Answer:
    """Tell which kinds of change wait for a room, and which move a visit."""
    return {
        "of_a_room": sorted(kind.name for kind in KINDS.values() if kind.is_of_a_room),
        "events": sorted(kind.name for kind in KINDS.values() if kind.is_event),
    }


ABOUT: Mapping[str, Callable[[Data], Answer]] = {
    "advice": about_advice,
    "canonical": about_canonical,
    "conditions": about_conditions,
    "journal": about_journal,
    "kinds": about_kinds,
    "reachability": about_reachability,
    "route": about_route,
}


def answer(question: Data) -> Answer:
    """Answer a question of the form `{"about": …, …}`."""
    return ABOUT[question["about"]](question)
