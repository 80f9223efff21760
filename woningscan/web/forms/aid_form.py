"""The inputs of an aid in a posted form: `aid.<item>.lower_edge`, `aid.<item>.reason`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.aid_inputs import Fault, read_opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.aid_inputs import Read
    from woningscan.domain.changes import Value
    from woningscan.domain.questionnaire import Item, Zone

REASON = "reason"
FAULTS = {
    Fault.MISSING: "aid-missing",
    Fault.NUMBER: "aid-number",
    Fault.RANGE: "aid-range",
    Fault.WAY: "aid-way",
}


def prefix_of(item: str) -> str:
    """Give how the names of an item's inputs begin."""
    return f"aid.{item}."


def inputs(form: Mapping[str, str], item: str) -> dict[str, str]:
    """Give the inputs of an item's aid as they were typed; the reason is not one of them."""
    prefix = prefix_of(item)
    return {
        name.removeprefix(prefix): text
        for name, text in form.items()
        if name.startswith(prefix) and name != prefix + REASON
    }


def read(form: Mapping[str, str], item: str) -> Read:
    """Read the inputs of an item's aid."""
    return read_opening(inputs(form, item))


def used(form: Mapping[str, str], item: Item) -> Value:
    """Give what an item's aid records; None when nothing was filled in."""
    opening = read(form, item.id).opening
    if item.aid is None or opening is None:
        return None
    reason = form.get(prefix_of(item.id) + REASON, "").replace("\r\n", "\n").strip()
    found: dict[str, Value] = {"calculation": item.aid.calculation, "opening": opening}
    return found | ({"reason": reason} if reason else {})


def faults(form: Mapping[str, str], zone: Zone) -> dict[str, str]:
    """Give what is wrong in the inputs of aids: the name of each field, and its fault."""
    return {
        prefix_of(item.id) + key: FAULTS[fault]
        for item in zone.items
        if item.aid is not None
        for key, fault in read(form, item.id).faults.items()
    }
