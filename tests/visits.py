"""Visits and changes for tests, as a coordinator plans them and a tablet sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from tests.installations import Installation
from woningscan.domain.inspection import standard_room_id
from woningscan.services import planning
from woningscan.services.actors import Actor
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.planning import Plan
from woningscan.services.resources import Resources

Data = dict[str, Any]
AT = "2026-05-12T09:30:00Z"
TABLET = "7ab1e700-0000-4000-8000-000000000001"
IDENTITY = {"holder-name": "Wethouder Verzonnen", "holder-town": "Nergenshuizen"}
FACTS = {"jurisdiction": "nl", "office": "wethouder", "dwelling": "terraced"}


def planned(
    installation: Installation,
    adviser: str = "adviser",
    *,
    identity: Mapping[str, str] = IDENTITY,
    facts: Mapping[str, str] = FACTS,
    planned_on: str | None = "2026-05-12",
) -> str:
    """Plan a visit for an adviser, who may be busy then, and give its id."""
    account = installation.actor(adviser).account
    assert account is not None
    plan = Plan(account, planned_on, identity, facts)
    return planned_anyway(installation.resources, installation.actor("coordinator"), plan)


def planned_anyway(resources: Resources, coordinator: Actor, plan: Plan) -> str:
    """Plan a visit, also close to others of the adviser, and give its id."""
    try:
        return planning.plan_visit(resources, coordinator, plan)
    except DoubleBookingError as error:
        accepted = frozenset(other.id for other in error.others)
        return planning.plan_visit(resources, coordinator, replace(plan, accepted=accepted))


def change(kind: str, slot: Sequence[str], value: object, **parts: object) -> Data:
    """Give a change as it travels; `parts` replace what is made up here."""
    return {
        "id": str(uuid4()),
        "kind": kind,
        "slot": list(slot),
        "value": value,
        "replaces": [],
        "device": TABLET,
        "at": AT,
    } | parts


def front_door(visit: str) -> str:
    """Give the id of a room that every visit has."""
    return standard_room_id(visit, "front-door")


def answered(visit: str, option: str = "skg3", item: str = "cylinder", **parts: object) -> Data:
    """Give an answer about the front door."""
    return change("answered", [front_door(visit), item], {"option": option}, **parts)


def noted(visit: str, text: str, item: str = "cylinder", **parts: object) -> Data:
    """Give a note at the front door."""
    return change("noted", [front_door(visit), item], text, **parts)
