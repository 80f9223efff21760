"""What holds for routes as such. Who may use each, and how it answers, is held to by `matrix`."""

from collections.abc import Callable, Mapping
from uuid import uuid4

import pytest
from flask import Flask

from tests.installations import Installation
from tests.integration.web.browsing import Browser
from tests.integration.web.matrix.table import TABLE
from tests.visits import front_door, planned
from woningscan.app import app_over
from woningscan.domain.rights import Role
from woningscan.web import access
from woningscan.web.access import UndeclaredRightError

EXPECTED: Mapping[str, frozenset[Role] | None] = {
    name: entry.roles for name, entry in TABLE.items()
}
"""Who may use each route, whoever else is kept out of it; None stands for anybody at all."""

Request = tuple[str, str, str]
"""An endpoint, a method and an address."""


def requests_for(app: Flask, visit: str) -> list[Request]:
    """Give every route by every method it takes, about one visit."""
    values = {"visit": visit, "room": front_door(visit), "chosen": "nl"}
    values |= {"version": "0", "name": "robots.txt", "look": "dark", "wish": visit}
    values |= {"passkey": visit, "device": visit, "session": visit}
    values |= {"account": visit, "lost": visit, "invitation": visit}
    values |= {"photo": visit, "rendition": "small"}
    values |= {"questionnaire": "woningscan", "paragraph": "limits-retention"}
    values |= {"measure": "cylinder-replace", "own_advice": visit, "step": "restore"}
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            arguments = {
                name: values[name] for name in rule.arguments - (rule.defaults or {}).keys()
            }
            path = adapter.build(rule.endpoint, arguments)
            found += [
                (rule.endpoint, method, path)
                for method in sorted((rule.methods or set()) - {"OPTIONS"})
            ]
    return found


def test_a_route_without_a_declared_right_keeps_the_application_from_starting(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "to all", methods=["GET"])
    with pytest.raises(UndeclaredRightError, match="open"):
        access.declared(app)


def test_a_foreign_visit_and_an_unknown_one_look_the_same(
    on_sqlite: Installation, signed_in: Callable[[str], Browser]
) -> None:
    foreign = planned(on_sqlite)
    other = signed_in("other-adviser")
    seen = {other.get(f"/visits/{visit}").text for visit in (foreign, str(uuid4()))}
    assert len(seen) == 1
    assert other.get(f"/visits/{foreign}/letter/nl.pdf").status_code == 404


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("reviewer", "/assessments"),
        ("privacy-officer", "/reassignments"),
        ("administrator", "/settings"),
    ],
)
def test_roles_without_visits_come_to_their_own_page(
    signed_in: Callable[[str], Browser], name: str, page: str
) -> None:
    assert signed_in(name).get("/").location == page


def test_starting_without_resources_serves_one_thing_a_page_that_says_locked(
    on_sqlite: Installation,
) -> None:
    visitor = Browser(app_over(on_sqlite.config, None), on_sqlite)
    response = visitor.get("/sign-in")
    assert response.status_code == 503
    assert "vergrendeld" in response.text
    assert visitor.get("/health").status_code == 200
