"""The own account in a browser: joining on a telephone, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser import shown
from tests.browser.accessibility import violations
from tests.browser.conftest import Complaints, Site
from tests.browser.passkeys import with_passkeys
from tests.own_account import code_of_offer, joining

pytestmark = pytest.mark.browser

PASSWORD = "vlieger kom hangmat 83 zonnig"  # noqa: S105 - of nobody
TELEPHONE: ViewportSize = {"width": 360, "height": 740}


def invited(site: Site, context: BrowserContext, name: str = "adviser") -> None:
    """Give a browser the session of somebody who was only just invited."""
    token = joining(site.installation, name).token
    client = site.app.test_client()
    with client.session_transaction() as session:
        session["token"] = token
    cookie = client.get_cookie(site.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])


def is_fine(page: Page) -> None:
    """See that a page is accessible, and no wider than the screen."""
    page.wait_for_function(shown.SETTLED)
    assert not violations(page, rules=())
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= (page.viewport_size or {"width": 0})["width"]


def code(site: Site) -> str:
    account = site.installation.actor("adviser").account or ""
    return code_of_offer(site.installation, account)


def test_joining_with_a_passkey_takes_two_taps(
    site: Site, complaints: Complaints, page: Page
) -> None:
    del complaints
    page.set_viewport_size(TELEPHONE)
    invited(site, page.context)
    device = with_passkeys(page)
    page.goto(f"{site.address}/")
    is_fine(page)
    page.get_by_role("button", name="Passkey maken").tap()
    expect(page.get_by_role("heading", name="U kunt beginnen")).to_be_visible()
    is_fine(page)
    page.get_by_role("button", name="Beginnen").tap()
    expect(page).to_have_url(f"{site.address}/")
    assert len(device.credentials()) == 1
    with site.installation.resources.work.reading() as stored:
        (passkey,) = stored.passkeys.of(site.installation.actor("adviser").account or "")
    assert passkey.name


def test_joining_with_a_password_goes_by_keyboard_alone(site: Site, page: Page) -> None:
    page.set_viewport_size(TELEPHONE)
    invited(site, page.context)
    page.goto(f"{site.address}/account/start")
    page.get_by_role("link", name="Wachtwoord en app instellen").press("Enter")
    page.get_by_text("Liever overtypen").press("Enter")
    expect(page.locator("#secret")).to_be_visible()
    is_fine(page)
    page.get_by_label("Code van zes cijfers").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code van zes cijfers")).to_be_focused()
    is_fine(page)
    page.keyboard.type(code(site))
    page.keyboard.press("Enter")
    field = page.get_by_label("Nieuw wachtwoord")
    field.fill("kort")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    is_fine(page)
    field.fill(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Wachtwoord bewaren").press("Enter")
    expect(page.locator(".codes code")).to_have_count(10)
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
    is_fine(page)
    page.get_by_role("button", name="Ik heb ze bewaard: beginnen").press("Enter")
    expect(page).to_have_url(f"{site.address}/")


def test_without_scripts_a_password_is_typed_twice(site: Site, keyed: Page) -> None:
    invited(site, keyed.context)
    keyed.goto(f"{site.address}/account/start")
    expect(keyed.get_by_text("kunt u geen passkey maken")).to_be_visible()
    keyed.get_by_role("link", name="Wachtwoord en app instellen").click()
    keyed.get_by_label("Code van zes cijfers").fill(code(site))
    keyed.get_by_role("button", name="Code controleren").click()
    keyed.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    keyed.get_by_label("nog een keer").fill(PASSWORD + "!")
    keyed.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(keyed.get_by_text("twee keer iets anders")).to_be_visible()
    keyed.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    keyed.get_by_label("nog een keer").fill(PASSWORD)
    keyed.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(keyed.locator(".codes code")).to_have_count(10)
    expect(keyed.get_by_role("button", name="Afdrukken")).to_be_hidden()


def test_a_passkey_is_added_and_the_account_tells_so(site: Site, tablet: Page) -> None:
    with_passkeys(tablet)
    tablet.goto(f"{site.address}/account")
    tablet.get_by_role("link", name="Passkey toevoegen").click()
    tablet.get_by_label("Naam van de passkey").fill("Werktablet")
    tablet.get_by_role("button", name="Passkey maken").click()
    expect(tablet.get_by_role("status")).to_contain_text("De passkey is toegevoegd.")
    expect(tablet.get_by_role("link", name="Passkey Werktablet")).to_be_visible()
    expect(tablet.get_by_text("Passkey toegevoegd", exact=True)).to_be_visible()
