"""The room page as a plain form: what it shows, what it records, and what it leaves alone."""

import pytest

from tests.integration.web.browsing import Browser, parse
from tests.integration.web.recorded import inspection as recorded
from tests.integration.web.recorded import saved
from tests.visits import answered, front_door, noted, planned
from woningscan.domain.inspection import standard_room_id
from woningscan.services import visits

CYLINDER = "answered.cylinder"


@pytest.fixture
def visit(adviser: Browser) -> str:
    return planned(adviser.installation)


@pytest.fixture
def path(visit: str) -> str:
    return f"/visits/{visit}/rooms/{front_door(visit)}"


def value(adviser: Browser, visit: str, kind: str, item: str) -> object:
    return recorded(adviser, visit).journal.value(kind, front_door(visit), item)


def test_no_answer_is_chosen_beforehand(adviser: Browser, path: str) -> None:
    page = parse(adviser.page(path))
    assert not [each for each in page.iter("input") if each.get("checked") is not None]


def test_what_is_filled_in_is_shown_again(adviser: Browser, visit: str, path: str) -> None:
    values = {CYLINDER: "less", "noted.cylinder": "Zit los.\r\nAan de binnenkant."}
    response = adviser.fill_in(path, values)
    assert response.status_code == 303
    assert value(adviser, visit, "noted", "cylinder") == "Zit los.\nAan de binnenkant."
    fields = adviser.form(path).fields
    assert fields[CYLINDER] == "less"
    assert "1 van 1" in adviser.get(response.location).text


def test_unchanged_fields_make_no_change(adviser: Browser, visit: str, path: str) -> None:
    adviser.fill_in(path, {CYLINDER: "less", "noted.cylinder": "Een notitie"})
    before = len(recorded(adviser, visit).journal.changes)
    adviser.fill_in(path, {})
    assert len(recorded(adviser, visit).journal.changes) == before


def test_a_form_sent_twice_is_a_form_sent_once(adviser: Browser, visit: str, path: str) -> None:
    form = adviser.form(path)
    own = next(name for name in form.fields if name.startswith("finding-added."))
    fields = form.with_({CYLINDER: "less", own: "De schutting staat los."})
    for _ in range(2):
        assert adviser.post(path, fields).status_code == 303
        adviser.installation.moments.now = adviser.installation.moments.now.replace(minute=59)
    inspection = recorded(adviser, visit)
    assert len(inspection.journal.members["answered", front_door(visit), "cylinder"]) == 1
    found = list(inspection.of_room("finding-added", front_door(visit)))
    assert [text for _, text in found] == [{"text": "De schutting staat los."}]


