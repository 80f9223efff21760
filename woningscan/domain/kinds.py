"""The table of every kind of change: its slot, its value, and who may record it when.

This is the only place that says so. The gate where changes come in, the tests of rights and the
documentation all read this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from woningscan.domain import values
from woningscan.domain.changes import is_uuid
from woningscan.domain.rights import LATE_STATES, Role, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire


class Compartment(StrEnum):
    """Under which of the two data keys of an inspection a change is sealed."""

    FINDINGS = "findings"
    IDENTITY = "identity"


class Part(StrEnum):
    """What a part of a slot names."""

    ROOM = "room"
    ITEM = "item"
    FACT = "fact"
    MEASURE = "measure"
    LOOK = "look"
    IDENTITY = "identity"
    OWN = "own"
    """A thing that the adviser made: its id is a UUID."""


MOST_CHANGES = 20_000
"""The most changes of one inspection."""

ROOM_FOR_EVENTS = 200
"""How many events a full inspection takes all the same: it can still be closed and reopened."""

IDENTITY_FIELDS = (
    "holder-name",
    "holder-address",
    "holder-postcode",
    "holder-town",
    "holder-organisation",
    "adviser-name",
    "contact-name",
    "contact-phone",
)

_BEFORE_CLOSING = frozenset({State.PLANNED, State.VISITING})
_OF_THE_VISIT = _BEFORE_CLOSING | LATE_STATES
_ADVISER_ALWAYS = {Role.ADVISER: _OF_THE_VISIT}
_ADVISER_BEFORE_CLOSING = {Role.ADVISER: _BEFORE_CLOSING}
_PLANNING = {Role.ADVISER: _OF_THE_VISIT, Role.COORDINATOR: frozenset({State.PLANNED})}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change.

    `check` raises `shapes.BadValueError` for a value that this kind does not take. `leads_to` is
    the state in which an accepted change leaves the inspection.
    """

    name: str
    slot: tuple[Part, ...]
    check: Callable[[Value, Change, Questionnaire], None]
    writers: Mapping[Role, frozenset[State]]
    compartment: Compartment = Compartment.FINDINGS
    leads_to: State | None = None

    @property
    def is_of_a_room(self) -> bool:
        """Tell whether it is about something in a room, and so waits for the room."""
        return bool(self.slot) and self.slot[0] is Part.ROOM

    @property
    def is_event(self) -> bool:
        """Tell whether it moves the inspection: events follow each other and never disagree."""
        return self.leads_to is not None

    def accepts(self, role: Role | None, state: State) -> bool:
        """Tell whether an account of this role may record it in this state."""
        return role is not None and state in self.writers.get(role, frozenset())


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("visit-dated", (), values.day, _PLANNING),
        Kind("fact-stated", (Part.FACT,), values.fact_value, _PLANNING),
        Kind(
            "identity-stated",
            (Part.IDENTITY,),
            values.short_text,
            _PLANNING,
            compartment=Compartment.IDENTITY,
        ),
        Kind("room-added", (Part.ROOM,), values.room, _PLANNING),
        Kind("room-named", (Part.ROOM,), values.name, _ADVISER_ALWAYS),
        Kind("room-removed", (Part.ROOM,), values.room_removal, _ADVISER_ALWAYS),
        Kind("answered", (Part.ROOM, Part.ITEM), values.answer, _ADVISER_ALWAYS),
        Kind("noted", (Part.ROOM, Part.ITEM), values.long_text, _ADVISER_ALWAYS),
        Kind("aid-used", (Part.ROOM, Part.ITEM), values.aid_inputs, _ADVISER_ALWAYS),
        Kind("letter-ticked", (Part.ROOM, Part.ITEM), values.tick, _ADVISER_ALWAYS),
        Kind("finding-added", (Part.ROOM, Part.OWN), values.own_finding, _ADVISER_ALWAYS),
        Kind("photo-added", (Part.ROOM, Part.OWN), values.photo, _ADVISER_ALWAYS),
        Kind("advised", (Part.MEASURE,), values.advised, _ADVISER_ALWAYS),
        Kind("own-advised", (Part.OWN,), values.own_advised, _ADVISER_ALWAYS),
        Kind("advice-ordered", (), values.advice_order, _ADVISER_ALWAYS),
        Kind("photos-agreed", (), values.photos_agreed, _ADVISER_ALWAYS),
        Kind("broken-off", (), values.long_text, _ADVISER_ALWAYS),
        Kind("looked-again", (Part.LOOK,), values.day, _ADVISER_ALWAYS),
        # The coordinator, who reads no findings, has to see why a visit does not go on.
        Kind(
            "cancelled",
            (),
            values.cancellation,
            {**_ADVISER_BEFORE_CLOSING, Role.COORDINATOR: frozenset({State.PLANNED})},
            compartment=Compartment.IDENTITY,
            leads_to=State.CANCELLED,
        ),
        Kind(
            "replanned",
            (),
            values.nothing,
            {Role.COORDINATOR: frozenset({State.CANCELLED})},
            compartment=Compartment.IDENTITY,
            leads_to=State.PLANNED,
        ),
        # Two tablets may each close a visit, or each reopen it; the second finds it done. Were it
        # refused, all that came along in the same sending would be refused with it.
        Kind("closed", (), values.nothing, _ADVISER_ALWAYS, leads_to=State.CLOSED),
        Kind(
            "handed-over",
            (),
            values.nothing,
            {Role.ADVISER: frozenset({State.CLOSED})},
            leads_to=State.HANDED_OVER,
        ),
        Kind(
            "reopened",
            (),
            values.reason,
            {Role.ADVISER: LATE_STATES | {State.VISITING}},
            leads_to=State.VISITING,
        ),
    )
}


class UnknownContentError(ValueError):
    """The change names a kind, fact, item or measure that the questionnaire does not have."""


def check(change: Change, questionnaire: Questionnaire) -> Kind:
    """Hold a change against the table and the questionnaire, and give its kind.

    A room need not be known: it may still be on its way.

    Raises:
        UnknownContentError: its kind, or an id in its slot, is unknown.
        shapes.BadValueError: its value is not one that the kind takes.
    """
    kind = KINDS.get(change.kind)
    if kind is None:
        raise UnknownContentError(f"There is no kind of change {change.kind!r}.")
    if len(change.slot) != len(kind.slot):
        raise UnknownContentError(f"The slot of {kind.name} has {len(kind.slot)} parts.")
    for part, name in zip(kind.slot, change.slot, strict=True):
        if not _is_known(part, name, questionnaire):
            raise UnknownContentError(f"{kind.name}: there is no {part} {name!r}.")
    kind.check(change.value, change, questionnaire)
    return kind


def compartment(change: Change, questionnaire: Questionnaire) -> Compartment:
    """Tell under which data key a change is sealed.

    A fact of free text can name a person or a place, so it goes with the identity.
    """
    kind = KINDS[change.kind]
    if kind.slot == (Part.FACT,) and questionnaire.facts_by_id[change.slot[0]].is_free_text:
        return Compartment.IDENTITY
    return kind.compartment


def _is_known(part: Part, name: str, questionnaire: Questionnaire) -> bool:
    match part:
        case Part.ROOM | Part.OWN:
            return is_uuid(name)
        case Part.ITEM:
            return name in questionnaire.items_by_id
        case Part.FACT:
            return name in questionnaire.facts_by_id
        case Part.MEASURE:
            return name in questionnaire.measures_by_id
        case Part.LOOK:
            return name in questionnaire.looks_by_id
        case Part.IDENTITY:
            return name in IDENTITY_FIELDS
