"""What each kind of change may hold: one small check per kind, read by the table in `kinds`.

A check takes the value, the whole change and the questionnaire, and gives nothing back. `None`
clears a slot wherever clearing has a meaning.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from woningscan.domain.changes import is_uuid
from woningscan.domain.questionnaire import Urgency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire

LONGEST_NAME = 80
LONGEST_SHORT_TEXT = 200
LONGEST_TEXT = 4000
HIGHEST_ORDER = 10_000
ANSWER_SOURCES = ("bulk", "copied", "aid")
"""Ways to answer that are not one tap on one answer; they are recorded with it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters and marks that turn the direction of a text; tab and newline are allowed."""


class BadValueError(ValueError):
    """The value is not one that this kind of change takes; the message says how to mend it."""


def text(value: Value, longest: int) -> None:
    """Check a text: something in it, not too long, nothing that is not seen."""
    if not isinstance(value, str) or not value.strip():
        raise BadValueError("Give a text that is not empty.")
    if len(value) > longest:
        raise BadValueError(f"A text here has at most {longest} characters; this has {len(value)}.")
    if _CONTROL.search(value):
        raise BadValueError("The text holds a control character; remove it.")


def short_text(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check one line: a name, an address."""
    if value is not None:
        _line(value, LONGEST_SHORT_TEXT)


