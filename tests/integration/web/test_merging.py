"""Merging two rooms, taking over answers, and confirming them."""

import pytest

from tests.integration.web.browsing import Browser, form_in
from tests.integration.web.recorded import closed, count, facade, inspection, saved
from tests.visits import change, front_door, planned
from woningscan.domain.inspection import standard_room_id

PHOTO = "7ab1e700-0000-4000-8000-0000000000f0"


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def front(visit: str) -> str:
    return facade(visit, "front-ground")


@pytest.fixture
def rear(visit: str) -> str:
    return facade(visit, "rear-ground")


def said(room: str, item: str, option: str, **parts: str) -> dict[str, object]:
    return change("answered", [room, item], {"option": option, **parts})


def merge_path(visit: str, room: str) -> str:
    return f"/visits/{visit}/rooms/{room}/merge"


def test_what_differs_is_shown_before_and_decided_after(
    adviser: Browser, visit: str, front: str, rear: str
) -> None:
    saved(
        adviser,
        visit,
        said(front, "view-in", "hidden"),
        said(rear, "view-in", "open-view"),
        said(front, "facade-frames", "sound"),
        change("noted", [front, "view-in"], "Gordijnen"),
        change("finding-added", [front, PHOTO], {"text": "Losse tegel"}),
    )
    path = merge_path(visit, front)
    page = adviser.page(f"{path}?with={rear}")
    assert "inkijk in woon- en werkkamer" in page
    assert "Ja, geen inkijk" in page
    assert "Nee, open" in page
    assert "kozijnen in deze gevel" not in page
    response = adviser.post(path, form_in(page, path).fields)
    told = adviser.page(response.location)
    assert "Samengevoegd. Alles staat nu in: Achtergevel, begane grond" in told
    assert "samengevoegd met een andere" in told
    assert "Twee apparaten zeggen iets anders" in told
    now = inspection(adviser, visit)
    assert front not in now.rooms_by_id
    assert now.answers(rear, "facade-frames") == ("sound",)
    assert set(now.answers(rear, "view-in")) == {"hidden", "open-view"}
    assert now.note(rear, "view-in") == "Gordijnen"
    assert now.of_room("finding-added", rear) == ((PHOTO, {"text": "Losse tegel"}),)


def test_merging_is_taken_back_whole(adviser: Browser, visit: str, front: str, rear: str) -> None:
    saved(adviser, visit, said(front, "view-in", "hidden"), said(rear, "view-in", "open-view"))
    path = merge_path(visit, front)
    adviser.post(path, adviser.form(f"{path}?with={rear}", path).fields)
    adviser.fill_in(f"/visits/{visit}", {}, f"/visits/{visit}/undo")
    now = inspection(adviser, visit)
    assert not now.conflicts
    assert now.answers(front, "view-in") == ("hidden",)
    assert now.answers(rear, "view-in") == ("open-view",)
    assert {front, rear} <= now.rooms_by_id.keys()


def test_merging_twice_is_merging_once(adviser: Browser, visit: str, front: str, rear: str) -> None:
    saved(adviser, visit, said(front, "view-in", "hidden"))
    path = merge_path(visit, front)
    fields = adviser.form(f"{path}?with={rear}", path).fields
    first, again = (adviser.post(path, fields).location for _ in range(2))
    assert first == again
    assert len(inspection(adviser, visit).journal.members["answered", rear, "view-in"]) == 1


@pytest.mark.parametrize("target", ["", "no-room", "front-door", "itself"])
def test_only_another_room_of_the_same_kind_is_taken(
    adviser: Browser, visit: str, front: str, rear: str, target: str
) -> None:
    path = merge_path(visit, front)
    fields = adviser.form(f"{path}?with={rear}", path).fields
    before = count(adviser, visit)
    named = {"front-door": front_door(visit), "itself": front}.get(target, target)
    response = adviser.post(path, {**fields, "target": named})
    assert response.status_code == 422
    assert "Kies een andere ruimte van dezelfde soort" in response.text
    assert count(adviser, visit) == before


def test_a_room_that_is_alone_of_its_kind_has_nothing_to_merge_with(
    adviser: Browser, visit: str
) -> None:
    assert "geen andere ruimte van dezelfde soort" in adviser.page(
        merge_path(visit, front_door(visit))
    )


@pytest.mark.parametrize("what", ["merge", "copy", "confirm"])
def test_an_unknown_room_is_not_found(
    adviser: Browser, visit: str, front: str, rear: str, what: str
) -> None:
    path = merge_path(visit, front)
    fields = adviser.form(f"{path}?with={rear}", path).fields
    unknown = standard_room_id(visit, "no-such-room")
    assert adviser.post(f"/visits/{visit}/rooms/{unknown}/{what}", fields).status_code == 404


