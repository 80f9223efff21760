"""An administrator invites, the privacy officer confirms and calls, and a new adviser begins."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import OF_AXE, violations
from tests.browser.conftest import Complaints, Site
from tests.own_account import code_of_offer
from tests.visits import front_door
from woningscan.services.authentication import administering, devices

pytestmark = pytest.mark.browser

PASSWORD = "vlieger kom hangmat 83 zonnig"  # noqa: S105 - of nobody


class People:
    """A browser for each of the three, all alike."""

    def __init__(self, browser: Browser, options: dict[str, Any], site: Site) -> None:
        """Begin without any."""
        self._browser = browser
        self._options = options
        self._site = site
        self._contexts: list[BrowserContext] = []
        self.complaints: list[Complaints] = []

    def page(self, name: str | None, **options: Any) -> Page:  # noqa: ANN401
        """Give a page of somebody, who has signed in unless nobody is named."""
        context = self._browser.new_context(**{**self._options, **options})
        self._contexts.append(context)
        heard = Complaints(context)
        heard.expected = ("401", "403", *OF_AXE)
        self.complaints.append(heard)
        if name is not None:
            self._site.admit(context, name)
        return context.new_page()

    def close(self) -> None:
        """Close them all."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def people(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[People]:
    """Give browsers, none of which may complain."""
    found = People(browser, browser_context_args, site)
    yield found
    found.close()
    assert [each.unexpected() for each in found.complaints if each.unexpected()] == []


def propose(page: Page, site: Site) -> str:
    """Invite somebody, from the first page of an administrator on; give the link."""
    page.goto(site.address)
    page.get_by_role("link", name="Accounts").click()
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.get_by_label("Naam van de persoon").fill("Vera Verzonnen")
    page.get_by_label("Naam om in te loggen").fill("v.verzonnen")
    page.locator("#role-adviser").check()
    assert violations(page) == []
    page.get_by_role("button", name="Uitnodiging maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De link voor Vera Verzonnen")
    assert violations(page) == []
    return page.get_by_label("Link", exact=True).input_value()


def confirm(page: Page, site: Site) -> str:
    """Confirm it, from the first page of the privacy officer on; give the code."""
    page.goto(site.address)
    page.get_by_role("link", name="Uitnodigingen die op u wachten: 1").click()
    assert violations(page) == []
    page.get_by_role("button", name="Akkoord, toon de code").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bel Vera Verzonnen")
    assert violations(page) == []
    return page.locator(".spoken-code").inner_text()


def begin(page: Page, site: Site) -> None:
    """Choose to sign in with a password and an authenticator, and begin."""
    with site.installation.resources.work.reading() as stored:
        account = stored.accounts.named("v.verzonnen")
    assert account is not None
    page.get_by_role("link", name="Wachtwoord en app instellen").click()
    page.get_by_label("Code van zes cijfers").fill(code_of_offer(site.installation, account.id))
    page.keyboard.press("Enter")
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ik heb ze bewaard: beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn bezoeken")


@pytest.mark.parametrize(("width", "height"), [(810, 1080), (360, 740)])
def test_three_people_and_two_halves(people: People, site: Site, width: int, height: int) -> None:
    size = {"viewport": {"width": width, "height": height}}
    link = propose(people.page("administrator", **size), site)
    code = confirm(people.page("privacy-officer", **size), site)
    newcomer = people.page(None, **size)
    newcomer.goto(link)
    # The link stands in the address no longer, nor in what the browser goes back to.
    expect(newcomer).to_have_url(f"{site.address}/join")
    assert newcomer.evaluate("history.length") <= 2
    expect(newcomer.locator("#link-part")).to_be_hidden()
    assert violations(newcomer) == []
    newcomer.locator("#code").fill("aaaa aaaa")
    newcomer.get_by_role("button", name="Beginnen").click()
    expect(newcomer.get_by_role("alert")).to_contain_text("kunt u niet beginnen")
    assert violations(newcomer) == []
    newcomer.locator("#code").fill(code.lower().replace("-", " "))
    newcomer.get_by_role("button", name="Beginnen").click()
    expect(newcomer).to_have_url(f"{site.address}/account/start")
    assert newcomer.evaluate("document.documentElement.scrollWidth") <= width
    begin(newcomer, site)