def long_text(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check a note."""
    if value is not None:
        text(value, LONGEST_TEXT)


def name(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check the name of a room; None gives back the name that it was added with."""
    if value is not None:
        _name(value)


def nothing(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check that there is no value: the change itself says it all."""
    if value is not None:
        raise BadValueError("This change has no value.")


def reason(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check the reason that must be given."""
    text(value, LONGEST_TEXT)


def tick(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check a tick: set, or cleared."""
    if value is not True and value is not None:
        raise BadValueError("A tick is true or null.")


def day(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check a day, written as 2026-05-12."""
    if value is None:
        return
    try:
        is_day = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise BadValueError("A day is written as 2026-05-12.")


def fact_value(value: Value, change: Change, questionnaire: Questionnaire) -> None:
    """Check a fact: one of its values, or a text that is short enough."""
    if value is None:
        return
    fact = questionnaire.facts_by_id[change.slot[0]]
    if fact.is_free_text:
        text(value, fact.max_length)
    elif value not in [choice.id for choice in fact.values]:
        raise BadValueError(f"{fact.id} has no value {value!r}.")


def answer(value: Value, change: Change, questionnaire: Questionnaire) -> None:
    """Check an answer: `{"option": …}` and, when it was no single tap, its source."""
    if value is None:
        return
    fields = _fields(value, required={"option": None}, optional={"source": _one_of(ANSWER_SOURCES)})
    item = questionnaire.items_by_id[change.slot[1]]
    if fields["option"] not in item.answers:
        raise BadValueError(f"{item.id} has no answer {fields['option']!r}.")


def room(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check a room: its zone, its place in the walk, and a standard key or a name of its own."""
    if value is None:
        return
    fields = _fields(
        value,
        required={"zone": None, "order": _whole_number},
        optional={"standard": None, "name": _name},
    )
    zone = questionnaire.zones_by_id.get(str(fields["zone"]))
    if zone is None:
        raise BadValueError(f"There is no zone {fields['zone']!r}.")
    if ("standard" in fields) == ("name" in fields):
        raise BadValueError("A room has either a standard key or a name.")
    if "standard" in fields and fields["standard"] not in [room.key for room in zone.rooms]:
        raise BadValueError(f"{zone.id} has no standard room {fields['standard']!r}.")


def room_removal(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check a removal: the ids of all heads that were seen in the room."""
    if value is not None:
        _fields(value, required={"saw": _ids}, optional={})


def aid_inputs(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check what was put into an aid: numbers (millimetres, degrees), ticks, lists, a reason."""
    if value is None:
        return
    if not isinstance(value, dict):
        raise BadValueError("The inputs of an aid are an object.")
    _texts_are_short(value)


def _texts_are_short(value: Value) -> None:
    if isinstance(value, str) and value:
        text(value, LONGEST_TEXT)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _texts_are_short(part)


def own_finding(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check something that the adviser saw and no item asks for."""
    if value is not None:
        _fields(value, required={"text": _text}, optional={})


def photo(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check what is said of a photo: the items it shows, its caption and its description."""
    if value is None:
        return
    fields = _fields(
        value, required={"items": _texts}, optional={"caption": _name, "description": _text}
    )
    for item in _strings(fields["items"]):
        if item not in questionnaire.items_by_id:
            raise BadValueError(f"There is no item {item!r}.")


def advised(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check what the adviser changed about a measure; leaving out and the like want a reason."""
    if value is None:
        return
    fields = _fields(
        value,
        required={},
        optional={
            "priority": _one_of(tuple(Urgency)),
            "payer": _one_of(tuple(questionnaire.payers_by_id)),
            "text": _text,
            "photos": _ids,
            "omit": _true,
            "added": _true,
            "reason": _text,
        },
    )
    if {"priority", "payer", "omit", "added"} & fields.keys() and "reason" not in fields:
        raise BadValueError("Give the reason for departing from the advice.")


def own_advised(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check advice of the adviser's own."""
    if value is None:
        return
    _fields(
        value,
        required={
            "title": _name,
            "text": _text,
            "chapter": _one_of(tuple(questionnaire.chapters_by_id)),
        },
        optional={
            "priority": _one_of(tuple(Urgency)),
            "payer": _one_of(tuple(questionnaire.payers_by_id)),
            "photos": _ids,
            "reason": _text,
        },
    )


def advice_order(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check the adviser's order: measures, and advice of the adviser's own by its id."""
    if value is None:
        return
    _texts(value)
    for part in _strings(value):
        if part not in questionnaire.measures_by_id and not is_uuid(part):
            raise BadValueError(f"There is no measure {part!r}.")


def _fields(
    value: Value,
    *,
    required: dict[str, Callable[[Value], None] | None],
    optional: dict[str, Callable[[Value], None] | None],
) -> dict[str, Value]:
    """Check an object: no key too many, none too few, each value by its own check."""
    if not isinstance(value, dict):
        raise BadValueError(f"Give an object with {_listed(required)}.")
    if missing := required.keys() - value.keys():
        raise BadValueError(f"Give {_listed(missing)} too.")
    if unknown := value.keys() - required.keys() - optional.keys():
        raise BadValueError(f"Leave out {_listed(unknown)}.")
    for key, part in value.items():
        part_check = (required | optional)[key]
        if part_check is not None:
            part_check(part)
    return value


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


def _strings(value: Value) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def _one_of(choices: tuple[str, ...]) -> Callable[[Value], None]:
    def check(value: Value) -> None:
        if value not in choices:
            raise BadValueError(f"{value!r} is not one of {', '.join(choices)}.")

    return check


def _texts(value: Value) -> None:
    if not isinstance(value, list) or len(_strings(value)) != len(value):
        raise BadValueError("Give a list of ids.")


def _ids(value: Value) -> None:
    if not isinstance(value, list) or not all(is_uuid(part) for part in value):
        raise BadValueError("Give a list of UUIDs.")


def _whole_number(value: Value) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST_ORDER:
        raise BadValueError(f"Give a whole number from 0 to {HIGHEST_ORDER}.")


def _true(value: Value) -> None:
    if value is not True:
        raise BadValueError("Give true, or leave it out.")


def _name(value: Value) -> None:
    _line(value, LONGEST_NAME)


def _line(value: Value, longest: int) -> None:
    text(value, longest)
    if "\n" in str(value):
        raise BadValueError("Give one line.")


def _text(value: Value) -> None:
    text(value, LONGEST_TEXT)
