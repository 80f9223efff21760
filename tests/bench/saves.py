"""Saving over HTTP: one answer, and a day without a network in one request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING

from tests.bench import bare, journals
from tests.bench.figures import Figure, Timings
from tests.bench.serving import load, served, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.places import Machine, Place
    from tests.bench.serving import Client, Load

_SAVES = {1: 400, 4: 100, 16: 40}
_BATCHES = {1: 32, 4: 16}
_BATCH = 250
_BARE = 200
_WORST = 100.0
_LEAST_BATCHES = {"SQLite": 100.0, "PostgreSQL": 60.0}


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visit, and the answers that are still to be sent to it."""

    id: str
    answers: Iterator[journals.Data]


def save(machine: Machine) -> Iterator[Figure]:
    """Measure one answer saved, with sign-in and right check, on one visit and on several."""
    for place in machine.places():
        with served(place) as port, signed_in(place, port) as clients:
            visits = [_visit(place) for _ in clients]
            # Both processes of the server meet every statement once.
            load(clients, _answers(clients, visits, 5))
            for number, each in _SAVES.items():
                yield from _save(place, clients[:number], visits, each)
                if number > 1:
                    yield from _save(place, clients[:number], visits[:1], each)


def _save(
    place: Place, clients: Sequence[Client], visits: Sequence[_Visit], each: int
) -> Iterator[Figure]:
    number = len(clients)
    before = bare.inserts(place, 1, _BARE)
    met = load(clients, _answers(clients, visits, each))
    after = bare.inserts(place, 1, _BARE)
    limit = Timings((*before.all, *after.all))
    together = "one visit" if len(visits) == 1 else "different visits"
    what = f"save, {place.name}, " + (
        "1 client" if number == 1 else f"{number} clients, {together}"
    )
    is_sqlite = place.name == "SQLite"
    # With more clients than processors the time is waiting in turn; an aim is for one alone.
    p50, p95 = (
        (1.5 * limit.p50 + 3, 2 * limit.p95 + 6) if is_sqlite and number == 1 else (None,) * 2
    )
    worst = _WORST if is_sqlite and number == max(_SAVES) else None
    yield Figure(f"{what}: p50", met.timings.p50, "ms", limit.p50, p50)
    yield Figure(f"{what}: p95", met.timings.p95, "ms", limit.p95, p95)
    yield Figure(f"{what}: worst", met.timings.worst, "ms", limit.worst, worst)
    yield _rate(f"{what}: saves", met, 1000 / limit.p50)


def _rate(what: str, met: Load, limit: float, aim: float | None = None) -> Figure:
    return Figure(what, met.each_second, "/s", limit, aim, more_is_better=True)


def _visit(place: Place) -> _Visit:
    """Plan a visit that is everybody's."""
    visit = place.planned(*(adviser.actor for adviser in place.advisers))
    return _Visit(visit, journals.answers(journals.rooms_of(place, visit)))


def _answers(clients: Sequence[Client], visits: Sequence[_Visit], each: int) -> list[list[bytes]]:
    """Prepare what each client sends: to a visit of its own, or all to the same one."""
    chosen = zip(clients, cycle(visits), strict=False)
    return [
        [client.save(visit.id, [answer]) for answer in islice(visit.answers, each)]
        for client, visit in chosen
    ]


def batch(machine: Machine) -> Iterator[Figure]:
    """Measure whole visits sent at once."""
    for place in machine.places():
        with served(place) as port, signed_in(place, port) as clients:
            load(clients[:4], [[_whole_visit(place, client)] for client in clients[:4]])
            for number, each in _BATCHES.items():
                limit = bare.inserts(place, _BATCH, 30)
                met = load(
                    clients[:number],
                    [
                        [_whole_visit(place, client) for _ in range(each)]
                        for client in clients[:number]
                    ],
                )
                what = f"batch of {_BATCH}, {place.name}, {number} client{'s' * (number > 1)}"
                aim = _LEAST_BATCHES[place.name]
                yield _rate(f"{what}: visits", met, 1000 / limit.p50, aim)


def _whole_visit(place: Place, client: Client) -> bytes:
    visit = _visit(place)
    return client.save(visit.id, list(islice(visit.answers, _BATCH)))
