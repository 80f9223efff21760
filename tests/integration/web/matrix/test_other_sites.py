"""What another site sends in somebody's name: every form is refused, and nothing is written."""

from collections.abc import Mapping

import pytest

from tests.integration.web.matrix.asking import addresses, body_for
from tests.integration.web.matrix.expected import METHODS
from tests.integration.web.matrix.table import TABLE
from tests.integration.web.matrix.viewers import Client
from tests.integration.web.matrix.world import World
from woningscan.domain.rights import State

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
FOREIGN: Mapping[str, dict[str, str]] = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "another origin": {"Sec-Fetch-Site": "", "Origin": "https://evil.invalid"},
    "another port": {"Sec-Fetch-Site": "", "Origin": "http://localhost:8081"},
    "another scheme": {"Sec-Fetch-Site": "", "Origin": "https://localhost"},
}
WITHOUT_TOKEN: Mapping[str, dict[str, str]] = {
    "no token": {"X-CSRFToken": ""},
    "another token": {"X-CSRFToken": "of-somebody-else"},
}


@pytest.mark.parametrize("case", [*FOREIGN, *WITHOUT_TOKEN])
def test_every_form_is_refused_that_no_page_of_ours_sent(
    world: World, browsers: Mapping[str, Client], case: str
) -> None:
    asked, before = 0, world.counters()
    for address in addresses(world, State.VISITING, browsers["adviser"].own):
        for method in address.endpoints.keys() - SAFE:
            entry = TABLE[address.endpoints[method]]
            if not entry.wants_token:
                continue
            viewer = browsers["anonymous" if entry.roles is None else min(entry.roles)]
            headers = FOREIGN.get(case) or WITHOUT_TOKEN[case]
            response = viewer.ask(method, address.path, body_for(entry, method), headers)
            # Who has not signed in is asked to, and may send the form again after that.
            wanted = {403} if case in FOREIGN else {401 if entry.roles is None else 400, 400}
            assert response.status_code in wanted, (address.path, method)
            asked += 1
    assert world.counters() == before
    assert asked > 40


def test_a_token_of_somebody_else_is_no_token(world: World, browsers: Mapping[str, Client]) -> None:
    path = f"/visits/{world.visits[State.VISITING].id}/close"
    headers = {"X-CSRFToken": browsers["other-adviser"].csrf_token}
    assert browsers["adviser"].ask("POST", path, {"data": {}}, headers).status_code == 400


def test_no_method_but_those_that_read_goes_without_a_token(
    world: World, browsers: Mapping[str, Client]
) -> None:
    path = f"/visits/{world.visits[State.VISITING].id}"
    for method in {*METHODS} - SAFE:
        response = browsers["adviser"].ask(method, path, headers={"X-CSRFToken": ""})
        assert response.status_code == 400, method
