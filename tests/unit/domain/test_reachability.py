"""Reachability: what makes an opening easier to reach never makes it unreachable."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from woningscan.domain.reachability import Ground, Opening, Shape, Surface, reachability

lower = st.integers(0, 5000)


def read(data: dict[str, Any]) -> Opening:
    surfaces = tuple(Surface(**surface) for surface in data["surfaces"])
    return Opening(**{**data, "shape": Shape(data["shape"]), "surfaces": surfaces})


openings = strategies.openings.map(read)
surfaces: st.SearchStrategy[Surface] = st.builds(lambda data: Surface(**data), strategies.surfaces)


def is_reachable(opening: Opening) -> bool:
    return reachability(opening).reachable


@given(openings, lower)
def test_a_lower_edge_is_never_harder_to_reach(opening: Opening, less: int) -> None:
    lowered = replace(opening, lower_edge=opening.lower_edge - less)
    assert is_reachable(lowered) >= is_reachable(opening)


@given(openings, surfaces)
def test_one_more_surface_is_never_harder_to_reach(opening: Opening, surface: Surface) -> None:
    more = replace(opening, surfaces=(*opening.surfaces, surface))
    assert is_reachable(more) >= is_reachable(opening)


@given(openings, lower, lower)
def test_a_larger_opening_is_never_harder_to_reach(
    opening: Opening, wider: int, higher: int
) -> None:
    larger = replace(opening, width=opening.width + wider, height=opening.height + higher)
    assert is_reachable(larger) >= is_reachable(opening)


@given(openings)
def test_turning_an_opening_changes_nothing(opening: Opening) -> None:
    turned = replace(opening, width=opening.height, height=opening.width)
    assert reachability(turned) == reachability(opening)


@given(openings)
def test_a_fall_inside_never_makes_it_easier(opening: Opening) -> None:
    without = replace(opening, drop_inside=None)
    assert is_reachable(opening) <= is_reachable(without)


@st.composite
def easier(draw: st.DrawFn) -> tuple[Surface, Surface]:
    """Draw a surface and one that is easier in every respect."""
    surface = draw(surfaces)

    def less(length: int | None) -> int | None:
        return draw(st.none() | lower) if length is None else length - draw(lower)

    return surface, Surface(
        width=surface.width + draw(lower),
        depth=surface.depth + draw(lower),
        slope=surface.slope - draw(st.integers(0, 90)),
        climb=less(surface.climb),
        jump=less(surface.jump),
        climb_on=surface.climb_on - draw(lower),
        sideways=surface.sideways - draw(lower),
    )


@given(openings, easier())
def test_an_easier_surface_is_never_harder_to_reach(
    opening: Opening, surfaces: tuple[Surface, Surface]
) -> None:
    before, after = (replace(opening, surfaces=(surface,)) for surface in surfaces)
    assert is_reachable(after) >= is_reachable(before)


@given(openings)
def test_the_ground_says_the_same_as_the_outcome(opening: Opening) -> None:
    outcome = reachability(opening)
    assert outcome.reachable == (outcome.ground in {Ground.LOW, Ground.OVER_SURFACE})
