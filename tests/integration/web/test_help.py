"""Help: each page has a text, each text a page, and a role sees the help that is its own."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import Browser
from tests.visits import front_door, planned
from woningscan.domain.language import Language
from woningscan.services import visits
from woningscan.web.assistance import BASICS, ENTRY, PREFIX, WALK
from woningscan.web.texts import Translator, screen_texts

NO_PAGES = {
    "assessments.pdf",
    "assessments.photo",
    "changes.session",
    "letters.cover_sheet",
    "letters.pdf",
    "photos.image",
    "room_page.heads",
    "static_files.file",
    "static_files.health",
    "static_files.robots",
}
"""Addresses that give a file or JSON. Any other that can be got is a page, and has help."""
SHORTEST, LONGEST = 2, 8


def pages(app: Flask) -> set[str]:
    rules = app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NO_PAGES


def texts_of_pages() -> set[str]:
    return {key.removeprefix(PREFIX) for key in screen_texts() if key.startswith(PREFIX)}


def test_every_page_has_help_and_every_help_its_page(app: Flask) -> None:
    without_help = sorted(pages(app) - texts_of_pages())
    without_page = sorted(texts_of_pages() - pages(app))
    assert not without_help, (
        f"Write a text help.<endpoint> in screen_texts/help.toml for {', '.join(without_help)};"
        f" an address that gives a file stands in NO_PAGES of {__name__}."
    )
    assert not without_page, f"Take help.… away, or correct it: {', '.join(without_page)}"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", [*BASICS, *(PREFIX + name for name in sorted(texts_of_pages()))])
def test_help_is_a_title_and_a_few_lines(key: str, language: Language) -> None:
    title, *lines = Translator(language)(key).strip().splitlines()
    assert not title.endswith((".", "?"))
    assert SHORTEST - 1 <= len(lines) <= LONGEST
    for line in lines:
        assert line.removeprefix(ENTRY).endswith((".", "?", ":")), line


def test_both_languages_have_the_same_lines() -> None:
    for key in (*BASICS, *(PREFIX + name for name in texts_of_pages())):
        lines = [Translator(language)(key).strip().splitlines() for language in Language]
        assert [line.startswith(ENTRY) for line in lines[0]] == [
            line.startswith(ENTRY) for line in lines[1]
        ], key


def test_a_page_shows_its_help_and_the_way_to_all_of_it(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    page = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    assert "neemt uw laatste stap terug" in page
    assert 'href="/help"' in page


def test_a_form_that_is_refused_keeps_the_help_of_its_page(
    on_sqlite: Installation, adviser: Browser
) -> None:
    visit = planned(on_sqlite)
    response = adviser.fill_in(f"/visits/{visit}/rooms/new", {"name": ""})
    assert response.status_code == 422
    assert "De soort bepaalt welke punten u krijgt." in response.text


@pytest.mark.parametrize(
    ("name", "page", "action", "fields", "title"),
    [
        ("coordinator", "appointment", "appointment/move", {"visit-dated": "x"}, "afspraak"),
        ("coordinator", "appointment", "appointment/cancel", {"reason": ""}, "afspraak"),
        ("coordinator", "appointment", "appointment/reassign", {"why": ""}, "afspraak"),
        ("adviser", "", "broken-off", {"broken-off": ""}, "overzicht"),
        ("adviser", "close", "reopen", {"reason": ""}, "Afsluiten"),
    ],
)
def test_a_form_with_an_address_of_its_own_keeps_the_help_of_its_page_too(  # noqa: PLR0913
    on_sqlite: Installation,
    signed_in: Callable[[str], Browser],
    *,
    name: str,
    page: str,
    action: str,
    fields: dict[str, str],
    title: str,
) -> None:
    visit = planned(on_sqlite)
    if action == "reopen":
        visits.close_visit(on_sqlite.resources, on_sqlite.actor("adviser"), visit)
    browser, address = signed_in(name), f"/visits/{visit}"
    refused = browser.fill_in(f"{address}/{page}".rstrip("/"), dict(fields), f"{address}/{action}")
    assert refused.status_code == 422
    found = re.search(r'<span class="visually-hidden">([^<]*)</span></summary>', refused.text)
    assert found is not None
    assert title in found[1]


def test_all_help_stands_in_the_order_of_the_walk(signed_in: Callable[[str], Browser]) -> None:
    assert set(WALK) == texts_of_pages()
    assert len(WALK) == len(set(WALK))
    shown = re.findall(r'<h3 id="help-([^"]+)"', signed_in("adviser").page("/help"))
    walk = [name.replace(".", "-") for name in WALK]
    assert shown == [name for name in walk if name in shown]
    assert shown[-1] == "components-page"


def test_who_is_not_signed_in_gets_help_with_signing_in_only(visitor: Browser) -> None:
    text = visitor.get("/help").text
    assert "Een code werkt één keer." in text
    assert 'href="/help"' not in text
    assert "Wie ziet wat" not in text


def test_an_error_has_no_help_of_the_page_that_failed(adviser: Browser) -> None:
    assert 'class="page-help"' not in adviser.get("/visits/nothing").text


@pytest.mark.parametrize("name", PEOPLE)
def test_all_help_is_of_the_pages_of_the_role(
    signed_in: Callable[[str], Browser], name: str
) -> None:
    text = signed_in(name).page("/help")
    assert ('id="help-room_page-page"' in text) is (PEOPLE[name].value == "adviser")
    assert ('id="help-planning-page"' in text) is (PEOPLE[name].value == "coordinator")
    linked = re.findall(r'<a href="#((?:basics|help)-[^"]+)"', text)
    assert linked == re.findall(r'<h3 id="([^"]+)"', text)
    assert len(linked) >= len(BASICS) + 3
