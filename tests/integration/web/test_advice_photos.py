"""Which photos go along with advice: those of its findings, until the adviser chooses."""

from typing import Any
from uuid import UUID

import pytest

from tests.installations import Installation
from tests.integration.web.browsing import Browser, parse
from tests.visits import answered, change, front_door, planned
from woningscan.services import visits

LOCK = "cylinder-replace"
OF_LOCK, OF_ROOM, UNASKED = (str(UUID(int=number, version=4)) for number in (1, 2, 3))


@pytest.fixture
def visit(on_sqlite: Installation, adviser: Browser) -> str:
    """Give a visit with a photo of a finding, one of the room, and one without consent."""
    found = planned(on_sqlite)
    room = front_door(found)
    agreed = {"consent": True}
    changes = [
        answered(found, "less"),
        change("photos-agreed", [], "ask-each"),
        change(
            "photo-added", [room, OF_LOCK], {"items": ["cylinder"], "caption": "Slot", **agreed}
        ),
        change("photo-added", [room, OF_ROOM], {"items": [], "caption": "Hal", **agreed}),
        change("photo-added", [room, UNASKED], {"items": ["cylinder"], "caption": "Tas"}),
    ]
    assert adviser.save(found, changes).status_code == 200
    return found


def chosen(installation: Installation, visit: str) -> Any:  # noqa: ANN401
    actor = installation.actor("adviser")
    opened = visits.open_visit(installation.reopened(), actor, visit, "test")
    value = opened.inspection.journal.value("advised", LOCK)
    return value.get("photos") if isinstance(value, dict) else None


def path(visit: str) -> str:
    return f"/visits/{visit}/advice/measures/{LOCK}"


def boxes(page: str) -> dict[str, bool]:
    return {
        each.get("value", ""): each.get("checked") is not None
        for each in parse(page).iter("input")
        if each.get("name") == "photo"
    }


def post(adviser: Browser, visit: str, *photos: str) -> None:
    form = adviser.form(path(visit))
    fields: dict[str, Any] = {**form.fields, "photo": list(photos)}
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert adviser.client.post(form.action, data=fields, headers=headers).status_code == 303


def shown(page: str) -> list[str]:
    """Give the photos that the letter shows, by the end of their address."""
    addresses = [each.get("src", "") for each in parse(page).iter("img")]
    return [address.split("/")[4] for address in addresses if address.endswith("/full.jpg")]


def test_photos_of_what_was_found_go_along_and_unasked_ones_never(
    adviser: Browser, visit: str
) -> None:
    assert boxes(adviser.page(path(visit))) == {OF_LOCK: True, OF_ROOM: False}
    assert shown(adviser.page(f"/visits/{visit}/letter")) == [OF_LOCK]
    assert shown(adviser.page(f"/visits/{visit}/advice")) == [OF_LOCK]


def test_the_choice_of_the_rules_is_not_recorded(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    post(adviser, visit, OF_LOCK)
    assert chosen(on_sqlite, visit) is None


def test_photos_are_chosen_and_given_back_to_the_rules(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    post(adviser, visit, OF_LOCK, OF_ROOM)
    assert chosen(on_sqlite, visit) == [OF_LOCK, OF_ROOM]
    assert shown(adviser.page(f"/visits/{visit}/letter")) == [OF_LOCK, OF_ROOM]
    post(adviser, visit)
    assert chosen(on_sqlite, visit) == []
    assert shown(adviser.page(f"/visits/{visit}/letter")) == []
    post(adviser, visit, OF_LOCK)
    assert chosen(on_sqlite, visit) is None


def test_a_photo_that_was_not_offered_is_not_taken(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    post(adviser, visit, OF_LOCK, UNASKED)
    assert chosen(on_sqlite, visit) is None
    assert shown(adviser.page(f"/visits/{visit}/letter")) == [OF_LOCK]


def test_photos_that_were_chosen_and_are_not_shown_now_stay_chosen(
    on_sqlite: Installation, adviser: Browser, visit: str
) -> None:
    stood = change("advised", [LOCK], {"photos": [UNASKED, OF_ROOM]})
    adviser.save(visit, [stood])
    post(adviser, visit, OF_LOCK)
    assert chosen(on_sqlite, visit) == [UNASKED, OF_LOCK]


def test_own_advice_takes_photos_along(adviser: Browser, visit: str) -> None:
    form = adviser.form(f"/visits/{visit}/advice/own")
    assert boxes(adviser.page(form.action)) == {OF_LOCK: False, OF_ROOM: False}
    said = {"title": "Ruim de hal op", "text": "Houd de hal vrij.", "chapter": "home"}
    fields = {**form.fields, **said, "photo": OF_ROOM}
    assert adviser.post(form.action, fields).status_code == 303
    assert OF_ROOM in shown(adviser.page(f"/visits/{visit}/letter"))
