"""The description of the JSON routes is of these and no others, and Schemathesis finds no hole.

It makes requests from the description, right ones and wrong ones. None may end in an error of the
server or in an answer that the description does not know, and nobody gets data without signing in.
"""

import json
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from tests.installations import Installation
from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.repository import ROOT
from tests.visits import front_door, planned
from woningscan.web import access

DOCUMENT = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))
METHODS = ("get", "put", "post", "patch", "delete")
CASES = 500
"""How many requests the ordinary run makes."""
MANY = int(os.environ.get("SCHEMATHESIS_CASES", "2000"))
"""How many the long run makes."""
OPEN_TO_ALL = {"sign_in.passkey_options"}
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]


def described() -> dict[str, tuple[str, str]]:
    """Give the method and the address of each operation."""
    return {
        operation["operationId"]: (method.upper(), path)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_every_json_route_stands_in_it_and_nothing_else(app: Flask) -> None:
    declared = access.declared(app)
    routes = {
        rule.endpoint: (
            next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule),
        )
        for rule in app.url_map.iter_rules()
        if declared[rule.endpoint].json
    }
    assert described() == routes


def test_it_says_which_routes_want_somebody_signed_in(app: Flask) -> None:
    declared = access.declared(app)
    for path in DOCUMENT["paths"].values():
        for method in set(path) & set(METHODS):
            operation = path[method]
            wants = any("session" in each for each in operation["security"])
            assert wants is (declared[operation["operationId"]].roles is not None)


def requests(app: Flask) -> st.SearchStrategy[Any]:
    """Give requests for every operation, such as the description allows and such as not."""
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.app = app
    found = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]
    assert len(found) == len(described())
    faulty = [each for each in found if each.path_parameters or each.body]
    return st.one_of(
        *(each.as_strategy(GenerationMode.POSITIVE) for each in found),
        *(each.as_strategy(GenerationMode.NEGATIVE) for each in faulty),
    )


def run(app: Flask, cases: int, check: Callable[[Any], None], own: dict[str, str]) -> None:
    """Check so many requests, most of them about a visit that is there."""

    @settings(
        max_examples=cases,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        database=None,
    )
    @given(case=requests(app), names=st.sampled_from([own, own, own, {}]))
    def each(case: Any, names: dict[str, str]) -> None:  # noqa: ANN401  # Schemathesis's
        case.path_parameters = {
            name: names.get(name, value) for name, value in (case.path_parameters or {}).items()
        }
        if "room" in (case.query or {}) and names:
            case.query = {**case.query, "room": names["room"]}
        check(case)

    each()


def check_signed_in(app: Flask, adviser: Browser, cases: int) -> None:
    """Let an adviser send requests about an own visit."""
    visit, token = planned(adviser.installation), adviser.csrf_token()
    own = {"visit": visit, "room": front_door(visit)}
    session = adviser.client.get_cookie("session")
    assert session

    def check(case: Any) -> None:  # noqa: ANN401
        case.headers = {**OWN_PAGE, "X-CSRFToken": token}
        case.cookies = {"session": session.value}
        response = case.call(app=app)
        case.validate_response(response, checks=CHECKS)

    run(app, cases, check, own)


def check_strangers(app: Flask, on_sqlite: Installation, cases: int) -> None:
    """Let nobody in particular send requests about a visit that is there."""
    visit = planned(on_sqlite)
    own = {"visit": visit, "room": front_door(visit)}

    def check(case: Any) -> None:  # noqa: ANN401
        case.headers = {**OWN_PAGE}
        case.cookies = {}
        response = case.call(app=app)
        if case.operation.definition.raw["operationId"] not in OPEN_TO_ALL:
            assert 400 <= response.status_code < 500
            if response.headers["content-type"] == ["application/json"]:
                assert set(response.json()) <= {"error", "reasons"}
            assert "Verzonnen" not in response.text

    run(app, cases, check, own)


def test_requests_of_an_adviser_end_as_described(app: Flask, adviser: Browser) -> None:
    check_signed_in(app, adviser, CASES)


def test_a_stranger_gets_nothing(app: Flask, on_sqlite: Installation) -> None:
    check_strangers(app, on_sqlite, CASES)


@pytest.mark.long
def test_many_requests_of_an_adviser_end_as_described(app: Flask, adviser: Browser) -> None:
    check_signed_in(app, adviser, MANY)


@pytest.mark.long
def test_a_stranger_gets_nothing_by_trying_long(app: Flask, on_sqlite: Installation) -> None:
    check_strangers(app, on_sqlite, MANY)
