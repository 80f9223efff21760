"""The page of a room, and adding one to a home that has many."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from flask import Flask

from tests.bench import journals
from tests.bench.figures import Figure, Timings, freeze, milliseconds, timed
from tests.bench.places import place
from woningscan.app import app_over
from woningscan.services import accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient

    from tests.bench.places import Machine, Place

_TIMES = 100
_COLD, _WARM, _SLOWER = 50.0, 15.0, 1.2
_MANY = 60
_HOMES = 15
_SITE = {"Sec-Fetch-Site": "same-origin"}


def measure(_machine: Machine) -> Iterator[Figure]:
    """Measure on SQLite, without the network between."""
    with place("SQLite") as sqlite:
        client = signed_in(sqlite)
        freeze()
        empty = timed(_empty_route(), _TIMES)
        ordinary = journals.long_visit(sqlite, 60, 5)
        large = journals.long_visit(sqlite, 1_500, _MANY)
        for visit, what in ((ordinary, "5 rooms"), (large, "60 rooms, 1,500 changes")):
            yield from _page(sqlite, client, visit, what, empty)
        yield from _adding(sqlite, client)


def _page(
    place: Place, client: FlaskClient, visit: str, what: str, empty: Timings
) -> Iterator[Figure]:
    room, _ = journals.rooms_of(place, visit)[-1]

    def get() -> None:
        answer = client.get(f"/visits/{visit}/rooms/{room}")
        assert answer.status_code == 200, answer.status

    cold = timed(get, _TIMES // 2, lambda: place.resources.cache.forget(visit))
    warm = timed(get, _TIMES)
    yield Figure(f"room page, {what}, cold: p95", cold.p95, "ms", empty.p95, _COLD)
    yield Figure(f"room page, {what}, warm: p50", warm.p50, "ms", empty.p50)
    yield Figure(f"room page, {what}, warm: p95", warm.p95, "ms", empty.p95, _WARM)


def _adding(place: Place, client: FlaskClient) -> Iterator[Figure]:
    """Measure adding a room to small homes and to large ones, in turn on the same machine."""
    took: dict[int, list[float]] = {2: [], _MANY: []}
    for _ in range(_HOMES):
        visit = place.planned(place.adviser)
        few = len(journals.rooms_of(place, visit))
        for number, before in ((2, few + 1), (_MANY, _MANY - 1)):
            journals.add_rooms(place, visit, before)
            took[number].append(_add(client, visit))
    second, sixtieth = (Timings(tuple(spent)).p50 for spent in took.values())
    aim = _SLOWER * second
    yield Figure("adding the 60th room, beside the second added: p50", sixtieth, "ms", second, aim)


def _add(client: FlaskClient, visit: str) -> float:
    path = f"/visits/{visit}/rooms/new"
    page = client.get(path).get_data(as_text=True)
    form = {
        "csrf_token": _token(page),
        "form-id": str(uuid4()),
        "zone": "front-door",
        "name": "Nog een ruimte",
    }

    def post() -> None:
        answer = client.post(path, data=form, headers=_SITE)
        assert answer.status_code == 303, answer.status

    return milliseconds(post)


def signed_in(place: Place) -> FlaskClient:
    """Give a client of the application in which an adviser has signed in."""
    app = app_over(replace(place.config, secure_cookies=False), place.resources)
    client = app.test_client()
    adviser = place.advisers[0]
    form = {
        "csrf_token": _token(client.get("/sign-in").get_data(as_text=True)),
        "name": adviser.actor.name,
        "password": adviser.password,
        "code": accounts.current_code(place.resources, adviser.actor.name),
    }
    answer = client.post("/sign-in", data=form, headers=_SITE)
    assert answer.status_code == 303, answer.status
    return client


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _empty_route() -> Callable[[], object]:
    """Give the least that Flask takes: a route that answers nothing."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "")
    client = app.test_client()
    return lambda: client.get("/")
