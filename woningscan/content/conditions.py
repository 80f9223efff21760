"""Conditions as they are written in the files, and as the data that other programs read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from woningscan.content.faults import ContentError
from woningscan.content.reading import Log, Value, parse
from woningscan.domain.conditions import All, Any, Condition, FactIn, ItemIn, Not, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ConditionData: TypeAlias = "dict[str, str | list[str] | ConditionData | list[ConditionData]]"

_FORMS = ("fact", "item", "all", "any", "not")


class ConditionError(ContentError):
    """Data is not a condition."""


def read_condition(value: Value, items_here: Collection[str]) -> Condition | None:
    """Read a condition, or give nothing when there is none or it is faulty.

    `items_here` are the items of the zone it belongs to: they are asked of the same room, and all
    others of any room, unless the condition says otherwise.
    """
    if value.is_absent:
        return None
    match value.form(_FORMS):
        case "fact" | "item" as form:
            return _read_test(value, form, items_here)
        case "all":
            return All(_parts(value.keys("all")["all"], items_here))
        case "any":
            return Any(_parts(value.keys("any")["any"], items_here))
        case "not":
            part = read_condition(value.keys("not")["not"], items_here)
            return None if part is None else Not(part)
    value.fault("is not a condition; begin it with one of fact, item, all, any, not")
    return None


def condition_as_data(condition: Condition | None) -> ConditionData | None:
    """Give a condition as JSON knows it, with every scope written out; no condition is null."""
    match condition:
        case None:
            return None
        case FactIn(fact, values):
            return {"fact": fact, "in": list(values)}
        case ItemIn(item, values, scope):
            return {"item": item, "in": list(values), "scope": str(scope)}
        case All(parts):
            return {"all": _parts_as_data(parts)}
        case Any(parts):
            return {"any": _parts_as_data(parts)}
        case Not(part):
            return {"not": condition_as_data(part) or {}}


def condition_from_data(data: object) -> Condition | None:
    """Read a condition back from its data; raise `ConditionError` when it is none.

    JSON is YAML, so that one reader serves both.
    """
    if data is None:
        return None
    log = Log()
    value = parse("condition", json.dumps(data), log)
    condition = None if value is None else read_condition(value, ())
    if log.faults:
        raise ConditionError("\n".join(str(fault) for fault in log.faults))
    return condition


def leaves_with_address(
    condition: Condition | None, address: str
) -> Iterator[tuple[str, FactIn | ItemIn]]:
    """Give every membership test in a condition with its own address, from left to right."""
    match condition:
        case None:
            return
        case All(parts) | Any(parts):
            join = "all" if isinstance(condition, All) else "any"
            for number, part in enumerate(parts, start=1):
                yield from leaves_with_address(part, f"{address}.{join}[{number}]")
        case Not(part):
            yield from leaves_with_address(part, f"{address}.not")
        case FactIn() | ItemIn():
            yield address, condition


def _read_test(value: Value, form: str, items_here: Collection[str]) -> FactIn | ItemIn:
    if form == "fact":
        keys = value.keys("fact", "in")
        return FactIn(keys["fact"].identifier(), keys["in"].identifiers())
    keys = value.keys("item", "in", optional=["scope"])
    item = keys["item"].identifier()
    default = Scope.ROOM if item in items_here else Scope.ANY
    return ItemIn(item, keys["in"].identifiers(), keys["scope"].one_of(Scope) or default)


def _parts(value: Value, items_here: Collection[str]) -> tuple[Condition, ...]:
    parts = (read_condition(entry, items_here) for entry in value.entries())
    return tuple(part for part in parts if part is not None)


def _parts_as_data(parts: tuple[Condition, ...]) -> list[ConditionData]:
    return [condition_as_data(part) or {} for part in parts]
