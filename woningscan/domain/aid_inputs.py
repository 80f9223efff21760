"""What somebody measures for the aid of reachability: read from texts, kept as whole millimetres.

The same rules as `static/js/aid-inputs.js`; a test holds both to the same texts. What is kept is
`{"lower_edge", "shape", "width", "height", "drop_inside", "surfaces": […]}`, null where there is
nothing. The shape `ample` is an opening that nobody had to measure, because a person passes it
with ease.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from woningscan.domain.reachability import Opening, Outcome, Shape, Surface, reachability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.changes import Value

AMPLE = "ample"
SHAPES = (AMPLE, *Shape)
MOST_SURFACES = 8
_AMPLE_SIZE = 2000
"""What an opening that nobody had to measure counts as, in millimetres."""
_FACTORS = {"mm": 1, "cm": 10, "m": 1000}
_NUMBER = re.compile(r"(-?)([0-9]{1,6})(?:[.,]([0-9]{1,3}))?\s*(mm|cm|m|°|)", re.ASCII)
_LONGEST = 100_000
_DEEPEST = -10_000
_STEEPEST = 90


class Fault(StrEnum):
    """What is wrong with an input."""

    MISSING = "missing"
    NUMBER = "number"
    RANGE = "range"
    WAY = "way"
    """A surface says neither how to climb on it nor how to jump on it."""


class Input(NamedTuple):
    """One thing that is measured: its name, the unit that is meant without one, if it must be."""

    name: str
    unit: str
    is_needed: bool = True


LOWER_EDGE = Input("lower_edge", "m")
SIZES = (Input("width", "cm"), Input("height", "cm"))
DROP_INSIDE = Input("drop_inside", "m", is_needed=False)
OF_SURFACE = (
    Input("width", "cm"),
    Input("depth", "cm"),
    Input("slope", "°"),
    Input("climb", "m", is_needed=False),
    Input("jump", "m", is_needed=False),
    Input("climb_on", "m"),
    Input("sideways", "m"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: an opening to keep, None for empty or faulty inputs; and faults by input."""

    opening: dict[str, Value] | None = None
    faults: Mapping[str, Fault] = field(default_factory=dict)


