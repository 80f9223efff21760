"""What is good on page one: each zone gives one point in turn."""

from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.good_points import GoodPoint, chosen

NUMBERED = st.lists(st.sampled_from("abc")).map(
    lambda zones: [GoodPoint(zone, f"{zone} {number}") for number, zone in enumerate(zones)]
)


def test_each_zone_gives_one_before_any_gives_two() -> None:
    street = [GoodPoint("street", f"street {number}") for number in range(5)]
    points = [*street, GoodPoint("door", "door"), GoodPoint("roof", "roof")]
    assert [point.sentence for point in chosen(points, 5)] == [
        "street 0",
        "door",
        "roof",
        "street 1",
        "street 2",
    ]


@given(NUMBERED, st.integers(0, 9))
def test_as_many_as_there_is_room_for_are_chosen_each_once(
    points: list[GoodPoint], most: int
) -> None:
    few = chosen(points, most)
    assert len(set(few)) == len(few) == min(most, len(points))
    assert set(few) <= set(points)


@given(NUMBERED, st.integers(0, 9))
def test_no_zone_has_two_more_than_one_that_has_any_left(
    points: list[GoodPoint], most: int
) -> None:
    few = chosen(points, most)
    given_by = {zone: sum(point.zone == zone for point in few) for zone in "abc"}
    left = {point.zone for point in points if point not in few}
    assert all(max(given_by.values()) - given_by[zone] <= 1 for zone in left)
