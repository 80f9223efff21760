"""Measured figures: what is measured, its limit in the same run, its aim, and whether it is met."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WARMING_UP = 2
"""So many runs come before those that count."""

_HEADINGS = ("figure", "measured", "limit", "ratio", "aim", "met")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `limit` is what the bare minimum takes, measured in the same run.

    An aim is the most that it may be, or the least where `more_is_better`.
    """

    what: str
    value: float
    unit: str
    limit: float | None = None
    aim: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times worse than the limit it is."""
        if not self.limit or not self.value:
            return None
        return self.limit / self.value if self.more_is_better else self.value / self.limit

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    def as_data(self) -> dict[str, object]:
        """Give the figure for a program to read."""
        return {
            "figure": self.what,
            "measured": self.value,
            "unit": self.unit,
            "limit": self.limit,
            "ratio": self.ratio,
            "aim": self.aim,
            "more_is_better": self.more_is_better,
            "met": self.is_met,
        }

    def as_cells(self) -> tuple[str, ...]:
        """Give the figure as a row of a table for a person."""
        bound = ">=" if self.more_is_better else "<="
        return (
            self.what,
            f"{_number(self.value)} {self.unit}",
            "" if self.limit is None else _number(self.limit),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.aim is None else f"{bound} {_number(self.aim)}",
            {True: "yes", False: "NO", None: ""}[self.is_met],
        )


def table(figures: Iterable[Figure]) -> str:
    """Align figures in columns: names to the left, numbers to the right."""
    rows = [_HEADINGS, *(figure.as_cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


@dataclass(frozen=True, slots=True)
class Timings:
    """How long the same thing took each time, in milliseconds."""

    all: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """What 95 of 100 took at most."""
        return sorted(self.all)[int(0.95 * len(self.all))]

    @property
    def worst(self) -> float:
        """The longest."""
        return max(self.all)


def milliseconds(action: Callable[[], object]) -> float:
    """Tell how long something takes once."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def timed(
    action: Callable[[], object], times: int, before: Callable[[], object] = lambda: None
) -> Timings:
    """Time something, with a preparation that is not counted. The first runs warm up."""
    took = []
    for run in range(times + WARMING_UP):
        before()
        spent = milliseconds(action)
        if run >= WARMING_UP:
            took.append(spent)
    return Timings(tuple(took))


def freeze() -> None:
    """Spare the garbage collector what stays for good, as each process of the server does."""
    gc.collect()
    gc.freeze()
