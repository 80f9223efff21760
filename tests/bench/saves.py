"""Saving over HTTP: one answer, and a day without a network in one request."""

from __future__ import annotations

from itertools import islice
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


def save(machine: Machine) -> Iterator[Figure]:
    """Measure one answer saved, with sign-in and right check, on one visit and on several."""
    for place in machine.places():
        with served(place) as port, signed_in(place, port) as clients:
            for visits, together in ((16, "different visits"), (1, "one visit")):
                for number in _SAVES:
                    yield from _save(place, clients[:number], visits, together)


def _save(place: Place, clients: Sequence[Client], visits: int, together: str) -> Iterator[Figure]:
    number = len(clients)
    if visits == number == 1:
        return
    _warm_up(place, clients)
    before = bare.inserts(place, 1, _BARE)
    met = load(clients, _answers(place, clients, visits))
    after = bare.inserts(place, 1, _BARE)
    limit = Timings((*before.all, *after.all))
    what = f"save, {place.name}, {number} " + ("client" if number == 1 else f"clients, {together}")
    # With more clients than processors the time is waiting in turn; an aim is for one alone.
    has_aim = number == 1 and place.name == "SQLite"
    p50, p95 = (1.5 * limit.p50 + 3, 2 * limit.p95 + 6) if has_aim else (None, None)
    worst = _WORST if number == 16 and place.name == "SQLite" else None
    yield Figure(f"{what}: p50", met.timings.p50, "ms", limit.p50, p50)
    yield Figure(f"{what}: p95", met.timings.p95, "ms", limit.p95, p95)
    yield Figure(f"{what}: worst", met.timings.worst, "ms", limit.worst, worst)
    yield _rate(f"{what}: saves", met, 1000 / limit.p50)


def _rate(what: str, met: Load, limit: float, aim: float | None = None) -> Figure:
    return Figure(what, met.each_second, "/s", limit, aim, more_is_better=True)


def _warm_up(place: Place, clients: Sequence[Client]) -> None:
    """Let both processes of the server meet every statement once."""
    load(clients, [sent[:10] for sent in _answers(place, clients, 16)])


def _answers(place: Place, clients: Sequence[Client], visits: int) -> list[list[bytes]]:
    """Prepare what each client sends: to its own visit, or all to one that is everybody's."""
    everybody = [adviser.actor for adviser in place.advisers]
    made = [place.planned(*everybody) for _ in range(min(visits, len(clients)))]
    requests = []
    for number, client in enumerate(clients):
        visit = made[number % len(made)]
        sent = islice(journals.answers(journals.rooms_of(place, visit)), _SAVES[len(clients)])
        requests.append([client.save(visit, [answer]) for answer in sent])
    return requests


def batch(machine: Machine) -> Iterator[Figure]:
    """Measure whole visits sent at once."""
    for place in machine.places():
        with served(place) as port, signed_in(place, port) as clients:
            _warm_up(place, clients[:4])
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
    visit = place.planned(*(adviser.actor for adviser in place.advisers))
    answers = journals.answers(journals.rooms_of(place, visit))
    return client.save(visit, list(islice(answers, _BATCH)))
