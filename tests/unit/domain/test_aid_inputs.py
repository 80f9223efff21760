"""What is typed into the aid of reachability: read alike in Python and JavaScript."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.conftest import Asked
from woningscan.domain.aid_inputs import (
    OF_SURFACE,
    SHAPES,
    Fault,
    measure,
    outcome_of,
    read_opening,
    texts_of,
)
from woningscan.domain.changes import Value

Data = dict[str, Any]

NUMBERS = st.from_regex(r"-?[0-9]{1,6}([.,][0-9]{1,3})?( ?(mm|cm|m|°))?", fullmatch=True)
TYPED = NUMBERS | st.sampled_from(["", " ", "vijf", "5,", "1e3", "٣", "5 km", "5,2 M", "0,4"])
NAMES = ("lower_edge", "width", "height", "drop_inside")
OF_SURFACES = [f"surfaces.{number}.{each.name}" for number in (0, 1, 7) for each in OF_SURFACE]
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "shape": st.sampled_from([*SHAPES, "", "square"]),
        **dict.fromkeys((*NAMES, *OF_SURFACES), TYPED),
    },
)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("5,5", "m", 5500),
        ("5.5 m", "cm", 5500),
        ("550 cm", "m", 5500),
        ("40", "cm", 400),
        ("-0,6", "m", -600),
        ("5499 mm", "m", 5499),
        ("0,0009", "m", Fault.NUMBER),
        ("30", "°", 30),
        ("30 cm", "°", Fault.NUMBER),
        ("91", "°", Fault.RANGE),
        ("320", "m", Fault.RANGE),
        ("zes", "m", Fault.NUMBER),
    ],
)
def test_a_measure_is_read_as_it_was_meant(text: str, unit: str, expected: int | Fault) -> None:
    assert measure(text, unit) == expected


@given(fields=FIELDS)
def test_both_languages_read_and_reckon_alike(tablet: Asked, fields: Data) -> None:
    read = read_opening(fields)
    expected: Data = {
        "opening": read.opening,
        "faults": {key: str(fault) for key, fault in read.faults.items()},
        "outcome": None,
        "texts": None,
    }
    outcome = outcome_of(read.opening)
    if read.opening is not None and outcome is not None:
        told = {"reachable": outcome.reachable, "ground": str(outcome.ground)}
        expected |= {"outcome": told, "texts": texts_of(read.opening)}
    assert tablet({"about": "aid", "fields": fields}) == expected


@given(fields=FIELDS)
def test_what_was_kept_is_read_again_as_it_was(fields: Data) -> None:
    opening = read_opening(fields).opening
    if opening is not None:
        assert read_opening(texts_of(opening)).opening == opening


@pytest.mark.parametrize("kept", [None, {}, "x", {"shape": "ample"}, {"surfaces": [1]}])
def test_what_is_no_opening_has_no_outcome(kept: Value) -> None:
    assert outcome_of(kept) is None