def test_without_a_script_the_link_is_pasted(people: People, site: Site) -> None:
    link = propose(people.page("administrator"), site)
    code = confirm(people.page("privacy-officer"), site)
    newcomer = people.page(None, java_script_enabled=False)
    newcomer.goto(f"{site.address}/join")
    newcomer.locator("#link-part").fill(link)
    newcomer.locator("#code").fill(code)
    newcomer.get_by_role("button", name="Beginnen").click()
    expect(newcomer).to_have_url(f"{site.address}/account/start")


def test_a_link_in_a_page_of_elsewhere_keeps_its_secret_part(people: People, site: Site) -> None:
    """As in a mail that is read in a browser; another host stands for it."""
    link = propose(people.page("administrator"), site)
    newcomer = people.page(None)
    elsewhere = site.address.replace("localhost", "127.0.0.1")
    newcomer.route(
        f"{elsewhere}/mail",
        lambda route: route.fulfill(
            body=f'<!doctype html><a href="{link}">Beginnen</a>', content_type="text/html"
        ),
    )
    newcomer.goto(f"{elsewhere}/mail")
    newcomer.get_by_role("link").click()
    expect(newcomer).to_have_url(f"{site.address}/join")
    expect(newcomer.locator("#link-part")).to_have_value(link.rpartition("#")[2])
    expect(newcomer.locator("#link-part")).to_be_hidden()


def test_the_link_is_copied_with_one_button(people: People, site: Site) -> None:
    page = people.page("administrator")
    link = propose(page, site)
    page.get_by_role("button", name="Link kopiëren").click()
    expect(page.locator("#link-copied")).to_have_text("Gekopieerd.")
    page.get_by_role("link", name="Accounts", exact=True).click()
    page.get_by_label("Zoek op naam").focus()
    page.keyboard.press("ControlOrMeta+V")
    expect(page.get_by_label("Zoek op naam")).to_have_value(link)


def test_a_lost_tablet_is_blocked_and_wiped(people: People, site: Site) -> None:
    tablet, desk = people.page(None), people.page("administrator")
    tablet.goto(f"{site.address}/sign-in")
    site.sign_in(tablet)
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Mijn bezoeken")
    account = site.installation.actor("adviser").account
    desk.goto(f"{site.address}/accounts/{account}")
    assert violations(desk) == []
    desk.locator("a.row").first.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Tablet kwijt")
    assert violations(desk) == []
    desk.get_by_role("button", name="Dit apparaat blokkeren").click()
    expect(desk.get_by_role("status")).to_contain_text("Het apparaat is geblokkeerd")
    tablet.reload()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Dit apparaat is geblokkeerd")
    assert violations(tablet) == []
    assert tablet.context.cookies() == []
    tablet.reload()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_a_blocked_tablet_keeps_no_visit_on_its_screen(
    people: People, site: Site, visit: str
) -> None:
    """The page was open before, and the script of the page hears it first."""
    tablet = people.page(None)
    tablet.goto(f"{site.address}/sign-in")
    site.sign_in(tablet)
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    resources, administrator = (
        site.installation.resources,
        site.installation.actor("administrator"),
    )
    account = site.installation.actor("adviser").account or ""
    page = administering.account_page(resources, administrator, account)
    devices.revoke(resources, administrator, account, page.devices[0].id)
    tablet.locator("label.card").first.click()
    expect(tablet).to_have_url(f"{site.address}/sign-in")
    assert [each["name"] for each in tablet.context.cookies()] == ["session"]
