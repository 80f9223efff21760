"""The administrator's pages with settings of letters."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.installations import PEOPLE, Installation
from tests.integration.web.browsing import Browser, form_in, parse
from tests.visits import answered, planned
from woningscan.domain.rights import Role
from woningscan.services import saving, settings
from woningscan.services.settings import Setting, Wanted

START = "/settings/woningscan"
LOCK = "prices.cylinder-replace"
PRICE = {f"{LOCK}.low": "1.150", f"{LOCK}.high": "1300", f"{LOCK}.year": "2026"}
PRICE |= {f"{LOCK}.source": "verzonnen"}
TEXT = "texts.limits-retention"
TEXT_PAGE = f"{START}/texts/limits-retention"
ORGANISATION = {"organisation.nl": "Bureau Verzonnen", "organisation.en": "Invented Bureau"}


@pytest.fixture
def administrator(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("administrator")


def stored(browser: Browser) -> dict[str, Setting]:
    installation = browser.installation
    actor = installation.actor("administrator")
    return dict(settings.all_settings(installation.resources, actor, "woningscan"))


def prices_page(browser: Browser) -> str:
    """Give the address of the chapter that the lock is in."""
    questionnaire = browser.installation.resources.questionnaire("woningscan/1")
    chapter = questionnaire.measures_by_id["cylinder-replace"].chapter
    return f"{START}/prices?chapter={chapter}"


def fill_in_prices(browser: Browser, values: dict[str, str | None]) -> TestResponse:
    return browser.fill_in(prices_page(browser), values, f"{START}/prices")


def test_an_administrator_comes_to_the_settings(administrator: Browser) -> None:
    page = administrator.get("/", follow=True).text
    for words in ("Organisatie", "Telefoonnummers", "Zinnen", "Termijnen", "Prijzen", "0 van 2"):
        assert words in page
    assert "Woningscan 1" in page


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "administrator"])
def test_nobody_else_does(signed_in: Callable[[str], Browser], name: str) -> None:
    browser = signed_in(name)
    for page in ("", "/woningscan/prices", "/woningscan/history", "/contents"):
        assert browser.get(f"/settings{page}").status_code == 403
    assert PEOPLE[name] is not Role.ADMINISTRATOR
    assert "Beheer" not in browser.get("/", follow=True).text


def test_an_administrator_opens_no_visit(administrator: Browser) -> None:
    visit = planned(administrator.installation)
    for page in ("", "/letter", "/photos", "/appointment"):
        assert administrator.get(f"/visits/{visit}{page}").status_code == 403


@pytest.mark.parametrize("page", ["organisation", "phones", "texts", "prices", "history"])
def test_there_are_settings_of_questionnaires_only(administrator: Browser, page: str) -> None:
    assert administrator.get(f"/settings/bicycle/{page}").status_code == 404


@pytest.mark.parametrize("paragraph", ["nothing", "opening-who"])
def test_fixed_sentences_have_no_page(administrator: Browser, paragraph: str) -> None:
    assert administrator.get(f"{START}/texts/{paragraph}").status_code == 404


def test_the_organisation_is_saved_shown_and_taken_away(administrator: Browser) -> None:
    page = f"{START}/organisation"
    response = administrator.fill_in(page, {**ORGANISATION})
    assert "Bewaard" in administrator.page(response.location)
    assert administrator.form(page).fields.items() >= ORGANISATION.items()
    assert "Er was niets veranderd" in administrator.page(administrator.fill_in(page, {}).location)
    administrator.fill_in(page, dict.fromkeys(ORGANISATION, ""))
    assert stored(administrator)["organisation"].value is None


def test_phones_are_added_ordered_and_removed(administrator: Browser) -> None:
    page = f"{START}/phones"
    assert "nog geen nummers" in administrator.page(page)
    first = {"phones.0.nl": "Meldpunt", "phones.0.en": "Desk", "phones.0.number": "000 1"}
    more = administrator.fill_in(page, {**first, "add": "yes"})
    assert more.status_code == 200
    assert "nog niet bewaard" in more.text
    assert not stored(administrator)
    form = form_in(more.text, page)
    second = {"phones.1.nl": "Wacht", "phones.1.en": "Watch", "phones.1.number": "000 2"}
    administrator.post(page, form.with_({**second, "phones.0.order": "2", "phones.1.order": "1"}))
    value = stored(administrator)["phones"].value
    assert isinstance(value, list)
    assert [phone["number"] for phone in value] == ["000 2", "000 1"]
    administrator.fill_in(page, {"phones.0.remove": "yes"})
    value = stored(administrator)["phones"].value
    assert isinstance(value, list)
    assert [phone["number"] for phone in value] == ["000 1"]
    administrator.fill_in(page, {"phones.0.remove": "yes"})
    assert stored(administrator)["phones"].value is None


def test_a_sentence_is_replaced_and_taken_back(administrator: Browser) -> None:
    listed = administrator.page(f"{START}/texts")
    assert "Gewone tekst" in listed
    assert "Alleen bij: Europees Nederland; Raadslid" in listed
    assert 'name="restore"' not in administrator.page(TEXT_PAGE)
    typed = {f"{TEXT}.nl": "Eerste regel.\r\nTweede.", f"{TEXT}.en": "Own sentence."}
    assert administrator.fill_in(TEXT_PAGE, {**typed}).status_code == 303
    value = stored(administrator)[TEXT].value
    assert value == {"nl": "Eerste regel.\nTweede.", "en": "Own sentence."}
    assert "Aangepast" in administrator.page(f"{START}/texts")
    assert 'name="restore"' in administrator.page(TEXT_PAGE)
    administrator.fill_in(TEXT_PAGE, {"restore": TEXT})
    assert stored(administrator)[TEXT].value is None
    assert administrator.form(TEXT_PAGE).fields[f"{TEXT}.nl"] == ""


def test_only_prices_that_changed_are_written(administrator: Browser) -> None:
    assert fill_in_prices(administrator, {**PRICE}).status_code == 303
    assert list(stored(administrator)) == [LOCK]
    value = stored(administrator)[LOCK].value
    assert isinstance(value, dict)
    assert (value["low"], value["fitted"], value["currency"]) == (1150, True, "EUR")
    page = administrator.page(prices_page(administrator))
    assert "€\xa01.150 – €\xa01.300, 2026" in page
    assert "1 van" in page
    fill_in_prices(administrator, dict.fromkeys(PRICE, ""))
    assert stored(administrator)[LOCK].value is None


def test_measures_are_found_by_words(administrator: Browser) -> None:
    questionnaire = administrator.installation.resources.questionnaire("woningscan/1")
    title = questionnaire.measures_by_id["cylinder-replace"].title.nl
    page = administrator.page(f"{START}/prices?words={title[:20].upper()}")
    assert f"{LOCK}.low" in page
    form = form_in(page, f"{START}/prices")
    response = administrator.post(f"{START}/prices", form.with_({**PRICE}))
    assert "words=" in response.location
    nothing = administrator.page(f"{START}/prices?words=<b>")
    assert "Er is geen maatregel met" in nothing
    assert "<b>" not in nothing


@pytest.mark.parametrize(
    ("page", "values", "told"),
    [
        ("organisation", {"organisation.nl": "x"}, "organisation.en"),
        ("organisation", {**ORGANISATION, "organisation.nl": "x" * 201}, "organisation.nl"),
        ("periods", {"validity_months": "121", "retention_months": "1"}, "validity_months"),
        ("periods", {"retention_months": "anderhalf"}, "retention_months"),
        ("phones", {"phones.0.nl": "x", "phones.0.en": "x"}, "phones.0.number"),
        ("texts/limits-retention", {f"{TEXT}.nl": "x" * 4001, f"{TEXT}.en": "x"}, f"{TEXT}.nl"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_lost(
    administrator: Browser, page: str, values: dict[str, str | None], told: str
) -> None:
    path = f"{START}/{page}"
    response = administrator.fill_in(path, {**values})
    assert response.status_code == 422
    shown = parse(response.text)
    assert f"#{told}" in {each.get("href") for each in shown.iter("a")}
    (field,) = (each for each in shown.iter() if each.get("id") == told)
    assert field.get("aria-describedby", "").endswith(f"{told}-fault")
    assert form_in(response.text, path).fields.items() >= values.items()
    assert not stored(administrator)


def test_a_price_that_is_not_saved_yet_lies_open(administrator: Browser) -> None:
    preview = fill_in_prices(administrator, {**PRICE, "preview": "yes"})
    assert "€\xa01.150" in preview.text
    form = form_in(preview.text, prices_page(administrator))
    page = administrator.post(form.action, {**form.fields, "edit": "yes"}).text
    assert page.count('<details class="fold" open>') == 1
    assert form_in(page, f"{START}/prices").fields.items() >= PRICE.items()
    assert not stored(administrator)


def test_a_faulty_price_lies_open(administrator: Browser) -> None:
    response = fill_in_prices(administrator, {**PRICE, f"{LOCK}.high": "9"})
    assert response.status_code == 422
    shown = parse(response.text)
    opened = [each for each in shown.iter("details") if each.get("open") is not None]
    assert len([each for each in opened if each.get("class") == "fold"]) == 1
    assert "niet lager is dan" in response.text
    assert not stored(administrator)


def test_of_two_administrators_the_second_chooses(administrator: Browser) -> None:
    page = f"{START}/organisation"
    form = administrator.form(page)
    other = {**ORGANISATION, "organisation.nl": "Bureau Eerder"}
    administrator.post(page, form.with_({**other}))
    response = administrator.post(page, form.with_({**ORGANISATION}))
    assert response.status_code == 409
    assert "Bureau Eerder" in response.text
    assert "Bureau Verzonnen" in response.text
    value = stored(administrator)["organisation"].value
    assert isinstance(value, dict)
    assert value["nl"] == "Bureau Eerder"
    choosing = form_in(response.text, page)
    again = administrator.post(page, choosing.with_({"edit": "yes"}))
    assert form_in(again.text, page).fields.items() >= ORGANISATION.items()
    assert administrator.post(page, choosing.fields).status_code == 303
    value = stored(administrator)["organisation"].value
    assert isinstance(value, dict)
    assert value["nl"] == "Bureau Verzonnen"


def test_a_preview_shows_what_is_typed_and_writes_nothing(administrator: Browser) -> None:
    page = f"{START}/phones"
    typed = {"phones.0.nl": "Meldpunt", "phones.0.en": "Desk", "phones.0.number": "000 1"}
    response = administrator.fill_in(page, {**typed, "preview": "yes"})
    assert response.status_code == 200
    assert "Meldpunt: 000 1" in response.text
    assert "nog niet bewaard" in response.text
    assert not stored(administrator)
    # Another language, then back to the form, then saved: what was typed goes along.
    form = form_in(response.text, page)
    english = administrator.post(page, {**form.fields, "preview": "yes", "in-language": "en"})
    assert "Desk: 000 1" in english.text
    back = administrator.post(page, {**form.fields, "edit": "yes"})
    assert form_in(back.text, page).fields.items() >= typed.items()
    assert administrator.post(page, form.fields).status_code == 303
    assert "phones" in stored(administrator)
    refused = administrator.fill_in(page, {"phones.0.nl": "", "preview": "yes"})
    assert refused.status_code == 422


def test_previews_show_every_sentence_that_can_be_replaced(administrator: Browser) -> None:
    questionnaire = administrator.installation.resources.questionnaire("woningscan/1")
    page = administrator.page(f"{START}/preview")
    examples = page[page.index('id="example"') :].split("</select>")[0].count("<option")
    shown = ""
    for reader in questionnaire.readers:
        for number in range(examples):
            address = f"{START}/preview?reader={reader.id}&example={number}&in-language=nl"
            shown += " ".join(administrator.page(address).split())
    missing = [
        paragraph.id
        for paragraph in questionnaire.paragraphs
        if paragraph.setting and _plain(paragraph.text.nl) not in _plain(shown)
    ]
    assert not missing


def _plain(text: str) -> str:
    return re.sub(r"&#?\w+;|\W+", " ", text)


@pytest.mark.parametrize("asked", ["example=99", "example=x", "in-language=fr", "reader=nobody"])
def test_an_odd_preview_is_the_usual_one(administrator: Browser, asked: str) -> None:
    pages = (administrator.page(f"{START}/preview{query}") for query in ("", f"?{asked}"))
    usual, odd = (page[page.index('class="letter"') :] for page in pages)
    assert odd == usual


def test_the_history_tells_who_changed_what_when(administrator: Browser) -> None:
    assert "nog niets veranderd" in administrator.page(f"{START}/history")
    administrator.fill_in(f"{START}/periods", {"validity_months": "24"})
    administrator.fill_in(f"{START}/periods", {"validity_months": ""})
    fill_in_prices(administrator, {**PRICE})
    page = " ".join(administrator.page(f"{START}/history").split())
    order = [page.index(words) for words in ("Bron: verzonnen", "24 maanden")]
    assert order == sorted(order)
    assert "administrator (verzonnen)" in page
    assert "24 maanden" in page
    assert "€ 1.150 – € 1.300, 2026" in page


def test_a_long_history_has_pages(administrator: Browser) -> None:
    installation, saw = administrator.installation, 0
    for months in range(1, settings.PAGE + 2):
        actor = installation.actor("administrator")
        wanted = [Wanted("retention_months", months, saw)]
        settings.change(installation.resources, actor, "woningscan", wanted)
        saw = stored(administrator)["retention_months"].id
    assert "Ouder" in administrator.page(f"{START}/history")
    last = administrator.page(f"{START}/history?page=2")
    assert "Pagina 2 van 2" in last
    assert "1 maand<" in last
    assert "Ouder" not in last
    assert "Pagina 2 van 2" in administrator.page(f"{START}/history?page=999")
    assert "Pagina 1 van 2" in administrator.page(f"{START}/history?page=x")


def test_the_adviser_reads_the_price_in_the_letter(
    administrator: Browser, adviser: Browser, on_sqlite: Installation
) -> None:
    visit = planned(on_sqlite)
    actor = on_sqlite.actor("adviser")
    saving.save_changes(on_sqlite.resources, actor, visit, [answered(visit, "less")])
    assert "1.150" not in adviser.page(f"/visits/{visit}/letter")
    fill_in_prices(administrator, {**PRICE})
    assert "€\xa01.150" in adviser.page(f"/visits/{visit}/letter")