@pytest.mark.parametrize("what", ["merge", "copy", "confirm"])
def test_a_closed_visit_stays_as_it_is(
    adviser: Browser, visit: str, front: str, rear: str, what: str
) -> None:
    saved(
        adviser,
        visit,
        said(front, "view-in", "hidden"),
        said(front, "outside-light", "lit", source="copied"),
    )
    path = merge_path(visit, front)
    fields = adviser.form(f"{path}?with={rear}", path).fields | {"from": front}
    closed(adviser, visit)
    before = count(adviser, visit)
    room = rear if what == "copy" else front
    assert adviser.post(f"/visits/{visit}/rooms/{room}/{what}", fields).status_code == 303
    assert count(adviser, visit) == before


def copied(adviser: Browser, visit: str, front: str, rear: str) -> str:
    """Take over the answers of one facade on the page of another; give where that leads."""
    saved(adviser, visit, said(front, "view-in", "hidden"), said(front, "outside-light", "lit"))
    saved(adviser, visit, said(rear, "view-in", "open-view"))
    page = f"/visits/{visit}/rooms/{rear}/change"
    copy = f"/visits/{visit}/rooms/{rear}/copy"
    fields = adviser.form(page, copy).fields | {"from": front}
    first, again = (adviser.post(copy, fields) for _ in range(2))
    assert first.status_code == again.status_code == 303
    return first.location


def test_answers_are_taken_over_where_none_stands_and_wait_to_be_confirmed(
    adviser: Browser, visit: str, front: str, rear: str
) -> None:
    location = copied(adviser, visit, front, rear)
    assert location == f"/visits/{visit}/rooms/{rear}"
    now = inspection(adviser, visit)
    assert now.answers(rear, "view-in") == ("open-view",)
    assert now.journal.value("answered", rear, "outside-light") == {
        "option": "lit",
        "source": "copied",
    }
    assert len(now.journal.members["answered", rear, "outside-light"]) == 1
    assert "1 overgenomen, nog bevestigen" in adviser.page(f"/visits/{visit}")


def test_confirming_records_the_answer_as_ones_own(
    adviser: Browser, visit: str, front: str, rear: str
) -> None:
    copied(adviser, visit, front, rear)
    path = merge_path(visit, rear)
    form_id = adviser.form(f"{path}?with={front}", path).fields
    confirm = f"/visits/{visit}/rooms/{rear}/confirm"
    for _ in range(2):
        assert adviser.post(confirm, form_id).status_code == 303
    journal = inspection(adviser, visit).journal
    assert journal.value("answered", rear, "outside-light") == {"option": "lit"}
    assert len(journal.members["answered", rear, "outside-light"]) == 2
    assert "nog bevestigen" not in adviser.page(f"/visits/{visit}")


def test_confirming_leads_to_a_page_of_ours_only(
    adviser: Browser, visit: str, front: str, rear: str
) -> None:
    copied(adviser, visit, front, rear)
    path = merge_path(visit, rear)
    fields = adviser.form(f"{path}?with={front}", path).fields
    confirm = f"/visits/{visit}/rooms/{rear}/confirm"
    overview = f"/visits/{visit}"
    assert adviser.post(confirm, {**fields, "next": overview}).location == overview
    foreign = adviser.post(confirm, {**fields, "next": "//example.org/"}).location
    assert foreign == f"/visits/{visit}/rooms/{rear}"


def test_a_source_of_another_kind_gives_nothing(
    adviser: Browser, visit: str, front: str, rear: str
) -> None:
    saved(adviser, visit, said(front, "view-in", "hidden"))
    copy = f"/visits/{visit}/rooms/{rear}/copy"
    fields = adviser.form(f"/visits/{visit}/rooms/{rear}/change", copy).fields
    before = count(adviser, visit)
    for source in (front_door(visit), rear, "", "no-room"):
        assert adviser.post(copy, {**fields, "from": source}).status_code == 303
    assert count(adviser, visit) == before


def test_a_room_without_answers_offers_those_of_a_like_one_above_its_items(
    adviser: Browser, visit: str
) -> None:
    front, rear = facade(visit), facade(visit, "rear-first")
    copy, page = f"/visits/{visit}/rooms/{rear}/copy", f"/visits/{visit}/rooms/{rear}"
    assert copy not in adviser.page(page), "no room has any answer"
    saved(adviser, visit, change("answered", [front, "outside-light"], {"option": "lit"}))
    shown = adviser.page(page)
    assert shown.index(copy) < shown.index('id="room-form"')
    assert adviser.fill_in(page, {}, copy).status_code == 303
    assert inspection(adviser, visit).answers(rear, "outside-light") == ("lit",)
    assert copy not in adviser.page(page), "something was answered here"


def test_a_room_in_which_something_was_answered_offers_none(adviser: Browser, visit: str) -> None:
    for key in ("front-ground", "rear-first"):
        room = facade(visit, key)
        saved(adviser, visit, change("answered", [room, "outside-light"], {"option": "lit"}))
        assert "copy-quietly" not in adviser.page(f"/visits/{visit}/rooms/{room}")
