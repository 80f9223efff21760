"""Addresses and methods that look like others: they are none, and lead nowhere."""

from collections.abc import Mapping

import pytest

from tests.integration.web.matrix.asking import OPENED, addresses
from tests.integration.web.matrix.table import GONE
from tests.integration.web.matrix.viewers import Client
from tests.integration.web.matrix.world import World
from woningscan.domain.rights import State

NOW = State.VISITING
OVERRIDES: tuple[tuple[dict[str, str], str], ...] = (
    ({"X-HTTP-Method-Override": "POST"}, ""),
    ({"X-HTTP-Method": "DELETE"}, ""),
    ({"X-Method-Override": "PUT"}, ""),
    ({}, "?_method=POST"),
    ({}, "?_method=DELETE"),
)
REWRITES: tuple[dict[str, str], ...] = (
    {"X-Original-URL": "{path}"},
    {"X-Rewrite-URL": "{path}"},
    {"X-Forwarded-Prefix": "{path}"},
)


@pytest.mark.parametrize("name", ["anonymous", "adviser", "administrator"])
def test_an_address_written_otherwise_is_nowhere(
    world: World, browsers: Mapping[str, Client], name: str
) -> None:
    for address in addresses(world, NOW, browsers["adviser"].own):
        path = address.path
        others = {path + "/", "/" + path[1:].replace("/", "//"), path.upper()}
        for other in others - {path, "//"}:
            before = world.counters()
            response = browsers[name].ask("GET", other)
            assert response.status_code == GONE, other
            assert "Location" not in response.headers
            assert world.counters() == before


@pytest.mark.parametrize(("headers", "query"), OVERRIDES)
def test_the_method_is_what_the_browser_sent(
    world: World, browsers: Mapping[str, Client], headers: dict[str, str], query: str
) -> None:
    """A GET that says it is a POST shows a page, or is no method of a form."""
    adviser = browsers["adviser"]
    for address in addresses(world, NOW, browsers["adviser"].own):
        entry = address.entry("GET")
        if not address.path.endswith(".pdf") and not (entry and entry.also_writes):
            plain = adviser.ask("GET", address.path)
            disguised = adviser.ask("GET", address.path + query, headers=headers)
            assert disguised.status_code == plain.status_code, address.path
    assert not world.differs(but=OPENED)
    world.restore()


@pytest.mark.parametrize("named", ["GET", "HEAD", "OPTIONS"])
def test_a_form_that_says_it_only_reads_needs_its_token_all_the_same(
    world: World, browsers: Mapping[str, Client], named: str
) -> None:
    headers = {"X-HTTP-Method-Override": named, "X-CSRFToken": ""}
    before = world.counters()
    for address in addresses(world, NOW, browsers["adviser"].own):
        entry = address.entry("POST")
        if entry is not None and entry.wants_token and not entry.speaks_json:
            body = {"data": {"_method": named}}
            response = browsers["adviser"].ask("POST", address.path, body, headers)
            assert response.status_code == 400, address.path
    assert world.counters() == before


@pytest.mark.parametrize("headers", REWRITES)
def test_the_address_is_what_the_browser_asked_for(
    world: World, browsers: Mapping[str, Client], headers: dict[str, str]
) -> None:
    visit = world.visits[NOW].id
    said = {name: text.format(path=f"/visits/{visit}") for name, text in headers.items()}
    response = browsers["anonymous"].ask("GET", "/health", headers=said)
    assert response.json == {"status": "ok"}
    assert browsers["other-adviser"].ask("GET", f"/visits/{visit}", headers=said).status_code == 404
