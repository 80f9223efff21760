"""The overview of a visit of many rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench import journals
from tests.bench.figures import Figure, freeze, timed
from tests.bench.places import place
from tests.bench.room_page import signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.places import Machine

_TIMES = 60
_AIM = 100.0


def measure(_machine: Machine) -> Iterator[Figure]:
    """Measure on SQLite, without the network between.

    The overview opens the visit: it verifies the whole chain each time, so there is no warm one.
    """
    with place("SQLite") as sqlite:
        client = signed_in(sqlite)
        freeze()
        for changes, rooms in ((60, 5), (1_500, 60)):
            visit = journals.long_visit(sqlite, changes, rooms)

            def get(path: str = f"/visits/{visit}") -> None:
                answer = client.get(path)
                assert answer.status_code == 200, answer.status

            spent = timed(get, _TIMES)
            what = f"overview, {rooms} rooms, {changes:,} changes"
            yield Figure(f"{what}: p50", spent.p50, "ms")
            yield Figure(f"{what}: p95", spent.p95, "ms", aim=_AIM)
