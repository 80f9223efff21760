"""Choosing versions of questionnaires, and planning with several."""

import pytest
from flask import Flask

from tests.installations import Installation
from tests.integration.web.browsing import Browser, form_in, parse
from tests.several_questionnaires import with_several
from woningscan.app import app_over
from woningscan.content.library import Library
from woningscan.services import content_versions

PAGE = "/settings/contents"
NEW = "/visits/new"


@pytest.fixture
def choosing(on_sqlite: Installation, library_of_several: Library) -> Installation:
    return with_several(on_sqlite, library_of_several)


@pytest.fixture
def app(app: Flask, choosing: Installation) -> Flask:
    """Serve the same installation with more questionnaires."""
    made = app_over(choosing.config, choosing.resources)
    made.config.update(
        {key: app.config[key] for key in ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE")}
    )
    return made


@pytest.fixture
def administrator(app: Flask, choosing: Installation) -> Browser:
    return signed_in(app, choosing, "administrator")


@pytest.fixture
def planner(app: Flask, choosing: Installation) -> Browser:
    return signed_in(app, choosing, "coordinator")


def signed_in(app: Flask, installation: Installation, name: str) -> Browser:
    browser = Browser(app, installation)
    assert browser.sign_in(name).status_code == 303
    return browser


def form_of(page: str, name: str) -> dict[str, str]:
    """Give the fields of the form about a version."""
    for form in parse(page).iter("form"):
        fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
        if fields.get("name") == name:
            return fields
    raise AssertionError(f"There is no form about {name}.")


def offer(browser: Browser, name: str) -> None:
    response = browser.post(f"{PAGE}/activate", form_of(browser.page(PAGE), name))
    assert "wordt nu aangeboden" in browser.page(response.location)


def test_versions_are_listed_offered_and_stopped(administrator: Browser) -> None:
    page = administrator.page(PAGE)
    assert "Fietscontrole, versie 1" in page
    assert "broken, versie 1" in page
    assert "Bevat fouten" in page
    assert "enige vragenlijst" in page
    offer(administrator, "bicycle/1")
    page = administrator.page(PAGE)
    assert "enige vragenlijst" not in page
    assert "door administrator (verzonnen)" in page
    response = administrator.post(f"{PAGE}/deactivate", form_of(page, "woningscan/2"))
    assert "niet meer aangeboden" in administrator.page(response.location)
    assert content_versions.active(administrator.installation.resources) == ("bicycle/1",)


@pytest.mark.parametrize(
    ("action", "name", "told"),
    [
        ("activate", "broken/1", "Dat kan niet"),
        ("activate", "nothing/1", "Deze versie is er niet"),
        ("deactivate", "woningscan/2", "Dat kan niet"),
        ("deactivate", "woningscan/1", "Deze versie is er niet"),
    ],
)
def test_what_cannot_be_is_told(administrator: Browser, action: str, name: str, told: str) -> None:
    fields = form_of(administrator.page(PAGE), "bicycle/1") | {"name": name}
    response = administrator.post(f"{PAGE}/{action}", fields)
    assert response.status_code == 409
    assert told in response.text
    assert content_versions.active(administrator.installation.resources) == ("woningscan/2",)


def test_of_two_administrators_the_second_is_told(administrator: Browser) -> None:
    fields = form_of(administrator.page(PAGE), "woningscan/1")
    offer(administrator, "woningscan/1")
    response = administrator.post(f"{PAGE}/activate", fields | {"name": "woningscan/2"})
    assert response.status_code == 409
    assert "Iemand anders" in response.text


def plan(browser: Browser) -> dict[str, str | None]:
    return {
        "adviser": browser.installation.actor("adviser").account,
        "visit-dated": "2026-06-03",
        "identity-stated.holder-name": "Dijkgraaf Bedacht",
    }


def test_one_questionnaire_is_not_asked_for(planner: Browser) -> None:
    assert 'id="questionnaire"' not in planner.page(NEW)
    assert planner.fill_in(NEW, plan(planner), NEW).status_code == 303


def test_several_are_asked_for_first(administrator: Browser, planner: Browser) -> None:
    offer(administrator, "bicycle/1")
    page = planner.page(NEW)
    assert "Vragenlijst" in page
    assert "identity-stated.holder-name" not in page
    chosen = planner.page(f"{NEW}?questionnaire=bicycle/1")
    assert "fact-stated.office" not in chosen
    assert "fact-stated.office" in planner.page(f"{NEW}?questionnaire=woningscan/2")
    assert "identity-stated" not in planner.page(f"{NEW}?questionnaire=woningscan/1")
    form = form_in(chosen, NEW)
    assert form.fields["questionnaire"] == "bicycle/1"
    response = planner.post(NEW, form.with_(plan(planner)))
    assert response.status_code == 303


def test_a_form_of_one_that_is_offered_no_longer_is_refused_and_kept(
    administrator: Browser, planner: Browser
) -> None:
    form = planner.form(NEW)
    offer(administrator, "woningscan/1")
    values = form.with_(plan(planner))
    for name in ("woningscan/2", "", "nothing/1"):
        response = planner.post(NEW, {**values, "questionnaire": name})
        assert response.status_code == 422
        assert "wordt niet meer aangeboden" in response.text
        assert 'id="questionnaire"' in response.text
        kept = form_in(response.text, NEW).fields
        assert kept["identity-stated.holder-name"] == "Dijkgraaf Bedacht"
        assert kept["questionnaire"] == "woningscan/1"
    assert "Er zijn nog geen bezoeken" in planner.page("/")
