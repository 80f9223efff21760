"""Passkeys in a browser: made, used to sign in and to confirm; and their secret stays there."""

import re
from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta

import pytest
from flask import render_template_string
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Site
from tests.browser.passkeys import Device, with_passkeys
from tests.visits import planned
from woningscan.services import visits
from woningscan.services.authentication.sessions import CONFIRMED_FOR
from woningscan.web.access import EVERY_ROLE, allow

pytestmark = pytest.mark.browser

FORM_PAGE = """{% extends "base.html" %}
{% from "security/passkey-form.html" import passkey_form with context %}
{% block main %}<h1>Een passkey</h1>{{ passkey_form("/help") }}{% endblock %}"""
SHOWN = """async (address) => {
    const { askedBy, shown } = await import(address);
    const token = document.querySelector("[name=csrf_token]").value;
    const { answer, secret } = await shown(await askedBy("/sign-in/passkey-options", token));
    return { answer, secret: [...secret] };
}"""
WITHOUT = "delete window.PublicKeyCredential"


@allow(*EVERY_ROLE)
def form_page() -> str:
    return render_template_string(FORM_PAGE)


@pytest.fixture
def site(site: Site) -> Site:
    """Serve a page with the form as well; an application takes pages until its first request."""
    site.app.add_url_rule("/a-passkey", "a_passkey", form_page)
    return site


@pytest.fixture
def device(tablet: Page) -> Device:
    """Give the device of a page on which an adviser has signed in with a password."""
    return with_passkeys(tablet)


def make(site: Site, page: Page, name: str = "Werktablet") -> None:
    page.goto(f"{site.address}/a-passkey")
    page.get_by_label("Naam van de passkey").fill(name)
    page.get_by_role("button", name="Passkey maken").click()
    expect(page).to_have_url(f"{site.address}/help")


def sign_out(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/help")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page).to_have_url(f"{site.address}/sign-in")


def test_a_passkey_is_made_and_signs_in_without_a_name(
    site: Site, tablet: Page, device: Device
) -> None:
    make(site, tablet)
    with site.installation.resources.work.reading() as stored:
        (passkey,) = stored.passkeys.of(site.installation.actor("adviser").account or "")
    assert (passkey.name, passkey.has_prf, passkey.device is not None) == ("Werktablet", True, True)
    sign_out(site, tablet)
    expect(tablet.get_by_label("Wachtwoord")).to_be_hidden()
    tablet.get_by_role("button", name="Inloggen met passkey").click()
    expect(tablet).to_have_url(f"{site.address}/")
    expect(tablet.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert len(device.credentials()) == 1


def test_a_second_passkey_on_the_same_device_is_refused_in_words(
    site: Site, tablet: Page, device: Device
) -> None:
    make(site, tablet)
    tablet.goto(f"{site.address}/a-passkey")
    tablet.get_by_role("button", name="Passkey maken").click()
    expect(tablet.get_by_role("alert")).to_contain_text("staat al een passkey")
    assert len(device.credentials()) == 1


def test_the_secret_of_a_passkey_is_the_same_each_time_and_never_leaves_the_browser(
    site: Site, tablet: Page, device: Device
) -> None:
    make(site, tablet)
    sign_out(site, tablet)
    source = tablet.locator('script[src*="/js/passkey-page.js"]').get_attribute("src") or ""
    # The address of the module that the page's own script imports.
    scripts = tablet.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    (address,) = {name for name in scripts if re.search(r"/js/passkeys\.js", name)}
    assert source
    first = tablet.evaluate(SHOWN, address)
    tablet.reload()
    second = tablet.evaluate(SHOWN, address)
    assert first["secret"] == second["secret"]
    assert len(first["secret"]) == 32
    tablet.get_by_role("button", name="Inloggen met passkey").click()
    expect(tablet).to_have_url(f"{site.address}/")
    secret = bytes(first["secret"])
    sent = "\n".join([*device.sent, first["answer"], second["answer"]])
    assert "authenticatorData" in sent
    spellings = {
        secret.hex(),
        b64encode(secret).decode().rstrip("="),
        urlsafe_b64encode(secret).decode().rstrip("="),
        ",".join(str(each) for each in secret),
    }
    assert not [each for each in spellings if each in sent]
    assert "prf" not in "".join(each for each in device.sent if "webauthn" in each)


def test_what_needs_it_asks_to_confirm_and_then_goes_on(
    site: Site, tablet: Page, device: Device, complaints: Complaints
) -> None:
    complaints.expected = ("403",)
    make(site, tablet)
    site.installation.moments.pass_by(CONFIRMED_FOR + timedelta(seconds=1))
    tablet.goto(f"{site.address}/a-passkey")
    tablet.get_by_role("button", name="Passkey maken").click()
    tablet.get_by_role("button", name="Bevestigen met passkey").click()
    expect(tablet).to_have_url(f"{site.address}/help")
    assert len(device.credentials()) == 1


def test_a_letter_is_there_after_confirming_also_as_pdf(
    site: Site, tablet: Page, device: Device, complaints: Complaints
) -> None:
    complaints.expected = ("403",)
    visit = planned(site.installation)
    visits.close_visit(site.installation.resources, site.installation.actor("adviser"), visit)
    make(site, tablet)
    site.installation.moments.pass_by(CONFIRMED_FOR + timedelta(seconds=1))
    letter = f"{site.address}/visits/{visit}/letter/nl.pdf"
    tablet.goto(letter)
    with tablet.expect_response(letter) as response:
        tablet.get_by_role("button", name="Bevestigen met passkey").click()
    assert (response.value.status, response.value.headers["content-type"]) == (
        200,
        "application/pdf",
    )
    assert device.credentials()


def test_a_device_that_does_not_know_its_user_leaves_the_other_road(
    site: Site, tablet: Page, device: Device
) -> None:
    make(site, tablet)
    sign_out(site, tablet)
    device.verifies(user=False)
    tablet.get_by_role("button", name="Inloggen met passkey").click()
    expect(tablet.get_by_role("alert")).to_contain_text("kies de andere manier")
    site.sign_in(tablet)
    expect(tablet.get_by_role("button", name="Uitloggen")).to_be_visible()


def test_a_browser_without_passkeys_shows_the_other_road(site: Site, page: Page) -> None:
    page.add_init_script(WITHOUT)
    page.goto(f"{site.address}/sign-in")
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
    expect(page.get_by_role("button", name="Inloggen met passkey")).to_be_hidden()
    site.sign_in(page)
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


def test_without_scripts_the_other_road_is_all_there_is(site: Site, keyed: Page) -> None:
    keyed.goto(f"{site.address}/sign-in")
    expect(keyed.get_by_label("Wachtwoord")).to_be_visible()
    expect(keyed.get_by_role("button", name="Inloggen met passkey")).to_be_hidden()
    site.sign_in(keyed)
    expect(keyed.get_by_role("button", name="Uitloggen")).to_be_visible()
