"""What the forms of the advice record.

All that the adviser changed about a measure is one value. A form changes the part that it shows and
keeps the rest of what stood there when it was shown. What equals the rules is not recorded, so that
the rules go on deciding it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain import shapes
from woningscan.domain.advice_order import Move, completed, moved, pinned
from woningscan.domain.questionnaire import Urgency
from woningscan.web.forms import readers
from woningscan.web.forms.slots import HEADS, PostedForm, PostedSlot, form_id_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from woningscan.domain.changes import SlotKey, Value
    from woningscan.domain.journal import Journal
    from woningscan.domain.questionnaire import Questionnaire

Fields = dict[str, "Value"]
SLOT = "advice"
"""The name of the one slot in each of these forms."""
PHOTO = "photo"
SHOWN_PHOTOS = "photos-shown"
DEPARTURES = frozenset({"priority", "payer", "omit", "added"})
"""Parts of the value that depart from the rules and want a reason."""
OWN_FIELDS = frozenset({"title", "text", "chapter", "priority", "payer"})


@dataclass(frozen=True, slots=True)
class ByRule:
    """What the rules give for a recommendation: how soon, who pays, which photos."""

    urgency: str
    payer: str | None
    photos: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """A form being read: what it held, what comes of it, and what is wrong, by field."""

    form: MultiDict[str, str]
    fields: Fields
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, check: Callable[[Value], None], fault: str) -> None:
        """Read a text; blank leaves it out."""
        value = readers.text(self.form.get(name, ""))
        if value is not None:
            self.fields[name] = value
            self._check(name, check, value, fault)

    def choice(self, name: str, choices: Sequence[str], by_rule: str | None = None) -> None:
        """Read a chosen id; none, and what the rules give, leaves it out."""
        value = self.form.get(name, "")
        if value and value not in choices:
            self.faults[name] = "advice-choice"
        elif value and value != by_rule:
            self.fields[name] = value

    def photos(self, by_rule: Sequence[str]) -> None:
        """Read which photos go along; what stood there and was not shown stays."""
        if SHOWN_PHOTOS not in self.form:
            return
        shown = ids_of(self.form[SHOWN_PHOTOS])
        ticked = {photo for photo in self.form.getlist(PHOTO) if photo in shown}
        stood = shapes.strings(self.fields.pop("photos", None))
        chosen: list[Value] = [photo for photo in stood if photo not in shown]
        chosen += [photo for photo in shown if photo in ticked]
        if set(map(str, chosen)) != set(by_rule):
            self.fields["photos"] = chosen

    def needed(self, name: str, fault: str) -> None:
        """See that a field holds something."""
        if name not in self.fields:
            self.faults.setdefault(name, fault)

    def posted(self, slot: SlotKey, *, is_decided: bool = False) -> PostedForm:
        """Give the form as what it records."""
        value: Value = self.fields or None
        return posted_value(self.form, slot, value, is_decided=is_decided)

    def _check(self, name: str, check: Callable[[Value], None], value: Value, fault: str) -> None:
        try:
            check(value)
        except shapes.BadValueError:
            self.faults[name] = fault


def posted_value(
    form: Mapping[str, str], slot: SlotKey, value: Value, *, is_decided: bool = False
) -> PostedForm:
    """Give a form that records one value in place of the heads that it showed."""
    shown = ids_of(form.get(HEADS + SLOT, ""))
    posted = PostedSlot(SLOT, slot, value, shown, is_decided=is_decided)
    return PostedForm(form_id_of(form), (posted,), dict(form))


def _begun(
    form: MultiDict[str, str], journal: Journal, slot: SlotKey, without: frozenset[str]
) -> Reading:
    """Begin with what stood in the slot when the form was shown, without what the form shows."""
    shown = ids_of(form.get(HEADS + SLOT, ""))
    heads = [change for id_ in shown if (change := journal.changes.get(id_)) is not None]
    value = heads[0].value if len(heads) == 1 and heads[0].slot_key == slot else None
    stood = value if isinstance(value, dict) else {}
    return Reading(form, {key: part for key, part in stood.items() if key not in without})


def changed(
    form: MultiDict[str, str],
    journal: Journal,
    slot: SlotKey,
    by_rule: ByRule,
    questionnaire: Questionnaire,
) -> tuple[PostedForm, dict[str, str]]:
    """Read what is changed about a recommendation. A departure from the rules wants a reason."""
    shown = frozenset({"priority", "payer", "text", "reason"})
    reading = _begun(form, journal, slot, shown)
    reading.choice("priority", tuple(Urgency), by_rule.urgency)
    reading.choice("payer", tuple(questionnaire.payers_by_id), by_rule.payer)
    reading.text("text", shapes.long_text, "advice-text")
    reading.photos(by_rule.photos)
    _read_reason(reading)
    return reading.posted(slot), reading.faults


def _read_reason(reading: Reading) -> None:
    reading.text("reason", shapes.long_text, "advice-text")
    if DEPARTURES & reading.fields.keys():
        reading.needed("reason", "advice-reason")


def left_out(
    form: MultiDict[str, str], journal: Journal, slot: SlotKey
) -> tuple[PostedForm, dict[str, str]]:
    """Read that a recommendation is left out, and why."""
    reading = _begun(form, journal, slot, frozenset({"omit", "reason"}))
    reading.fields["omit"] = True
    _read_reason(reading)
    return reading.posted(slot), reading.faults


def taken_back(form: MultiDict[str, str], journal: Journal, slot: SlotKey, mark: str) -> PostedForm:
    """Give the form that takes a mark back: left out, or added. Its reason goes along with it."""
    reading = _begun(form, journal, slot, frozenset({mark}))
    if not DEPARTURES & reading.fields.keys():
        reading.fields.pop("reason", None)
    return reading.posted(slot, is_decided=True)


def added(
    form: MultiDict[str, str], journal: Journal, questionnaire: Questionnaire
) -> tuple[PostedForm, dict[str, str]]:
    """Read which measure that no answer calls for is added, and why."""
    measure = form.get("measure", "")
    slot = ("advised", measure)
    heads = form.get(f"{HEADS}{measure}", "")
    reading = _begun(_with(form, HEADS + SLOT, heads), journal, slot, frozenset({"omit", "reason"}))
    reading.fields["added"] = True
    _read_reason(reading)
    if measure not in questionnaire.measures_by_id:
        reading.faults["measure"] = "advice-choice"
    return reading.posted(slot), reading.faults


def _with(form: MultiDict[str, str], name: str, value: str) -> MultiDict[str, str]:
    copied = form.copy()
    copied[name] = value
    return copied


def own(
    form: MultiDict[str, str], journal: Journal, slot: SlotKey, questionnaire: Questionnaire
) -> tuple[PostedForm, dict[str, str]]:
    """Read advice of the adviser's own."""
    reading = _begun(form, journal, slot, OWN_FIELDS)
    reading.text("title", shapes.short_line, "advice-title")
    reading.text("text", shapes.long_text, "advice-text")
    reading.choice("chapter", tuple(questionnaire.chapters_by_id))
    reading.choice("priority", tuple(Urgency))
    reading.choice("payer", tuple(questionnaire.payers_by_id))
    reading.photos(())
    reading.needed("title", "advice-title")
    reading.needed("text", "advice-own-text")
    reading.needed("chapter", "advice-chapter")
    return reading.posted(slot), reading.faults


def new_own_id(form: Mapping[str, str]) -> str:
    """Give the id of new advice of one's own.

    It follows from the form's and from the title: twice is once, and a form that is gone back to
    and filled in anew does not take the place of what it said before.
    """
    title = form.get("title", "").strip()
    return str(uuid5(UUID(form_id_of(form)), f"own-advised/{title}"))


def ordered(form: Mapping[str, str], by_rule: Sequence[str]) -> tuple[PostedForm, str]:
    """Read a step in the order, from the order that the form showed; and which one it is about.

    What the form showed counts, so that a form that is sent twice takes one step.
    """
    step, _, name = form.get("move", "").partition(" ")
    order = completed(form.get("order", "").split(), by_rule)
    value: list[Value] = []
    if step in set(Move):
        value = [*pinned(moved(order, name, Move(step)), by_rule)]
    return posted_value(form, ("advice-ordered",), value or None, is_decided=True), name
