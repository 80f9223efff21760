"""What a figure says of itself: how far from its limit it is, and whether its aim is met."""

import pytest

from tests.bench.figures import WARMING_UP, Figure, Timings, table, timed


def test_less_is_better_unless_it_says_otherwise() -> None:
    slow = Figure("save", 6.0, "ms", limit=2.0, aim=5.0)
    assert slow.ratio == pytest.approx(3)
    assert slow.is_met is False
    fast = Figure("visits", 6.0, "/s", limit=18.0, aim=5.0, more_is_better=True)
    assert fast.ratio == pytest.approx(3)
    assert fast.is_met is True


def test_an_aim_that_is_just_reached_is_met() -> None:
    assert Figure("save", 5.0, "ms", aim=5.0).is_met is True
    assert Figure("visits", 5.0, "/s", aim=5.0, more_is_better=True).is_met is True


def test_without_an_aim_nothing_is_missed() -> None:
    assert Figure("save", 6.0, "ms").is_met is None
    assert Figure("save", 6.0, "ms").ratio is None


def test_the_columns_of_a_table_stand_under_each_other() -> None:
    lines = table([Figure("a", 1.0, "ms", 0.5, 2.0), Figure("longer", 1234.0, "ms")]).splitlines()
    assert lines[0].index("measured") + len("measured") == lines[2].index(" ms") + 3
    assert lines[1].endswith("yes")


def test_warming_up_does_not_count() -> None:
    prepared, run = [], []
    spent = timed(lambda: run.append(1), 10, lambda: prepared.append(1))
    assert len(run) == len(prepared) == 10 + WARMING_UP
    assert len(spent.all) == 10


def test_half_lie_below_the_median_and_one_in_twenty_above_p95() -> None:
    spent = Timings(tuple(float(number) for number in range(100, 0, -1)))
    assert (spent.p50, spent.p95, spent.worst) == (50.5, 96.0, 100.0)
