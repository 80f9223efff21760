"""Every route, every method, everybody, every state: each answers as the design says.

The ordinary run asks all that can come out differently; the long run asks everything.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.integration.web.matrix.asking import Address, Asking, addresses
from tests.integration.web.matrix.expected import METHODS, expected
from tests.integration.web.matrix.table import TABLE
from tests.integration.web.matrix.viewers import VIEWERS, Client, Viewer
from tests.integration.web.matrix.world import World
from woningscan.domain.rights import Role, State
from woningscan.web import access

NOW = State.VISITING
OFTEN = ("anonymous", "adviser")
"""Of these every method is asked; whatever is not taken is so before it is known who asks."""
MOST_TOLD = 40
FOREIGN = ("other-adviser", "former-adviser", "ended-adviser")


def asking(world: World, browsers: Mapping[str, Client], name: str) -> Asking:
    return Asking(world, VIEWERS[name], browsers[name])


def test_every_route_has_an_entry_and_every_entry_a_route(world: World) -> None:
    routes: dict[str, set[str]] = {}
    for rule in world.app.url_map.iter_rules():
        routes.setdefault(rule.endpoint, set()).update(rule.methods or ())
    taken = {name: methods - {"HEAD", "OPTIONS"} for name, methods in routes.items()}
    assert {name: set(entry.answers) for name, entry in TABLE.items()} == taken


def test_each_entry_about_a_visit_names_one(world: World) -> None:
    named = {rule.endpoint for rule in world.app.url_map.iter_rules() if "visit" in rule.arguments}
    assert {name for name, entry in TABLE.items() if entry.is_on_visit} == named


def test_each_route_declares_what_its_entry_says(world: World) -> None:
    declared = {
        name: (route.roles, route.json, route.while_joining)
        for name, route in access.declared(world.app).items()
    }
    assert declared == {
        name: (entry.roles, entry.speaks_json, entry.while_joining) for name, entry in TABLE.items()
    }


@pytest.mark.parametrize("name", VIEWERS)
def test_everybody_is_answered_as_the_design_says(
    world: World, browsers: Mapping[str, Client], name: str
) -> None:
    asked = asking(world, browsers, name)
    for address in addresses(world, NOW, asked.client.own):
        for method in METHODS if name in OFTEN else address.endpoints:
            if not _is_repetition(asked.viewer, address, method):
                asked.ask(address, method)
    assert_no_faults(asked)


def _is_repetition(viewer: Viewer, address: Address, method: str) -> bool:
    """Tell whether somebody is shown what another is shown already, without its body."""
    is_shown = expected(address.entry(method), viewer, NOW, method) == {200}
    return method == "HEAD" and is_shown and viewer.name not in {role.value for role in Role}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_visit_is_not_there_however_it_stands(
    world: World, browsers: Mapping[str, Client], name: str
) -> None:
    asked = asking(world, browsers, name)
    for address in about_visits(asked):
        for method in address.endpoints:
            asked.ask(address, method)
    assert_no_faults(asked)


@pytest.mark.parametrize("name", [role.value for role in Role])
def test_what_depends_on_how_a_visit_stands_does_so(
    world: World, browsers: Mapping[str, Client], name: str
) -> None:
    asked = asking(world, browsers, name)
    for address in about_visits(asked):
        for method, endpoint in address.endpoints.items():
            is_gone = address.state is State.SHREDDED
            if address.state in TABLE[endpoint].in_state or is_gone or name == Role.REVIEWER:
                asked.ask(address, method)
    assert_no_faults(asked)


@pytest.mark.long
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", VIEWERS)
def test_the_whole_product(
    world: World, browsers: Mapping[str, Client], name: str, state: State
) -> None:
    asked = asking(world, browsers, name)
    for address in addresses(world, state, asked.client.own):
        if address.is_on_visit or state is NOW:
            for method in METHODS:
                asked.ask(address, method)
    assert_no_faults(asked)


def about_visits(asked: Asking) -> Iterator[Address]:
    """Give every address that names a visit, in every state but the usual one."""
    for state in set(State) - {NOW}:
        found = addresses(asked.world, state, asked.client.own)
        yield from (each for each in found if each.is_on_visit)


def assert_no_faults(asked: Asking) -> None:
    assert asked.cells
    if asked.faults:
        told = [f"{len(asked.faults)} faults in {asked.cells} cells:", *asked.faults[:MOST_TOLD]]
        pytest.fail("\n".join(told), pytrace=False)
