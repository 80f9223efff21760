"""Whether an opening can be reached from outside, after NEN 5087.

An aid, not a verdict: published summaries of the norm differ in places, so the adviser sees the
outcome with its ground and may depart from it with a reason. Lengths are whole millimetres, slopes
whole degrees, so that Python and JavaScript reckon alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOW = 5500
"""An opening whose lower edge is below this height over the ground counts as reachable."""
HIGHEST_CLIMB = 3500
DEEPEST_JUMP = 3500
HIGHEST_CLIMB_ON = 2400
FURTHEST_SIDEWAYS = 1000
SMALLEST_SURFACE = 400
STEEPEST_SLOPE = 40
DEEPEST_DROP_INSIDE = 3500


class Shape(StrEnum):
    """The shape of an opening that may be too small to pass through."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    CIRCLE = "circle"


PASSAGE = {Shape.RECTANGLE: (250, 400), Shape.ELLIPSE: (300, 400), Shape.CIRCLE: (350, 350)}
"""Shorter and longer side of the smallest opening that a person passes through."""


class Ground(StrEnum):
    """Why an opening is reachable, or why not."""

    TOO_SMALL = "too-small"
    DEEP_INSIDE = "deep-inside"
    LOW = "low"
    OVER_SURFACE = "over-surface"
    OUT_OF_REACH = "out-of-reach"


@dataclass(frozen=True, slots=True)
class Surface:
    """Something to stand on near the opening: a flat roof, a shed, a wall.

    `climb` is from the ground up to it, `jump` from something higher down to it; None when there
    is no such way. `climb_on` goes from it up to the lower edge of the opening.
    """

    width: int
    depth: int
    slope: int
    climb: int | None
    jump: int | None
    climb_on: int
    sideways: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A window, door or rooflight. `drop_inside` is set for an opening in a roof only."""

    lower_edge: int
    shape: Shape
    width: int
    height: int
    drop_inside: int | None = None
    surfaces: tuple[Surface, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the norm says of an opening, and on what ground."""

    reachable: bool
    ground: Ground


def reachability(opening: Opening) -> Outcome:
    """Tell whether an opening is reachable, and on what ground (NEN 5087, 2013 edition)."""
    if _is_too_small(opening):
        return Outcome(reachable=False, ground=Ground.TOO_SMALL)
    if opening.drop_inside is not None and opening.drop_inside > DEEPEST_DROP_INSIDE:
        return Outcome(reachable=False, ground=Ground.DEEP_INSIDE)
    if opening.lower_edge < LOW:
        return Outcome(reachable=True, ground=Ground.LOW)
    if any(_leads_to(surface) for surface in opening.surfaces):
        return Outcome(reachable=True, ground=Ground.OVER_SURFACE)
    return Outcome(reachable=False, ground=Ground.OUT_OF_REACH)


def _is_too_small(opening: Opening) -> bool:
    shorter, longer = sorted((opening.width, opening.height))
    passage_shorter, passage_longer = PASSAGE[opening.shape]
    return shorter < passage_shorter or longer < passage_longer


def _leads_to(surface: Surface) -> bool:
    return (
        min(surface.width, surface.depth) >= SMALLEST_SURFACE
        and surface.slope <= STEEPEST_SLOPE
        and (_within(surface.climb, HIGHEST_CLIMB) or _within(surface.jump, DEEPEST_JUMP))
        and surface.climb_on <= HIGHEST_CLIMB_ON
        and surface.sideways <= FURTHEST_SIDEWAYS
    )


def _within(length: int | None, most: int) -> bool:
    return length is not None and length <= most