class _Reader:
    """Reads inputs one by one and remembers what was wrong."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.faults: dict[str, Fault] = {}

    def text(self, key: str) -> str:
        return self.texts.get(key, "").strip()

    def measure(self, wanted: Input, prefix: str = "") -> int | None:
        """Read one input; a fault gives None and is remembered."""
        key = prefix + wanted.name
        text = self.text(key)
        found: int | Fault | None = None
        if text:
            found = measure(text, wanted.unit)
        elif wanted.is_needed:
            found = Fault.MISSING
        if isinstance(found, int) and found < 0 and wanted != LOWER_EDGE:
            found = Fault.RANGE
        if isinstance(found, Fault):
            self.faults[key] = found
            return None
        return found


def measure(text: str, unit: str) -> int | Fault:
    """Read a length as whole millimetres, or a slope as whole degrees, rounded towards zero.

    A unit in the text wins over the one that is meant without it.
    """
    found = _NUMBER.fullmatch(text.strip().lower())
    if found is None:
        return Fault.NUMBER
    sign, whole, part, written = found.groups()
    if written and (written == "°") != (unit == "°"):
        return Fault.NUMBER
    thousandths = int(whole) * 1000 + int((part or "").ljust(3, "0"))
    size = thousandths * _FACTORS.get(written or unit, 1) // 1000
    size = -size if sign else size
    least, most = (0, _STEEPEST) if unit == "°" else (_DEEPEST, _LONGEST)
    return size if least <= size <= most else Fault.RANGE


def written(size: int, unit: str) -> str:
    """Write a measure as somebody would type it in this unit, without the unit: 5500 is 5,5."""
    whole, rest = divmod(abs(size), _FACTORS.get(unit, 1))
    digits = str(rest).rjust(len(str(_FACTORS.get(unit, 1))) - 1, "0").rstrip("0") if rest else ""
    return ("-" if size < 0 else "") + str(whole) + ("," + digits if digits else "")


def read_opening(texts: Mapping[str, str]) -> Read:
    """Read the inputs of an opening: `lower_edge`, `shape`, `surfaces.0.width` and the like.

    Inputs that are all empty say nothing, and so does a surface that is empty.
    """
    reader = _Reader(texts)
    used = [key for key in texts if reader.text(key) and key != "shape"]
    shape = reader.text("shape") or AMPLE
    if not used and shape == AMPLE:
        return Read()
    if shape not in SHAPES:
        return Read(faults={"shape": Fault.MISSING})
    opening: dict[str, Value] = {
        "lower_edge": reader.measure(LOWER_EDGE),
        "shape": str(shape),
        **_size(reader, shape),
        "drop_inside": reader.measure(DROP_INSIDE),
        "surfaces": [
            _surface(reader, prefix)
            for prefix in (f"surfaces.{number}." for number in range(MOST_SURFACES))
            if any(key.startswith(prefix) for key in used)
        ],
    }
    return Read(faults=reader.faults) if reader.faults else Read(opening)


def _size(reader: _Reader, shape: str) -> dict[str, Value]:
    """Read how large the opening is; a circle has one size."""
    if shape == AMPLE:
        return {"width": None, "height": None}
    width, height = SIZES
    across = reader.measure(width)
    return {
        "width": across,
        "height": across if shape == Shape.CIRCLE else reader.measure(height),
    }


def _surface(reader: _Reader, prefix: str) -> dict[str, Value]:
    found: dict[str, Value] = {each.name: reader.measure(each, prefix) for each in OF_SURFACE}
    climb, jump = prefix + "climb", prefix + "jump"
    if not reader.text(climb) and not reader.text(jump):
        reader.faults[climb] = Fault.WAY
    return found


def texts_of(opening: dict[str, Value]) -> dict[str, str]:
    """Give what was read as texts again, for the fields of a form."""
    texts = {"shape": str(opening.get("shape") or AMPLE)}
    for each in (LOWER_EDGE, *SIZES, DROP_INSIDE):
        texts |= _text_of(each, opening, "")
    surfaces = opening.get("surfaces")
    for number, surface in enumerate(surfaces if isinstance(surfaces, list) else ()):
        for each in OF_SURFACE:
            texts |= _text_of(each, surface, f"surfaces.{number}.")
    return texts


def _text_of(wanted: Input, measured: Value, prefix: str) -> dict[str, str]:
    size = measured.get(wanted.name) if isinstance(measured, dict) else None
    return {prefix + wanted.name: written(size, wanted.unit)} if isinstance(size, int) else {}


def outcome_of(opening: Value) -> Outcome | None:
    """Tell what the aid says of an opening that was kept; None when it is not one."""
    try:
        return reachability(_opening(opening)) if isinstance(opening, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def _opening(kept: Mapping[str, Value]) -> Opening:
    is_ample = kept["shape"] == AMPLE
    surfaces = kept["surfaces"]
    return Opening(
        lower_edge=_whole(kept["lower_edge"]),
        shape=Shape.RECTANGLE if is_ample else Shape(str(kept["shape"])),
        width=_AMPLE_SIZE if is_ample else _whole(kept["width"]),
        height=_AMPLE_SIZE if is_ample else _whole(kept["height"]),
        drop_inside=None if kept["drop_inside"] is None else _whole(kept["drop_inside"]),
        surfaces=tuple(_kept_surface(each) for each in surfaces)
        if isinstance(surfaces, list)
        else (),
    )


def _kept_surface(kept: Value) -> Surface:
    parts: Mapping[str, Value] = kept if isinstance(kept, dict) else {}
    ways = ("climb", "jump")
    return Surface(
        width=_whole(parts["width"]),
        depth=_whole(parts["depth"]),
        slope=_whole(parts["slope"]),
        climb_on=_whole(parts["climb_on"]),
        sideways=_whole(parts["sideways"]),
        **{way: None if parts[way] is None else _whole(parts[way]) for way in ways},
    )


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
