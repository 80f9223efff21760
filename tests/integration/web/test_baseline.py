"""A visit by the second questionnaire goes through the same pages, which never speak of a home."""

import re
from collections.abc import Callable

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import inspection
from tests.visits import change
from woningscan.domain.inspection import standard_room_id
from woningscan.domain.language import Language
from woningscan.services import content_versions

NAME = "baseline/1"
NEW = f"/visits/new?questionnaire={NAME}"
PRODUCT = re.compile("woningscan|home security scan", re.IGNORECASE)
OF_HOMES = re.compile(
    "woning|bewoner|ambtsdrager|gevel|voordeur|huishouden|thuis"
    "|resident|office holder|facade|front door|household",
    re.IGNORECASE,
)


@pytest.fixture
def visit(coordinator: Browser) -> str:
    """Plan a visit by the pages: at a public desk, by the questionnaire that is chosen."""
    installation = coordinator.installation
    administrator = installation.actor("administrator")
    content_versions.activate(installation.resources, administrator, NAME, 0)
    assert "Nulmeting integrale beveiliging" in coordinator.page("/visits/new")
    plan = {
        "adviser": installation.actor("adviser").account,
        "visit-dated": "2026-06-09",
        "identity-stated.holder-name": "Secretaris Bedacht",
        "identity-stated.holder-organisation": "Gemeente Verzonnendam",
        "fact-stated.part-of-the-country": "europe",
        "fact-stated.kind-of-organisation": "gemeente",
        "fact-stated.public-desk": "present",
    }
    answer = coordinator.fill_in(NEW, plan, "/visits/new")
    assert answer.status_code == 303, answer.text
    return answer.location.split("/")[2]


def desk(visit: str) -> str:
    return standard_room_id(visit, "public-counter")


def visible(page: str) -> str:
    """Give the words of a page, without the name of the application."""
    body = next(parse(page).iter("body"))
    for hidden in (each for each in body.iter() if each.tag in {"script", "template"}):
        hidden.text = None
    words = PRODUCT.sub("", " ".join("".join(body.itertext()).split()))
    assert len(words) > 100
    return words


def test_a_visit_goes_from_planning_to_the_letter(adviser: Browser, visit: str) -> None:
    overview = adviser.page(f"/visits/{visit}")
    assert "Nulmeting integrale beveiliging" in overview
    rooms = inspection(adviser, visit).rooms
    assert len(rooms) == 7
    for room in rooms:
        assert room.name(Language.NL) in overview
        page = parse(adviser.page(f"/visits/{visit}/rooms/{room.id}"))
        shown = {each.get("data-item") for each in page.iter("fieldset")}
        assert {item.id for item in room.zone.items} & shown
    path = f"/visits/{visit}/rooms/{desk(visit)}"
    said = {"answered.who-comes-here": "anyone", "answered.route-out": "narrow"}
    assert adviser.fill_in(path, said).status_code == 303
    assert adviser.fill_in(path, {"answered.call-for-help": "no-way"}).status_code == 303
    advice = adviser.page(f"/visits/{visit}/advice")
    assert "Plaats een knop om hulp te vragen" in advice
    assert "Eigen begroting" in advice
    changed = {"payer": "partner", "reason": "Het pand is van een ander."}
    measure = f"/visits/{visit}/advice/measures/help-button"
    assert adviser.fill_in(measure, changed).status_code == 303
    assert adviser.fill_in(f"/visits/{visit}/close", {}).status_code == 303
    dutch, english = (adviser.page(f"/visits/{visit}/letter/{code}") for code in ("nl", "en"))
    assert "Advies na de nulmeting" in dutch
    assert "Een andere partij" in dutch
    assert "Advice after the baseline" in english
    for made in ("letter", "cover-sheet"):
        assert adviser.get(f"/visits/{visit}/{made}/nl.pdf").data.startswith(b"%PDF")


def test_a_space_comes_back_as_often_as_there_are_such_spaces(adviser: Browser, visit: str) -> None:
    path = f"/visits/{visit}/rooms/new"
    new = {"zone": "spaces", "name": "Spreekkamer 2"}
    assert adviser.fill_in(path, new).status_code == 303
    spaces = inspection(adviser, visit).rooms_by_zone["spaces"]
    assert len(spaces) == 5
    other = f"/visits/{visit}/rooms/{spaces[-1]}"
    assert adviser.fill_in(other, {"answered.route-out": "clear"}).status_code == 303
    assert "Spreekkamer 2" in adviser.page(f"/visits/{visit}")


def test_what_is_looked_at_after_closing_time_stands_together(adviser: Browser, visit: str) -> None:
    assert "Na sluitingstijd" in adviser.page(f"/visits/{visit}")
    path = f"/visits/{visit}/looks/closing-time"
    said = {f"answered.{desk(visit)}.locked-at-night": "never"}
    assert adviser.fill_in(path, said).status_code == 303
    found = inspection(adviser, visit)
    assert found.answers(desk(visit), "locked-at-night") == ("never",)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/facts",
        "/rooms/new",
        "/rooms/{room}",
        "/rooms/{room}/change",
        "/rooms/{room}/entry",
        "/rooms/{room}/in-order",
        "/rooms/{room}/photos",
        "/looks/closing-time",
        "/photos",
        "/paper",
        "/advice",
        "/advice/add",
        "/advice/own",
        "/advice/measures/route-clear",
        "/close",
        "/no-show",
        "/letter/nl",
        "/letter/en",
    ],
)
def test_no_page_of_the_visit_speaks_of_a_home(adviser: Browser, visit: str, path: str) -> None:
    narrow = {"option": "narrow"}
    adviser.save(visit, [change("answered", [desk(visit), "route-out"], narrow)])
    words = visible(adviser.page(f"/visits/{visit}{path.format(room=desk(visit))}"))
    assert OF_HOMES.findall(words) == []


def test_no_page_around_the_visit_does(
    signed_in: Callable[[str], Browser], coordinator: Browser, visit: str
) -> None:
    for path in ("/", NEW, f"/visits/{visit}/appointment", "/help"):
        assert OF_HOMES.findall(visible(coordinator.page(path))) == [], path
    adviser = signed_in("adviser")
    for path in ("/", "/help"):
        assert OF_HOMES.findall(visible(adviser.page(path))) == [], path


def test_an_administrator_sets_what_its_letters_say(
    signed_in: Callable[[str], Browser], visit: str
) -> None:
    administrator = signed_in("administrator")
    assert visit
    assert NAME in administrator.page("/settings/contents")
    pages = [link.get("href", "") for link in parse(administrator.page("/settings")).iter("a")]
    own = [page for page in pages if page.startswith("/settings/baseline")]
    assert own
    for page in own:
        assert OF_HOMES.findall(visible(administrator.page(page))) == [], page