def test_a_form_sent_again_with_another_value_follows_up_on_itself(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    for option in ("less", "skg3", "less"):
        adviser.post(path, form.with_({CYLINDER: option}))
        assert not recorded(adviser, visit).conflicts
        assert value(adviser, visit, "answered", "cylinder") == {"option": option}


def test_what_another_device_said_meanwhile_is_a_conflict_and_not_lost(
    adviser: Browser, visit: str, path: str
) -> None:
    form = adviser.form(path)
    saved(adviser, visit, answered(visit, "less"))
    adviser.post(path, form.with_({CYLINDER: "skg3"}))
    assert len(recorded(adviser, visit).conflicts) == 1
    page = adviser.page(path)
    assert "Hier is twee keer iets anders ingevuld" in page
    assert CYLINDER not in adviser.form(path).fields
    adviser.fill_in(path, {CYLINDER: "unknown"})
    assert not recorded(adviser, visit).conflicts
    assert value(adviser, visit, "answered", "cylinder") == {"option": "unknown"}


def test_a_conflict_that_nobody_decides_stays(adviser: Browser, visit: str, path: str) -> None:
    saved(adviser, visit, answered(visit, "less"), answered(visit, "skg3"))
    adviser.fill_in(path, {})
    assert len(recorded(adviser, visit).conflicts) == 1


def test_a_bad_value_keeps_what_was_typed_and_writes_nothing(
    adviser: Browser, visit: str, path: str
) -> None:
    before = len(recorded(adviser, visit).journal.changes)
    note = "n" * 4001
    values = {"noted.cylinder": note, "answered.door-furniture": "sturdy", CYLINDER: "no-such"}
    response = adviser.fill_in(path, values)
    assert response.status_code == 422
    page = parse(response.text)
    texts = {each.get("id"): "".join(each.itertext()) for each in page.iter() if each.get("id")}
    assert "4.000 tekens" in texts["noted.cylinder-fault"]
    assert texts["noted.cylinder"].strip() == note
    assert "4.000 tekens" in texts["summary"]
    links = {each.get("href") for each in page.iter("a")}
    assert {"#noted.cylinder", "#cylinder"} <= links
    chosen = {each.get("id") for each in page.iter("input") if each.get("checked") is not None}
    assert chosen == {"door-furniture.sturdy"}
    assert len(recorded(adviser, visit).journal.changes) == before
    assert texts.keys() >= {"cylinder", "noted.cylinder"}


def test_clearing_takes_an_answer_away(adviser: Browser, visit: str, path: str) -> None:
    adviser.fill_in(path, {CYLINDER: "less"})
    adviser.fill_in(path, {"clear": "cylinder"})
    assert value(adviser, visit, "answered", "cylinder") is None
    assert CYLINDER not in adviser.form(path).fields


def test_an_emptied_note_is_cleared(adviser: Browser, visit: str, path: str) -> None:
    saved(adviser, visit, noted(visit, "Weg ermee"))
    adviser.fill_in(path, {"noted.cylinder": "  "})
    assert value(adviser, visit, "noted", "cylinder") is None


def test_items_appear_when_their_condition_holds(adviser: Browser, visit: str, path: str) -> None:
    def is_hidden(item: str) -> bool:
        page = parse(adviser.page(path))
        found = next(each for each in page.iter("fieldset") if each.get("id") == item)
        return found.get("hidden") is not None

    assert is_hidden("thumb-turn-shielding")
    adviser.fill_in(path, {"answered.inside-opening": "thumb-turn"})
    assert not is_hidden("thumb-turn-shielding")
    adviser.fill_in(path, {"answered.thumb-turn-shielding": "shielded"})
    adviser.fill_in(path, {"answered.inside-opening": "not-applicable"})
    assert is_hidden("thumb-turn-shielding")
    assert value(adviser, visit, "answered", "thumb-turn-shielding") == {"option": "shielded"}


def test_text_of_a_person_is_never_markup(adviser: Browser, path: str) -> None:
    text = "</textarea><script>alert(1)</script><b>\"'&"
    adviser.fill_in(path, {"noted.cylinder": text})
    page = parse(adviser.page(path))
    assert text in {(each.text or "").removeprefix("\n") for each in page.iter("textarea")}
    scripts = [each for each in page.iter("script") if each.get("type") != "application/json"]
    assert not [each for each in scripts if "alert" in (each.text or "")]


def test_a_closed_visit_shows_its_answers_and_takes_none(
    adviser: Browser, visit: str, path: str
) -> None:
    adviser.fill_in(path, {CYLINDER: "less"})
    visits.close_visit(adviser.installation.resources, adviser.installation.actor("adviser"), visit)
    page = adviser.page(path)
    assert "Dit bezoek is afgesloten" in page
    assert "room-page.js" not in page
    assert not [name for name in adviser.form(path).fields if name.startswith("answered.")]


def test_a_room_that_is_not_there_is_not_found(adviser: Browser, visit: str) -> None:
    elsewhere = standard_room_id(visit, "no-such-room")
    assert adviser.get(f"/visits/{visit}/rooms/{elsewhere}").status_code == 404


def test_addresses_and_titles_hold_nothing_of_a_person(adviser: Browser, visit: str) -> None:
    title = next(parse(adviser.page(f"/visits/{visit}")).iter("title")).text or ""
    assert "Verzonnen" not in title
