"""One world for all tests of a file: every cell leaves it as it found it."""

from collections.abc import Iterator, Mapping

import pytest

from tests.installations import Template
from tests.integration.web.matrix.viewers import Client, clients
from tests.integration.web.matrix.world import World, world_in


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Template) -> Iterator[World]:
    """Give a world."""
    with world_in(tmp_path_factory.mktemp("matrix") / "installation", sqlite_template) as made:
        yield made


@pytest.fixture(scope="module")
def browsers(world: World) -> Mapping[str, Client]:
    """Give the browser of every viewer, by its name; what is there then is what is put back."""
    found = clients(world)
    world.remember()
    return found
