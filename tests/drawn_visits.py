"""Visits that Hypothesis draws: changes that fit a questionnaire, as many devices would make them.

Each change fits its kind, but nobody looked whether its room is there: rooms come late, twice or
never, items stand in rooms of another zone, and what is replaced was seen or not. What is drawn
says no more than which room, item or option by number, so that one draw fits any questionnaire.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.strategies import AT, DEVICE, PAYERS, UNLISTED, URGENCIES, numbers, questionnaires

Data = dict[str, Any]
Recorded = tuple[list[str], Any]
Thing = TypeVar("Thing")

ROOMS = ("r0", "r1", "r2", "r3")
OWN = ("o0", "o1")

_rooms = st.sampled_from((*ROOMS[:3] * 4, *ROOMS))
_said = {
    "priority": st.sampled_from(URGENCIES),
    "payer": st.sampled_from(PAYERS),
    "photos": st.lists(st.sampled_from(OWN), max_size=1),
    "reason": st.just("omdat"),
}
_advised = st.fixed_dictionaries(
    {},
    optional={
        **_said,
        "text": st.just("meer"),
        "omit": st.just(value=True),
        "added": st.just(value=True),
    },
)
_own_advised = st.fixed_dictionaries(
    {"title": st.just("Haag"), "text": st.just("Snoei"), "chapter": st.just("chapter")},
    optional=_said,
)
_saw = st.fixed_dictionaries({"saw": st.lists(st.integers(0, 30).map(str), max_size=6)})
_arriving = st.fixed_dictionaries(
    {"zone": numbers, "order": st.integers(0, 2)},
    optional={"name": st.sampled_from(["kamer", "zolder"])},
)

VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "answered": numbers,
    "fact-stated": numbers,
    "room-added": _arriving,
    "room-named": st.just("serre"),
    "room-removed": _saw | st.none(),
    "noted": st.sampled_from(["een", "twee", None]),
    "letter-ticked": st.sampled_from([True, None]),
    "photo-added": st.sampled_from([{"items": []}, None]),
    "advised": _advised | st.none(),
    "own-advised": _own_advised | st.none(),
    "advice-ordered": st.lists(numbers, max_size=4),
}
"""What is drawn as the value of each kind; numbers and zones are looked up later."""


def _events(kind: str) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "room": _rooms,
            "here": st.sampled_from([True] * 9 + [False]),
            "number": numbers,
            "value": VALUES[kind],
            "knows": st.booleans(),
            "arrives": st.integers(0, 9),
        }
    )


_by_kind = {kind: _events(kind) for kind in VALUES}
# Not one_of, which would hold the same kind many times for one.
_event = st.sampled_from(["answered"] * 12 + list(VALUES)).flatmap(_by_kind.__getitem__)
_homes = st.lists(_by_kind["room-added"], min_size=3, max_size=3)


def _one(things: Sequence[Thing], number: int) -> Thing:
    return things[number % len(things)]


class _Questionnaire:
    """Looks up what an event says by number."""

    def __init__(self, data: Data, zone_of: Mapping[str, str]) -> None:
        self.facts = data["facts"]
        self.measures = [measure["id"] for measure in data["measures"]]
        self.items = [item for zone in data["zones"] for item in zone["items"]]
        self.items_in = {
            room: next(zone["items"] for zone in data["zones"] if zone["id"] == name)
            for room, name in zone_of.items()
        }
        self.zones = [zone["id"] for zone in data["zones"]]
        self.by_kind: Mapping[str, Callable[[Data], Recorded]] = {
            "answered": self.answered,
            "noted": lambda event: ([event["room"], self.item(event)["id"]], event["value"]),
            "letter-ticked": lambda event: (
                [event["room"], self.item(event)["id"]],
                event["value"],
            ),
            "photo-added": lambda event: (
                [event["room"], _one(OWN, event["number"])],
                event["value"],
            ),
            "fact-stated": self.fact_stated,
            "room-added": self.room_added,
            "advised": lambda event: ([_one(self.measures, event["number"])], event["value"]),
            "own-advised": lambda event: ([_one(OWN, event["number"])], event["value"]),
            "advice-ordered": lambda event: (
                [],
                [_one([*self.measures, *OWN], number) for number in event["value"]],
            ),
        }

    def recorded(self, event: Data) -> Recorded:
        """Give the slot and the value of an event."""
        tell = self.by_kind.get(event["kind"])
        return tell(event) if tell else ([event["room"]], event["value"])

    def item(self, event: Data) -> Data:
        """Give an item, mostly one that belongs in the room."""
        here = self.items_in.get(event["room"]) if event["here"] else None
        found: Data = _one(here or self.items, event["number"])
        return found

    def answered(self, event: Data) -> Recorded:
        item = self.item(event)
        bad = [option["id"] for option in item["options"] if not option["good"]]
        good = [option["id"] for option in item["options"] if option["good"]]
        option = _one([*bad, *good, *bad, *good, *UNLISTED, None], event["value"])
        return [event["room"], item["id"]], option and {"option": option}

    def fact_stated(self, event: Data) -> Recorded:
        fact = _one(self.facts, event["number"])
        values = [value["id"] for value in fact["values"] or [{"id": "Nergenshuizen"}]]
        return [fact["id"]], _one([*values, None], event["value"])

    def room_added(self, event: Data) -> Recorded:
        zone = _one(self.zones, event["value"]["zone"])
        return [event["room"]], {**event["value"], "zone": zone}


def _changes(questionnaire: Data, homes: Sequence[Data], events: Sequence[Data]) -> list[Data]:
    zones = [zone["id"] for zone in questionnaire["zones"]]
    homes = [{**home, "room": room} for room, home in zip(ROOMS, homes, strict=False)]
    zone_of = {home["room"]: _one(zones, home["value"]["zone"]) for home in homes}
    content = _Questionnaire(questionnaire, zone_of)
    made: list[tuple[int, Data]] = []
    seen: dict[str, list[str]] = {}
    for number, event in enumerate([*homes, *events]):
        if event["kind"] == "advised" and not content.measures:
            continue
        slot, value = content.recorded(event)
        known = seen.setdefault(f"{event['kind']} {slot}", [])
        change = {
            "id": str(number),
            "kind": event["kind"],
            "slot": slot,
            "value": value,
            "replaces": list(known) if event["knows"] else [],
            "device": DEVICE,
            "at": AT,
        }
        known.append(change["id"])
        made.append((event["arrives"], change))
    return [change for _, change in sorted(made, key=lambda each: each[0])]


def changes(questionnaire: Data, least: int = 0) -> st.SearchStrategy[list[Data]]:
    """Draw the changes of a visit, as data; each replaces all of its slot or none of it."""
    return st.builds(
        lambda homes, events: _changes(questionnaire, homes, events), _homes, _lists_from(least)
    )


def _lists_from(least: int) -> st.SearchStrategy[list[Data]]:
    return st.lists(_event, min_size=least, max_size=30)


def _visit(questionnaire: Data, homes: Sequence[Data], events: Sequence[Data]) -> Data:
    return {"questionnaire": questionnaire, "changes": _changes(questionnaire, homes, events)}


# Lists without a least size have five members as a rule, which is too few to meet.
visits = st.builds(_visit, questionnaires, _homes, _lists_from(0) | _lists_from(16))
"""A questionnaire and the changes of a visit made with it."""
