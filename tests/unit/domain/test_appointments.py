"""When two visits are too close for one adviser, and what counts as a day and a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.appointments import Appointment, is_day, is_time

DAY, OTHER = "2026-05-12", "2026-05-13"
days = st.sampled_from([None, DAY, OTHER])
times = st.none() | st.times().map(lambda time: f"{time:%H:%M}")
appointments = st.builds(Appointment, days, times)


@given(appointments, appointments)
def test_being_close_goes_both_ways(one: Appointment, other: Appointment) -> None:
    assert one.is_close_to(other) is other.is_close_to(one)


@given(appointments)
def test_an_appointment_on_a_day_is_close_to_itself(one: Appointment) -> None:
    assert one.is_close_to(one) is (one.day is not None)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ((DAY, "09:00"), (DAY, "11:59"), True),
        ((DAY, "09:00"), (DAY, "12:00"), False),
        ((DAY, "12:01"), (DAY, "09:02"), True),
        ((DAY, None), (DAY, "18:00"), True),
        ((DAY, None), (DAY, None), True),
        ((DAY, "09:00"), (OTHER, "09:00"), False),
        ((None, None), (None, None), False),
        ((DAY, None), (None, None), False),
    ],
)
def test_three_hours_of_one_day(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], *, close: bool
) -> None:
    assert Appointment(*one).is_close_to(Appointment(*other)) is close


@pytest.mark.parametrize("text", ["2026-05-12", "2028-02-29"])
def test_days(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "20260512", "2026-5-12", "morgen", "", "2026-W20-2"]
)
def test_what_is_no_day(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize("text", ["00:00", "09:05", "23:59"])
def test_times(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text", ["24:00", "25:00", "9:00", "09:60", "09:00:00", "0\uff19:00", "09.00", ""]
)
def test_what_is_no_time(text: str) -> None:
    assert not is_time(text)
