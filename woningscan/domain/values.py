"""What each kind of change may hold: one small check per kind, read by the table in `kinds`.

A check takes the value, the whole change and the questionnaire, and gives nothing back. `None`
clears a slot wherever clearing has a meaning.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from woningscan.domain import shapes
from woningscan.domain.changes import is_uuid
from woningscan.domain.questionnaire import Urgency
from woningscan.domain.shapes import BadValueError

if TYPE_CHECKING:
    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire

PHOTO_CHOICES = ("yes", "ask-each", "none")
"""What the occupant says about photos: fine, ask for each, or none."""

CANCELLATIONS = ("cancelled", "no-show")
"""Why a visit does not go on: it was called off, or nobody was there."""

ANSWER_SOURCES = ("bulk", "copied", "aid")
"""Ways to answer that are not one tap on one answer; they are recorded with it."""


def short_text(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check one line: a name, an address."""
    if value is not None:
        shapes.line(value, shapes.LONGEST_SHORT_TEXT)


def long_text(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check a note."""
    if value is not None:
        shapes.text(value, shapes.LONGEST_TEXT)


def name(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check the name of a room; None gives back the name that it was added with."""
    if value is not None:
        shapes.short_line(value)


def nothing(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check that there is no value: the change itself says it all."""
    if value is not None:
        raise BadValueError("This change has no value.")


def reason(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check the reason that must be given."""
    shapes.text(value, shapes.LONGEST_TEXT)


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
        shapes.text(value, fact.max_length)
    elif value not in [choice.id for choice in fact.values]:
        raise BadValueError(f"{fact.id} has no value {value!r}.")


def answer(value: Value, change: Change, questionnaire: Questionnaire) -> None:
    """Check an answer: `{"option": …}` and, when it was no single tap, its source."""
    if value is None:
        return
    fields = shapes.fields(
        value, required={"option": None}, optional={"source": shapes.one_of(ANSWER_SOURCES)}
    )
    item = questionnaire.items_by_id[change.slot[1]]
    if fields["option"] not in item.answers:
        raise BadValueError(f"{item.id} has no answer {fields['option']!r}.")


def room(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check a room: its zone, its place in the walk, and a standard key or a name of its own."""
    if value is None:
        return
    fields = shapes.fields(
        value,
        required={"zone": None, "order": shapes.whole_number},
        optional={"standard": None, "name": shapes.short_line},
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
        shapes.fields(value, required={"saw": shapes.ids}, optional={})


def aid_inputs(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check what was put into an aid: numbers (millimetres, degrees), ticks, lists, a reason."""
    if value is None:
        return
    if not isinstance(value, dict):
        raise BadValueError("The inputs of an aid are an object.")
    _texts_are_short(value)


def _texts_are_short(value: Value) -> None:
    if isinstance(value, str) and value:
        shapes.text(value, shapes.LONGEST_TEXT)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _texts_are_short(part)


def own_finding(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check something that the adviser saw and no item asks for."""
    if value is not None:
        shapes.fields(value, required={"text": shapes.long_text}, optional={})


def photo(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check what is said of a photo: the items it shows, its texts, whether the occupant agreed.

    It is not cleared by a change that somebody sends: its image goes with it, on a road of its own.
    """
    if value is None:
        raise BadValueError("A photo is deleted on its own page, together with its image.")
    fields = shapes.fields(
        value,
        required={"items": shapes.names},
        optional={
            "caption": shapes.short_line,
            "description": shapes.long_text,
            "consent": shapes.mark,
        },
    )
    for item in shapes.strings(fields["items"]):
        if item not in questionnaire.items_by_id:
            raise BadValueError(f"There is no item {item!r}.")


def photos_agreed(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check what the occupant says about photos in this home."""
    if value is not None:
        shapes.one_of(PHOTO_CHOICES)(value)


def cancellation(value: Value, _change: Change, _questionnaire: Questionnaire) -> None:
    """Check why a visit does not go on; whoever calls it off says why."""
    fields = shapes.fields(
        value,
        required={"cause": shapes.one_of(CANCELLATIONS)},
        optional={"reason": shapes.long_text},
    )
    if fields["cause"] == "cancelled" and "reason" not in fields:
        raise BadValueError("Give the reason for calling the visit off.")


def advised(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check what the adviser changed about a measure; leaving out and the like want a reason."""
    if value is None:
        return
    fields = shapes.fields(
        value,
        required={},
        optional={
            "priority": shapes.one_of(tuple(Urgency)),
            "payer": shapes.one_of(tuple(questionnaire.payers_by_id)),
            "text": shapes.long_text,
            "photos": shapes.ids,
            "omit": shapes.mark,
            "added": shapes.mark,
            "reason": shapes.long_text,
        },
    )
    if {"priority", "payer", "omit", "added"} & fields.keys() and "reason" not in fields:
        raise BadValueError("Give the reason for departing from the advice.")


def own_advised(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check advice of the adviser's own."""
    if value is None:
        return
    shapes.fields(
        value,
        required={
            "title": shapes.short_line,
            "text": shapes.long_text,
            "chapter": shapes.one_of(tuple(questionnaire.chapters_by_id)),
        },
        optional={
            "priority": shapes.one_of(tuple(Urgency)),
            "payer": shapes.one_of(tuple(questionnaire.payers_by_id)),
            "photos": shapes.ids,
            "reason": shapes.long_text,
        },
    )


def advice_order(value: Value, _change: Change, questionnaire: Questionnaire) -> None:
    """Check the adviser's order: measures, and advice of the adviser's own by its id."""
    if value is None:
        return
    shapes.names(value)
    for part in shapes.strings(value):
        if part not in questionnaire.measures_by_id and not is_uuid(part):
            raise BadValueError(f"There is no measure {part!r}.")
