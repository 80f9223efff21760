"""What must be true of the conditions of a questionnaire; each rule is one small function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from woningscan.content.conditions import leaves_with_address
from woningscan.content.faults import Complaint
from woningscan.content.reach import Reach, cycles
from woningscan.content.reading import unknown
from woningscan.domain.conditions import FactIn, ItemIn, Scope, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.conditions import Condition
    from woningscan.domain.questionnaire import Questionnaire, Zone


class _Placed(NamedTuple):
    """A condition where it stands; one without a zone may name facts only."""

    address: str
    condition: Condition | None
    zone: str | None = None


def facts_are_known(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Conditions name facts that are declared, by values that these have."""
    facts = questionnaire.facts_by_id
    for address, leaf, _ in _tests(questionnaire):
        if not isinstance(leaf, FactIn):
            continue
        fact = facts.get(leaf.fact)
        if fact is None:
            yield unknown(f"{address}.fact", "fact", leaf.fact, list(facts))
        elif fact.is_free_text:
            message = f"“{leaf.fact}” is free text, which a condition cannot ask"
            yield Complaint(f"{address}.fact", message)
        else:
            values = [value.id for value in fact.values]
            yield from _unknown_values(address, leaf, f"value of “{leaf.fact}”", values)


def items_are_known(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Conditions name items that exist, by answers that these take."""
    items = questionnaire.items_by_id
    for address, leaf, zone in _tests(questionnaire):
        if not isinstance(leaf, ItemIn) or zone is None:
            continue
        item = items.get(leaf.item)
        if item is None:
            yield unknown(f"{address}.item", "item", leaf.item, list(items))
        else:
            yield from _unknown_values(address, leaf, f"answer to “{leaf.item}”", item.answers)


def only_items_ask_for_items(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Fact values, standard rooms, payers and paragraphs depend on facts only."""
    for address, leaf, zone in _tests(questionnaire):
        if isinstance(leaf, ItemIn) and zone is None:
            yield Complaint(f"{address}.item", "items cannot be asked here; name a fact")


def scope_room_is_of_the_zone(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Only an item of the same zone can be looked for in the same room."""
    for address, leaf, zone in _tests(questionnaire):
        item = questionnaire.items_by_id.get(leaf.item) if isinstance(leaf, ItemIn) else None
        is_room = isinstance(leaf, ItemIn) and leaf.scope is Scope.ROOM
        if is_room and zone is not None and item is not None and item.zone != zone:
            message = f"“{item.id}” is of zone {item.zone}, never of this room; write any or all"
            yield Complaint(f"{address}.scope", message)


def no_item_waits_for_itself(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """No condition of an item reaches that item through the conditions of others."""
    items = questionnaire.items_by_id
    edges = {
        item.id: [
            leaf.item
            for leaf in leaves(item.show_when)
            if isinstance(leaf, ItemIn) and leaf.item in items
        ]
        for item in items.values()
    }
    for circle in cycles(edges):
        address = f"zones[{items[circle[0]].zone}].items[{circle[0]}].show_when"
        yield Complaint(address, f"depends on itself: {' → '.join(circle)}; take one out")


def no_fact_waits_for_itself(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """No condition of a fact's values reaches that fact through the values of others."""
    facts = questionnaire.facts_by_id
    edges = {
        fact.id: [
            leaf.fact
            for value in fact.values
            for leaf in leaves(value.show_when)
            if isinstance(leaf, FactIn) and leaf.fact in facts
        ]
        for fact in facts.values()
    }
    for circle in cycles(edges):
        address = f"facts[{circle[0]}].values"
        yield Complaint(address, f"depend on themselves: {' → '.join(circle)}; take one out")


def every_condition_can_hold(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Nothing waits for what can never be, so that every item can be reached."""
    reach = Reach(questionnaire)
    for address, condition, _ in _conditions(questionnaire):
        if condition is not None and not reach.can_hold(condition):
            yield Complaint(address, "can never hold; mend it, or remove what waits for it")


def _conditions(questionnaire: Questionnaire) -> Iterator[_Placed]:
    """Give the place of every condition that something can have."""
    for fact in questionnaire.facts:
        for value in fact.values:
            yield _Placed(f"facts[{fact.id}].values[{value.id}].show_when", value.show_when)
    for zone in questionnaire.zones:
        yield from _conditions_of_zone(zone)
    for measure in questionnaire.measures:
        for number, rule in enumerate(measure.payer, start=1):
            yield _Placed(f"measures[{measure.id}].payer[{number}].when", rule.when)
    for paragraph in questionnaire.paragraphs:
        yield _Placed(f"paragraphs[{paragraph.id}].when", paragraph.when)


def _conditions_of_zone(zone: Zone) -> Iterator[_Placed]:
    for room in zone.rooms:
        yield _Placed(f"zones[{zone.id}].rooms[{room.key}].when", room.when)
    for item in zone.items:
        yield _Placed(f"zones[{zone.id}].items[{item.id}].show_when", item.show_when, zone.id)


def _tests(questionnaire: Questionnaire) -> Iterator[tuple[str, FactIn | ItemIn, str | None]]:
    """Give every membership test with its address and the zone of its condition."""
    for address, condition, zone in _conditions(questionnaire):
        for leaf_address, leaf in leaves_with_address(condition, address):
            yield leaf_address, leaf, zone


def _unknown_values(
    address: str, leaf: FactIn | ItemIn, kind: str, known: list[str] | tuple[str, ...]
) -> Iterator[Complaint]:
    for value in leaf.values:
        if value not in known:
            yield unknown(f"{address}.in[{value}]", kind, value, known)
