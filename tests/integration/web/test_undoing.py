"""Taking back the last step from any page: it says what, does just that, and goes nowhere else."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import closed, count, inspection, saved
from tests.visits import answered, change, front_door, planned

SECOND = timedelta(seconds=1)


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def overview(visit: str) -> str:
    return f"/visits/{visit}"


@pytest.fixture
def undo(visit: str) -> str:
    return f"/visits/{visit}/undo"


def answer(adviser: Browser, visit: str, item: str, option: str) -> None:
    """Answer by the plain form, a moment later than what came before."""
    adviser.installation.moments.pass_by(SECOND)
    path = f"/visits/{visit}/rooms/{front_door(visit)}"
    assert adviser.fill_in(path, {f"answered.{item}": option}).status_code == 303


def said(adviser: Browser, visit: str, item: str) -> tuple[str | None, ...]:
    return inspection(adviser, visit).answers(front_door(visit), item)


def offer(adviser: Browser, overview: str) -> str | None:
    """Give what the button on the overview says that it takes back."""
    page = parse(adviser.page(overview))
    found = [each for each in page.iter("button") if "undo-button" in each.get("class", "")]
    return " ".join("".join(found[0].itertext()).split()) if found else None


def test_nothing_is_offered_before_anything_was_done(adviser: Browser, overview: str) -> None:
    assert offer(adviser, overview) is None


def test_the_last_step_is_named_and_taken_back_and_then_the_one_before(
    adviser: Browser, visit: str, overview: str, undo: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    answer(adviser, visit, "cylinder", "less")
    answer(adviser, visit, "door-furniture", "sturdy")
    told = offer(adviser, overview)
    assert told is not None
    assert "Voordeur en hal – antwoord bij ‘Is het beslag van binnenuit" in told
    for item, expected in (
        ("door-furniture", None),
        ("cylinder", "skg3"),
        ("cylinder", None),
    ):
        adviser.installation.moments.pass_by(SECOND)
        response = adviser.fill_in(overview, {}, undo)
        assert response.status_code == 303
        assert said(adviser, visit, item) == (expected,)
        assert "De laatste stap is ongedaan gemaakt" in adviser.page(response.location)
    assert offer(adviser, overview) is None


def test_a_second_tap_takes_back_nothing_more(
    adviser: Browser, visit: str, overview: str, undo: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    answer(adviser, visit, "cylinder", "less")
    form = adviser.form(overview, undo)
    for _ in range(2):
        adviser.installation.moments.pass_by(SECOND)
        response = adviser.post(undo, form.fields)
        assert "De laatste stap is ongedaan gemaakt" in adviser.page(response.location)
        assert said(adviser, visit, "cylinder") == ("skg3",)


def test_a_page_that_is_behind_takes_back_nothing_and_says_so(
    adviser: Browser, visit: str, overview: str, undo: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    form = adviser.form(overview, undo)
    answer(adviser, visit, "door-furniture", "sturdy")
    response = adviser.post(undo, form.fields)
    assert "niets ongedaan gemaakt" in adviser.page(response.location)
    assert said(adviser, visit, "door-furniture") == ("sturdy",)
    assert said(adviser, visit, "cylinder") == ("skg3",)


def test_what_another_tablet_recorded_is_not_offered(
    adviser: Browser, visit: str, overview: str
) -> None:
    saved(adviser, visit, answered(visit))
    assert offer(adviser, overview) is None


def test_a_tap_of_the_script_is_offered_too(adviser: Browser, visit: str, overview: str) -> None:
    page = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    device = page.split('"device": "')[1].split('"')[0]
    assert adviser.save(visit, [answered(visit, device=device)]).status_code == 200
    assert "cilinder" in str(offer(adviser, overview))


@pytest.mark.parametrize("step", ["", "no-such-step", "7ab1e700-0000-4000-8000-000000000009"])
def test_a_step_that_is_none_takes_back_nothing(
    adviser: Browser, visit: str, overview: str, undo: str, step: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    before = count(adviser, visit)
    form = adviser.form(overview, undo)
    assert adviser.post(undo, {**form.fields, "step": step}).status_code == 303
    assert count(adviser, visit) == before


@pytest.mark.parametrize(
    "place",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "/sign-out",
        "/no-such-page",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_sent_to_another_place(
    adviser: Browser, visit: str, overview: str, undo: str, place: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    form = adviser.form(overview, undo)
    location = adviser.post(undo, {**form.fields, "next": place}).location
    assert not urlsplit(location).netloc
    assert urlsplit(location).path == overview


def test_it_goes_back_to_the_page_that_it_stood_on(adviser: Browser, visit: str, undo: str) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    path = f"/visits/{visit}/looks/dark"
    form = adviser.form(path, undo)
    assert form.fields["next"] == path
    assert adviser.post(undo, form.fields).location == path


def test_a_closed_visit_offers_nothing_and_stays_as_it_is(
    adviser: Browser, visit: str, overview: str, undo: str
) -> None:
    answer(adviser, visit, "cylinder", "skg3")
    form = adviser.form(overview, undo)
    closed(adviser, visit)
    before = count(adviser, visit)
    assert offer(adviser, overview) is None
    assert adviser.post(undo, form.fields).status_code == 303
    assert count(adviser, visit) == before


def test_a_removed_room_comes_back(adviser: Browser, visit: str, overview: str, undo: str) -> None:
    room = front_door(visit)
    adviser.fill_in(
        f"/visits/{visit}/rooms/{room}/change", {}, f"/visits/{visit}/rooms/{room}/remove"
    )
    assert "ruimte ‘Voordeur en hal’ verwijderd" in str(offer(adviser, overview))
    adviser.fill_in(overview, {}, undo)
    assert room in inspection(adviser, visit).rooms_by_id


def test_rooms_that_were_added_in_one_tap_go_and_can_be_added_again(
    adviser: Browser, visit: str, overview: str, undo: str
) -> None:
    known = inspection(adviser, visit).journal.heads["fact-stated", "dwelling"]
    seen = [head.id for head in known]
    saved(adviser, visit, change("fact-stated", ["dwelling"], "detached", replaces=seen))
    add = f"/visits/{visit}/rooms/standard"
    before = len(inspection(adviser, visit).rooms)
    for _ in range(2):
        adviser.installation.moments.pass_by(SECOND)
        adviser.fill_in(overview, {}, add)
        assert len(inspection(adviser, visit).rooms) > before
        adviser.installation.moments.pass_by(SECOND)
        adviser.fill_in(overview, {}, undo)
        assert len(inspection(adviser, visit).rooms) == before
    assert not inspection(adviser, visit).conflicts
