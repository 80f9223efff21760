"""Where is measured: a fresh installation on each of the two databases, with sixteen advisers."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.installations import CHEAP, config_in
from tests.shipped import LIBRARY
from tests.visits import planned_anyway
from woningscan import bootstrap
from woningscan.domain.rights import Role
from woningscan.services import accounts
from woningscan.services.planning import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql import Server
    from woningscan.config import Config
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources

ADVISERS = 16
FACTS = {"jurisdiction": "nl", "office": "wethouder", "dwelling": "terraced", "tenure": "owner"}
IDENTITY = {"holder-name": "Wethouder Verzonnen", "holder-town": "Nergenshuizen"}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Adviser:
    """An adviser, with the password to sign in with."""

    actor: Actor
    password: str


@dataclass(frozen=True, slots=True)
class Place:
    """An installation, opened in this process too. Its clock is the true one."""

    name: str
    folder: Path
    config: Config
    resources: Resources
    coordinator: Actor
    advisers: tuple[Adviser, ...]

    @property
    def adviser(self) -> Actor:
        """The first adviser."""
        return self.advisers[0].actor

    def planned(self, *advisers: Actor) -> str:
        """Plan a visit for one adviser or for several at once, and give its id."""
        first, *others = (adviser.account or "" for adviser in advisers)
        plan = Plan(first, "2026-05-12", IDENTITY, FACTS)
        visit = planned_anyway(self.resources, self.coordinator, plan)
        with self.resources.work.writing() as stored:
            for other in others:
                stored.inspections.assign(visit, other, self.resources.clock.now())
        return visit


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to measure with; without a server only SQLite is measured."""

    postgresql: Server | None

    def places(self) -> Iterator[Place]:
        """Give a fresh installation on each database in turn."""
        with place("SQLite") as sqlite:
            yield sqlite
        if self.postgresql is not None:
            database = f"bench_{next(_numbers)}"
            self.postgresql.create(database, "template1")
            with place("PostgreSQL", self.postgresql.url(database)) as postgresql:
                yield postgresql


@contextmanager
def place(name: str, database_url: str | None = None) -> Iterator[Place]:
    """Install, add people, and clear everything away afterwards."""
    with TemporaryDirectory(prefix="woningscan-bench-") as folder:
        config = config_in(Path(folder), database_url)
        bootstrap.install(config)
        with closing(bootstrap.resources(config)) as opened:
            resources = replace(opened, passwords=CHEAP, library=LIBRARY)
            accounts.add_account(resources, "coordinator", "Verzonnen", Role.COORDINATOR)
            coordinator = accounts.acting_as(resources, "coordinator")
            advisers = tuple(_advisers(resources))
            yield Place(name, Path(folder), config, resources, coordinator, advisers)


def _advisers(resources: Resources) -> Iterator[Adviser]:
    for name in (f"adviser-{number}" for number in range(ADVISERS)):
        made = accounts.add_account(resources, name, f"{name} (verzonnen)", Role.ADVISER)
        yield Adviser(accounts.acting_as(resources, name), made.password)
