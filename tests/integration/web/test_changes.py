"""The road of the tablet: JSON in, an acknowledgement out."""

import pytest

from tests.integration.web.browsing import OWN_PAGE, Browser
from tests.visits import answered, front_door, planned
from woningscan.services import visits


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


def count(adviser: Browser, visit: str) -> int:
    installation = adviser.installation
    actor = installation.actor("adviser")
    opened = visits.open_visit(installation.resources, actor, visit, "test")
    return len(opened.inspection.journal.changes)


def test_a_change_is_acknowledged_with_its_number(adviser: Browser, visit: str) -> None:
    change = answered(visit)
    before = count(adviser, visit)
    first, again = (adviser.save(visit, [change]) for _ in range(2))
    assert first.json == {"accepted": [{"id": change["id"], "sequence": before + 1}]}
    assert again.json == first.json
    assert count(adviser, visit) == before + 1


def test_a_bad_change_is_named_by_its_place(adviser: Browser, visit: str) -> None:
    before = count(adviser, visit)
    response = adviser.save(visit, [answered(visit), answered(visit, "no-such-option")])
    assert response.status_code == 422
    assert [fault["index"] for fault in (response.json or {})["faults"]] == [1]
    assert count(adviser, visit) == before


def test_an_id_with_other_content_is_a_conflict(adviser: Browser, visit: str) -> None:
    change = answered(visit)
    adviser.save(visit, [change])
    response = adviser.save(visit, [{**change, "value": {"option": "less"}}])
    assert response.status_code == 409
    assert (response.json or {})["ids"] == [change["id"]]


@pytest.mark.parametrize("body", ["[]", "{}", '{"changes": 1}', "{", ""])
def test_what_is_not_a_list_of_changes_is_refused(adviser: Browser, visit: str, body: str) -> None:
    headers = {**OWN_PAGE, "X-CSRFToken": adviser.csrf_token(), "Content-Type": "application/json"}
    response = adviser.client.post(f"/visits/{visit}/changes", data=body, headers=headers)
    assert response.status_code == 400
    assert response.is_json


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({**OWN_PAGE, "Content-Type": "text/plain"}, 415),
        ({**OWN_PAGE, "X-CSRFToken": ""}, 400),
        ({**OWN_PAGE, "X-CSRFToken": "guessed"}, 400),
        ({"Origin": "http://localhost"}, 200),
        (OWN_PAGE, 200),
    ],
)
def test_only_our_own_page_can_save(
    adviser: Browser, visit: str, headers: dict[str, str], status: int
) -> None:
    token = {"X-CSRFToken": adviser.csrf_token()}
    before = count(adviser, visit)
    response = adviser.client.post(
        f"/visits/{visit}/changes",
        json={"changes": [answered(visit)]},
        headers={**token, **headers},
    )
    assert response.status_code == status
    assert count(adviser, visit) == before + (status == 200)


def test_a_form_without_its_token_changes_nothing(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    form = adviser.form(path)
    before = count(adviser, visit)
    for token in ("", "guessed"):
        fields = form.with_({"answered.cylinder": "less", "csrf_token": token})
        assert adviser.post(path, fields).status_code == 400
    assert count(adviser, visit) == before


def test_a_batch_may_be_large(adviser: Browser, visit: str) -> None:
    many = [answered(visit) for _ in range(3000)]
    response = adviser.save(visit, many)
    assert response.status_code == 200
    assert len((response.json or {})["accepted"]) == 3000
