"""The aid of an item: its inputs as fields, what comes out, and whether the adviser departs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain import aid_inputs
from woningscan.domain.aid_inputs import MOST_SURFACES, OF_SURFACE, outcome_of
from woningscan.domain.inspection import chosen_option
from woningscan.domain.reachability import Ground
from woningscan.web.forms import aid_form
from woningscan.web.forms.slots import heads_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.aid_inputs import Input
    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.questionnaire import Item
    from woningscan.domain.reachability import Outcome
    from woningscan.web.texts import Translator

GROUNDS = {
    Ground.TOO_SMALL: "room.aid-too-small",
    Ground.DEEP_INSIDE: "room.aid-deep-inside",
    Ground.LOW: "room.aid-low",
    Ground.OVER_SURFACE: "room.aid-over-surface",
    Ground.OUT_OF_REACH: "room.aid-out-of-reach",
}
"""The text of each ground."""
LABELS = {
    "lower_edge": "room.aid-lower-edge",
    "width": "room.aid-width",
    "height": "room.aid-height",
    "drop_inside": "room.aid-drop-inside",
    "surface.width": "room.aid-surface-width",
    "surface.depth": "room.aid-surface-depth",
    "surface.slope": "room.aid-surface-slope",
    "surface.climb": "room.aid-surface-climb",
    "surface.jump": "room.aid-surface-jump",
    "surface.climb_on": "room.aid-surface-climb-on",
    "surface.sideways": "room.aid-surface-sideways",
}
"""The text of each input."""


@dataclass(frozen=True, slots=True)
class AidField:
    """One input: its name after that of the aid, its label and unit, what it holds."""

    name: str
    label: str
    unit: str
    text: str = ""
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class AidState:
    """What stands in an aid."""

    opening: tuple[AidField, ...] = ()
    """The lower edge, and the drop inside."""
    sizes: tuple[AidField, ...] = ()
    shape: str = "ample"
    surfaces: tuple[tuple[AidField, ...], ...] = ()
    heads: str = ""
    reason: str = ""
    outcome: str | None = None
    """What comes out, with its ground, in words."""
    departs: bool = False
    """Whether the answer is another one than the aid proposes."""
    is_open: bool = False
    has_surfaces: bool = False
    """Whether anything stands in the fields of a surface."""


def aid_state(
    inspection: Inspection,
    room: str,
    item: Item,
    t: Translator,
    typed: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> AidState | None:
    """Give the aid of an item; `typed` is what a refused form held, and what is wrong in it."""
    if item.aid is None:
        return None
    fields, faults = typed
    heads = heads_text(inspection.journal, ("aid-used", room, item.id))
    kept = _kept(inspection.journal.value("aid-used", room, item.id))
    opening = kept.get("opening")
    texts = aid_inputs.texts_of(opening) if isinstance(opening, dict) else {}
    reason = str(kept.get("reason", ""))
    prefix = aid_form.prefix_of(item.id)
    if fields:
        texts = aid_form.inputs(fields, item.id)
        reason = fields.get(prefix + aid_form.REASON, "")
        heads = fields.get(f"heads.aid-used.{item.id}", "")
    own = {
        name.removeprefix(prefix): text for name, text in faults.items() if name.startswith(prefix)
    }
    outcome = outcome_of(opening) if opening is not None else None
    answer = chosen_option(inspection.journal.value("answered", room, item.id))
    state = empty_aid(t, texts, own)
    return AidState(
        opening=state.opening,
        sizes=state.sizes,
        shape=state.shape,
        surfaces=state.surfaces,
        has_surfaces=state.has_surfaces,
        heads=heads,
        reason=reason,
        outcome=outcome_words(item, outcome, t) if outcome else None,
        departs=outcome is not None and answer is not None and answer != proposed(item, outcome),
        is_open=bool(own) or opening is not None,
    )


def empty_aid(
    t: Translator, texts: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> AidState:
    """Give the fields of an aid with these texts, and one empty surface after those in use."""
    fields = _Fields(t, texts or {}, faults or {})
    used = [
        number
        for number in range(MOST_SURFACES)
        if any(fields.texts.get(f"surfaces.{number}.{each.name}") for each in OF_SURFACE)
    ]
    following = max(used, default=-1) + 1
    return AidState(
        opening=(fields.field(aid_inputs.LOWER_EDGE), fields.field(aid_inputs.DROP_INSIDE)),
        sizes=tuple(fields.field(each) for each in aid_inputs.SIZES),
        shape=fields.texts.get("shape") or aid_inputs.AMPLE,
        surfaces=tuple(
            tuple(fields.field(each, f"surfaces.{number}.") for each in OF_SURFACE)
            for number in range(min(following + 1, MOST_SURFACES))
        ),
        has_surfaces=bool(used),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    t: Translator
    texts: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)

    def field(self, wanted: Input, prefix: str = "") -> AidField:
        name = prefix + wanted.name
        label = LABELS[("surface." if prefix else "") + wanted.name]
        return AidField(
            name=name,
            label=self.t(label),
            unit=self.t("room.aid-degrees") if wanted.unit == "°" else wanted.unit,
            text=self.texts.get(name, ""),
            fault=self.faults.get(name),
        )


def outcome_words(item: Item, outcome: Outcome, t: Translator) -> str:
    """Say what the aid proposes, and on what ground."""
    option = item.option(proposed(item, outcome))
    answer = t.of(option.label) if option else proposed(item, outcome)
    return t("room.aid-outcome", answer=answer, ground=t(GROUNDS[outcome.ground]))


def proposed(item: Item, outcome: Outcome) -> str:
    """Give the answer that the aid proposes for an outcome."""
    key = "reachable" if outcome.reachable else "unreachable"
    return item.aid.outcomes[key] if item.aid else ""


def _kept(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}
