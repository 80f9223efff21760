"""The visit on paper: a form that tells nothing of anybody, and typing in what was written."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.visits import answered, front_door, planned
from woningscan.domain.questionnaire import UNLISTED_OPTIONS
from woningscan.services import saving, visits
from woningscan.services.visits import OpenVisit


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def path(visit: str) -> str:
    return f"/visits/{visit}/rooms/{front_door(visit)}/entry"


def opened(adviser: Browser, visit: str) -> OpenVisit:
    installation = adviser.installation
    return visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")


def value(adviser: Browser, visit: str, kind: str, item: str) -> object:
    return opened(adviser, visit).inspection.journal.value(kind, front_door(visit), item)


def boxes(section: Element) -> int:
    return sum(each.get("class") == "box" for each in section.iter("span"))


def test_the_form_has_a_box_for_every_answer_that_may_be_given(
    adviser: Browser, visit: str
) -> None:
    page = parse(adviser.page(f"/visits/{visit}/paper"))
    visit_now = opened(adviser, visit)
    sections = [each for each in page.iter("section") if each.get("class") == "paper-room"]
    assert len(sections) == len(visit_now.inspection.rooms)
    for room, section in zip(visit_now.inspection.rooms, sections, strict=True):
        ids = {each.get("data-item") for each in section.iter("div")}
        asked = [item for item in room.zone.items if item.id in ids]
        assert {item.id for item in visit_now.route.applying(room)} <= {item.id for item in asked}
        answers = sum(len(item.options) + len(UNLISTED_OPTIONS) for item in asked)
        assert boxes(section) == answers


def test_the_form_tells_nothing_of_who_lives_there_and_what_was_found(
    adviser: Browser, visit: str
) -> None:
    page = adviser.page(f"/visits/{visit}/paper")
    assert "Verzonnen" not in page.replace("adviser (verzonnen)", "")
    assert "Nergenshuizen" not in page
    assert "checked" not in page


def test_a_condition_stands_there_in_words(adviser: Browser, visit: str) -> None:
    assert "Alleen als bij punt 1 antwoord 2 is gekozen." in adviser.page(f"/visits/{visit}/paper")


def test_codes_become_answers_and_the_next_room_follows(
    adviser: Browser, visit: str, path: str
) -> None:
    response = adviser.fill_in(path, {"answered.cylinder": "1", "noted.cylinder": "Stevig."})
    assert response.status_code == 303
    assert response.location.endswith("/entry")
    assert front_door(visit) not in response.location
    assert value(adviser, visit, "answered", "cylinder") == {"option": "skg3"}
    assert value(adviser, visit, "noted", "cylinder") == "Stevig."
    assert adviser.form(path).fields["answered.cylinder"] == "1"


@pytest.mark.parametrize(
    ("code", "answer"), [("n", "not-applicable"), ("X", "not-assessed"), (" 1 ", "skg3")]
)
def test_the_codes_for_every_item(
    adviser: Browser, visit: str, path: str, code: str, answer: str
) -> None:
    adviser.fill_in(path, {"answered.cylinder": code})
    assert value(adviser, visit, "answered", "cylinder") == {"option": answer}


def test_an_unknown_code_is_told_beside_its_field_and_nothing_is_lost(
    adviser: Browser, visit: str, path: str
) -> None:
    typed = {"answered.cylinder": "9", "noted.cylinder": "Ik schreef een 9 op."}
    response = adviser.fill_in(path, typed)
    assert response.status_code == 422
    assert "Kies een van de antwoorden." in response.text
    assert 'value="9"' in response.text
    assert "Ik schreef een 9 op." in response.text
    assert value(adviser, visit, "noted", "cylinder") is None


def test_an_empty_code_clears_and_an_unchanged_one_changes_nothing(
    adviser: Browser, visit: str, path: str
) -> None:
    adviser.fill_in(path, {"answered.cylinder": "1"})
    before = len(opened(adviser, visit).inspection.journal.changes)
    adviser.fill_in(path, {})
    assert len(opened(adviser, visit).inspection.journal.changes) == before
    adviser.fill_in(path, {"answered.cylinder": ""})
    assert value(adviser, visit, "answered", "cylinder") is None


def test_where_devices_disagree_what_is_typed_counts(
    adviser: Browser, visit: str, path: str
) -> None:
    installation = adviser.installation
    both = [answered(visit, "skg3"), answered(visit, "less")]
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, both)
    assert "Hier zeggen twee apparaten iets anders" in adviser.page(path)
    adviser.fill_in(path, {"answered.cylinder": "1"})
    assert not opened(adviser, visit).inspection.conflicts
    assert value(adviser, visit, "answered", "cylinder") == {"option": "skg3"}


def test_the_last_room_leads_to_the_overview(adviser: Browser, visit: str) -> None:
    last = opened(adviser, visit).inspection.rooms[-1].id
    response = adviser.fill_in(f"/visits/{visit}/rooms/{last}/entry", {})
    assert response.location.endswith(f"/visits/{visit}")


def test_only_the_adviser_of_the_visit_may(
    signed_in: Callable[[str], Browser], visit: str, path: str
) -> None:
    for name, status in (("coordinator", 403), ("other-adviser", 404)):
        for address in (path, f"/visits/{visit}/paper"):
            assert signed_in(name).get(address).status_code == status
