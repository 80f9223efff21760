"""Asking everything of everybody: the addresses of the application, and what a cell must hold to.

A cell is one method of one address for one viewer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.integration.web.matrix.expected import expected, reaches
from tests.integration.web.matrix.table import GONE, TABLE, Entry
from tests.integration.web.matrix.viewers import Client, Viewer
from tests.integration.web.matrix.world import ADDRESS, FINDINGS, HOLDER, Visit, World
from woningscan.domain.rights import Role, State

ALWAYS = {
    "chosen": "nl",
    "version": "0",
    "name": "robots.txt",
    "look": "dark",
    "rendition": "small",
    "questionnaire": "woningscan",
    "paragraph": "limits-retention",
    "measure": "cylinder-replace",
    "step": "restore",
}
"""A value for each argument of an address that is no id of something stored."""

REFUSALS = frozenset({401, 403, 404, 405})
OPENED = frozenset({"woningscan.audit", "woningscan.session", "woningscan.device"})
"""What reading writes: that somebody opened a visit, and that a session and a device are in use."""
EVERYTHING = frozenset({"everything"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address about a visit in a state, and the endpoint of each method that it takes."""

    path: str
    state: State
    endpoints: Mapping[str, str]

    def endpoint(self, method: str) -> str | None:
        """Give the endpoint that answers a method; OPTIONS is answered for any of them."""
        found = self.endpoints.get(method)
        return next(iter(self.endpoints.values())) if method == "OPTIONS" else found

    def entry(self, method: str) -> Entry | None:
        """Give what the table says of a method."""
        endpoint = self.endpoint(method)
        return TABLE[endpoint] if endpoint else None

    @property
    def is_on_visit(self) -> bool:
        """Tell whether it names a visit, so that the state may matter."""
        return any(TABLE[endpoint].is_on_visit for endpoint in self.endpoints.values())


def values_for(world: World, visit: Visit, own: Mapping[str, str]) -> dict[str, str]:
    """Give a value for every argument that an address can have.

    They name things of one visit, of one account that an administrator looks at, and one's `own`.
    """
    return {
        **ALWAYS,
        **own,
        "visit": visit.id,
        "room": visit.room,
        "photo": visit.photo,
        "own_advice": visit.own_advice,
        "wish": world.wish,
        "invitation": world.invitation,
        "account": world.somebody,
        "lost": world.lost_device,
    }


def path_of(rule: Rule, values: Mapping[str, str]) -> str:
    """Give the path of a rule.

    An argument that nobody thought of is a KeyError: give it a value.
    """
    wanted = {name: values[name] for name in rule.arguments - (rule.defaults or {}).keys()}
    built = rule.build(wanted | dict(rule.defaults or {}))
    assert built is not None, rule
    return built[1]


def addresses(world: World, state: State, own: Mapping[str, str]) -> tuple[Address, ...]:
    """Give every address of the application, about the visit in a state and one's own account."""
    values = values_for(world, world.visits[state], own)
    found: dict[str, dict[str, str]] = {}
    for rule in world.app.url_map.iter_rules():
        methods = dict.fromkeys((rule.methods or set()) - {"OPTIONS"}, rule.endpoint)
        found.setdefault(path_of(rule, values), {}).update(methods)
    return tuple(Address(path, state, endpoints) for path, endpoints in sorted(found.items()))


def body_for(entry: Entry | None, method: str) -> Mapping[str, Any]:
    """Give what a script sends; a form is empty but for its own id."""
    if entry is None or method not in entry.answers.keys() - {"GET"}:
        return {}
    if entry.speaks_json:
        return {"json": {"changes": []}}
    return {"data": {"form-id": str(uuid4()), **entry.fields}}


@dataclass
class Asking:
    """Asks in the name of one viewer, and keeps what was wrong; `cells` counts what was asked."""

    world: World
    viewer: Viewer
    client: Client
    cells: int = 0
    faults: list[str] = field(default_factory=list)

    def ask(self, address: Address, method: str) -> None:
        """Ask one cell, and hold what came of it against what is expected."""
        self.cells += 1
        entry, before = address.entry(method), self.world.counters()
        response = self.client.ask(method, address.path, body_for(entry, method))
        wanted = expected(entry, self.viewer, address.state, method)
        found = [*self._faults(address, method, response)]
        if response.status_code not in wanted:
            found.append(f"{response.status_code} and not {'/'.join(map(str, sorted(wanted)))}")
        if self.world.counters() != before:
            found += self._written(entry, method, wanted)
            self.world.restore()
        about = f"{address.endpoint(method) or address.path} in {address.state}"
        self.faults += [f"{self.viewer.name}: {method} {about}: {fault}" for fault in found]

    def _faults(self, address: Address, method: str, response: TestResponse) -> Iterator[str]:
        told = f"{response.headers}\n{response.data.decode(errors='replace')}"
        hidden = self.hidden(address.state, response.status_code)
        yield from (f"tells {mark!r}" for mark in hidden if mark in told)
        if method == "HEAD" and response.data:
            yield "has a body"
        if method in address.endpoints and response.status_code >= 400:
            speaks_json = TABLE[address.endpoints[method]].speaks_json
            if response.mimetype != ("application/json" if speaks_json else "text/html"):
                yield f"speaks {response.mimetype}"

    def hidden(self, state: State, status: int) -> tuple[str, ...]:
        """Give the marks that this viewer may not see in an answer of this status."""
        about_the_home = (HOLDER, ADDRESS, *FINDINGS)
        everything = (*about_the_home, self.world.visits[state].case_number)
        if status in REFUSALS or self.viewer.is_joining or not reaches(self.viewer, state):
            return everything
        of_role = {Role.COORDINATOR: FINDINGS, Role.PRIVACY_OFFICER: about_the_home}
        return of_role.get(self.viewer.role, ()) if self.viewer.role else everything

    def _written(self, entry: Entry | None, method: str, wanted: frozenset[int]) -> Iterator[str]:
        """Tell of what was written and may not be."""
        is_reading = method in {"GET", "HEAD", "OPTIONS", "TRACE"}
        may = entry.also_writes if entry is not None else frozenset()
        if not wanted & REFUSALS:
            may = may | OPENED if is_reading else EVERYTHING
        elif wanted <= {GONE, 403} and entry and reaches(self.viewer, State.ISSUED):
            # That somebody who may open it wanted to is written down before it cannot be read.
            may |= OPENED
        if may is not EVERYTHING and (tables := self.world.differs(but=may)):
            yield f"wrote to {', '.join(tables)}"
