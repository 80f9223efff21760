"""The facts of a visit: its day, what decides the legal paragraphs, and whose home it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.web.contexts.room import sides_of
from woningscan.web.contexts.wording import fact_label
from woningscan.web.contexts.zone import Card
from woningscan.web.forms.slots import HEADS, heads_text
from woningscan.web.stated_facts import KnownFacts, is_offered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.inspection import Inspection
    from woningscan.domain.questionnaire import Fact
    from woningscan.web.contexts.room import Typed
    from woningscan.web.texts import Translator

MOST_CARDS = 6
"""A fact with more values than this is a list to choose from; cards would fill the screen."""


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact as a form asks for it."""

    id: str
    name: str
    label: str
    help: str | None
    required: bool
    cards: tuple[Card, ...]
    """All its values; empty for a fact of free text."""
    hidden: frozenset[str]
    """The values that do not exist under the other facts."""
    max_length: int
    value: str
    heads: str
    fault: str | None
    sides: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Tell whether it is a list to choose from."""
        return len(self.cards) > MOST_CARDS


@dataclass(frozen=True, slots=True)
class LineField:
    """One line of who is visited, by whom; or the day."""

    name: str
    label: str
    value: str
    heads: str
    fault: str | None
    sides: tuple[str, ...] = ()


def fact_fields(
    facts: Iterable[Fact], inspection: Inspection | None, typed: Typed, t: Translator
) -> tuple[FactField, ...]:
    """Give facts as a form asks for them; without an inspection, nothing is recorded yet."""
    facts = tuple(facts)
    values = {fact.id: _value(fact, inspection, typed) for fact in facts}
    return tuple(_fact_field(fact, KnownFacts(values), inspection, typed, t) for fact in facts)


def _value(fact: Fact, inspection: Inspection | None, typed: Typed) -> str:
    if typed.fields or inspection is None:
        return typed.fields.get(f"fact-stated.{fact.id}", "")
    heads = inspection.facts(fact.id)
    return heads[0] or "" if len(heads) == 1 else ""


def _fact_field(
    fact: Fact, known: KnownFacts, inspection: Inspection | None, typed: Typed, t: Translator
) -> FactField:
    name = f"fact-stated.{fact.id}"
    heads = inspection.facts(fact.id) if inspection else ()
    value = known.fact(fact.id) or ""
    return FactField(
        id=fact.id,
        name=name,
        label=t.of(fact.label),
        help=t.of(fact.help) if fact.help else None,
        required=fact.required,
        cards=tuple(Card(choice.id, t.of(choice.label)) for choice in fact.values),
        hidden=frozenset(
            choice.id
            for choice in fact.values
            if choice.id != value and not is_offered(choice.show_when, known)
        ),
        max_length=fact.max_length,
        value=value,
        heads=_heads(inspection, ("fact-stated", fact.id), name, typed),
        fault=typed.faults.get(name),
        sides=tuple(fact_label(inspection.questionnaire, fact.id, head, t) for head in heads)
        if inspection and len(heads) > 1
        else (),
    )


def line_fields(
    inspection: Inspection | None, typed: Typed, t: Translator
) -> tuple[LineField, ...]:
    """Give the lines of the holder and the contact; the adviser's once there is an inspection."""
    return tuple(
        _line(("identity-stated", line), t(f"identity.{line}"), inspection, typed)
        for line in IDENTITY_FIELDS
        if inspection is not None or line != "adviser-name"
    )


def day_field(inspection: Inspection | None, typed: Typed, t: Translator) -> LineField:
    """Give the day of the visit."""
    return _line(("visit-dated",), t("facts.day"), inspection, typed)


def _line(
    slot: tuple[str, ...], label: str, inspection: Inspection | None, typed: Typed
) -> LineField:
    name = ".".join(slot)
    value: object = typed.fields.get(name, "")
    sides = sides_of(inspection, slot) if inspection else ()
    if inspection is not None and not typed.fields:
        value = None if sides else inspection.journal.value(*slot)
    return LineField(
        name=name,
        label=label,
        value=value if isinstance(value, str) else "",
        heads=_heads(inspection, slot, name, typed),
        fault=typed.faults.get(name),
        sides=sides,
    )


def _heads(inspection: Inspection | None, slot: tuple[str, ...], name: str, typed: Typed) -> str:
    if typed.fields or inspection is None:
        return typed.fields.get(HEADS + name, "")
    return heads_text(inspection.journal, slot)


def labels_of(*fields: FactField | LineField) -> dict[str, str]:
    """Give the label of each field by its name."""
    return {field.name: field.label for field in fields}
