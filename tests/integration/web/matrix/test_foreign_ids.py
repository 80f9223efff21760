"""Ids that belong to another visit, that nobody has, or that are none, in every address."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

import pytest
from werkzeug.routing import Rule

from tests.integration.web.matrix.asking import ALWAYS, body_for, path_of, values_for
from tests.integration.web.matrix.table import GONE, SHOWN, TABLE, Entry
from tests.integration.web.matrix.viewers import VIEWERS, Client
from tests.integration.web.matrix.world import FOREIGN, World
from woningscan.domain.rights import State

MALFORMED = ("0", "null", "not-a-uuid", "%00", "..", "' OR 1=1 --", "*")


def viewer_of(entry: Entry) -> str:
    """Give somebody who may use a route."""
    return "anonymous" if entry.roles is None else min(entry.roles)


def about_things(world: World) -> Iterator[tuple[Rule, str]]:
    """Give the rules that name something stored that is no visit, each with that argument."""
    for rule in world.app.url_map.iter_rules():
        for argument in sorted(rule.arguments - {"visit"} - ALWAYS.keys()):
            if argument not in (rule.defaults or {}):
                yield rule, argument


def test_there_are_such_addresses(world: World) -> None:
    assert {"room", "photo", "own_advice", "wish"} <= {name for _, name in about_things(world)}


@pytest.mark.parametrize("whose", ["foreign", "nobody's"])
def test_a_thing_of_another_visit_is_not_in_this_one(
    world: World, browsers: Mapping[str, Client], whose: str
) -> None:
    visit, other = world.visits[State.VISITING], browsers["other-adviser"]
    foreign = values_for(world, world.foreign, other.own)
    for rule, argument in about_things(world):
        entry = TABLE[rule.endpoint]
        own = values_for(world, visit, browsers[viewer_of(entry)].own)
        thing = foreign[argument] if whose == "foreign" else str(uuid4())
        if thing == own[argument]:
            continue  # It belongs to no visit.
        path = path_of(rule, own | {argument: thing})
        for method in entry.answers:
            before = world.of(world.foreign)
            response = browsers[viewer_of(entry)].ask(method, path, body_for(entry, method))
            assert response.status_code == entry.about_unknown, (rule.endpoint, method, argument)
            assert FOREIGN not in response.data.decode(errors="replace"), (rule.endpoint, method)
            assert world.of(world.foreign) == before, (rule.endpoint, method)
            world.restore()


@pytest.mark.parametrize("name", ["anonymous", "adviser", "coordinator", "privacy-officer"])
def test_what_is_no_id_is_nowhere(world: World, browsers: Mapping[str, Client], name: str) -> None:
    values = values_for(world, world.visits[State.VISITING], browsers[name].own)
    for rule in world.app.url_map.iter_rules():
        for argument in rule.arguments - ALWAYS.keys() - (rule.defaults or {}).keys():
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                path = path_of(rule, values).replace(values[argument], MALFORMED[0])
                before = world.counters()
                response = browsers[name].ask(method, path)
                # Another route may have a word of its own there, such as `new`.
                assert response.status_code == GONE, (path, method)
                assert world.counters() == before


@pytest.mark.parametrize("id_", MALFORMED)
def test_no_text_is_taken_for_the_id_of_a_visit(browsers: Mapping[str, Client], id_: str) -> None:
    for rest in ("", "/letter/nl.pdf", "/photos", "/facts"):
        response = browsers["adviser"].ask("GET", f"/visits/{id_}{rest}")
        assert response.status_code == GONE, (id_, rest)


def test_an_id_in_capitals_is_the_same_id(world: World, browsers: Mapping[str, Client]) -> None:
    visit = world.visits[State.VISITING].id
    for name, viewer in VIEWERS.items():
        if viewer.account is not None and viewer.counts and not viewer.is_joining:
            answers = {
                browsers[name].ask("GET", f"/visits/{written}/facts").status_code
                for written in (visit, visit.upper())
            }
            assert len(answers) == 1
            assert (answers == {SHOWN}) is viewer.is_assigned
    world.restore()
