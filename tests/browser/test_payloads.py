"""Payloads in every input, on pages as a browser shows them: nothing runs, loads or is kept out."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route, expect

from tests.browser import shown
from tests.browser.pages import SAVED, RoomPage
from tests.browser.probe import Probe
from tests.browser.serving import Site, served
from tests.browser.shown import NOBODY, SETTLED
from tests.installations import Template
from tests.integration.web.xss import filling, sending
from tests.integration.web.xss.walking import addresses
from tests.integration.web.xss.world import World, world_in
from tests.photos import jpeg
from tests.visits import change, front_door, noted, planned
from tests.xss_payloads import ALL, MARK, PAYLOADS, PROOF, left_of, values
from woningscan.services import saving

pytestmark = pytest.mark.browser

SEEN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
TOUCH = """() => {
    for (const element of document.querySelectorAll("details")) { element.open = true; }
    for (const element of document.querySelectorAll("input, textarea, select, [tabindex]")) {
        element.focus();
    }
}"""
"""Open what is folded and pass by whatever takes the focus, as somebody at a keyboard does."""
TORN = """() => [...document.querySelectorAll("*")]
    .filter((element) => [...element.attributes].some(({ name }) => name.startsWith("on"))
        || element.localName.includes("xq")).map((element) => element.outerHTML.slice(0, 200))"""
TEXTS = values(4000, lines=True)


class Hostile:
    """An installation full of payloads, served, and a page of everybody with a probe on it."""

    def __init__(self, world: World, site: Site, browser: Browser, options: dict[str, Any]) -> None:
        """Take the parts."""
        self.world, self.site, self._browser, self._options = world, site, browser, options
        self._pages: dict[str, tuple[Page, Probe]] = {}

    def context(self, account: str) -> tuple[BrowserContext, Probe]:
        """Give a new context in which somebody is signed in, and the probe that listens to it."""
        context = self._browser.new_context(**self._options)
        probe = Probe(context)
        if account != NOBODY:
            self.site.admit(context, account)
        return context, probe

    def page(self, account: str) -> tuple[Page, Probe]:
        """Give the page of somebody."""
        if account not in self._pages:
            context, probe = self.context(account)
            self._pages[account] = (context.new_page(), probe)
        return self._pages[account]

    def address(self, path: str) -> str:
        """Give the address of a path with names between braces."""
        return self.site.address + path.format_map(self.world.names)


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Template,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Hostile]:
    """Give an installation in which every input was filled in."""
    folder = tmp_path_factory.mktemp("hostile") / "installation"
    with world_in(folder, sqlite_template) as world:
        filling.prepare(world)
        filling.keep(world, 0)
        sending.send_all(world)
        with served(world.app) as address:
            site = Site(address, world.installation, world.app)
            yield Hostile(world, site, browser, browser_context_args)


def quiet(page: Page, probe: Probe) -> None:
    """Open and pass by everything on a page, and hold that nothing of a payload did anything."""
    page.wait_for_function(SETTLED)
    page.evaluate(TOUCH)
    assert page.evaluate(TORN) == []
    assert page.evaluate(f"globalThis.{PROOF}") is None
    assert probe.found == []


def walked(hostile: Hostile, pages: Iterator[tuple[str, str]]) -> int:
    """Look at pages; give how many showed a payload."""
    found = 0
    for account, path in pages:
        page, probe = hostile.page(account)
        page.goto(hostile.address(path))
        quiet(page, probe)
        found += MARK in page.content()
    return found


def test_the_probe_notices_what_runs_and_what_is_kept_out(hostile: Hostile) -> None:
    context, probe = hostile.context(NOBODY)
    page = context.new_page()
    page.set_content(f"<img src=x onerror={PROOF}=1>")
    page.wait_for_function(f"globalThis.{PROOF}")
    page.goto(hostile.address("/sign-in"))
    page.evaluate("document.body.append(Object.assign(new Image(), {src: '//x.example.invalid/'}))")
    expect(page.locator("img[src*=invalid]")).to_have_count(1)
    page.evaluate("new Promise(requestAnimationFrame)")
    assert any("ran 1" in said for said in probe.found)
    assert any("img-src" in said for said in probe.found)
    context.close()


def test_one_page_of_each_kind_does_nothing(hostile: Hostile) -> None:
    pages = iter([(state.account, state.path) for state in shown.PAGES])
    assert walked(hostile, pages) > len(shown.PAGES) / 3


@pytest.mark.long
def test_no_page_does_anything(hostile: Hostile) -> None:
    assert walked(hostile, addresses(hostile.world)) > len(shown.PAGES)


@pytest.fixture
def fresh(hostile: Hostile) -> Iterator[tuple[RoomPage, Probe, str]]:
    """Give the room of a visit in which nothing was said, the probe on it, and the visit."""
    visit = planned(hostile.world.installation)
    context, probe = hostile.context("adviser")
    page = context.new_page()
    page.goto(f"{hostile.site.address}/visits/{visit}/rooms/{front_door(visit)}")
    yield RoomPage(page), probe, visit
    quiet(page, probe)
    context.close()


def test_what_another_device_said_is_put_in_as_words(
    hostile: Hostile, fresh: tuple[RoomPage, Probe, str]
) -> None:
    room, _, visit = fresh
    where, own = front_door(visit), "0a1b2c3d-0000-4000-8000-00000000000a"
    said = [
        *(noted(visit, text) for text in TEXTS),
        *(change("finding-added", [where, own], {"text": text}) for text in TEXTS),
        *(noted(visit, text, "cylinder-flush") for text in TEXTS[:1]),
    ]
    installation = hostile.world.installation
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, said)
    room.page.evaluate(SEEN_AGAIN)
    sides = room.item("cylinder").locator(".side-words")
    expect(sides).to_have_count(len(TEXTS))
    assert not any(map(left_of, sides.all_text_contents()))
    assert all(MARK in words for words in sides.all_text_contents())
    expect(room.page.locator(".side-words")).to_have_count(2 * len(TEXTS))
    note = room.item("cylinder-flush").locator("textarea").first
    expect(note).to_have_value(TEXTS[0])


def test_what_is_typed_and_not_taken_is_listed_as_words(
    fresh: tuple[RoomPage, Probe, str],
) -> None:
    room, _, _ = fresh
    answer = {"error": 400, "reasons": [ALL], "message": ALL}
    room.page.route("**/changes", lambda route: route.fulfill(status=400, json=answer))
    texts = dict(zip(("cylinder", "cylinder-flush", "door-furniture"), TEXTS, strict=True))
    for item, text in texts.items():
        room.item(item).get_by_text("Notitie", exact=True).tap()
        room.item(item).get_by_role("textbox").fill(text)
        room.item(item).get_by_role("textbox").blur()
    expect(room.status).to_have_text(re.compile("Niet bewaard: 3"))
    words = room.page.locator("#unsaved .unsaved-words")
    expect(words).to_have_count(3)
    assert not any(map(left_of, words.all_text_contents()))
    assert all(MARK in each for each in words.all_text_contents())
    room.page.unroute_all()
    for left in (2, 1, 0):
        room.page.locator("#unsaved").get_by_role("button", name="Opnieuw proberen").first.tap()
        expect(words).to_have_count(left)
    expect(room.status).to_have_text(SAVED)


def test_an_answer_full_of_payloads_is_put_in_as_words(
    fresh: tuple[RoomPage, Probe, str],
) -> None:
    """Whatever the server told: a script trusts no text because of where it is from."""
    room, _, _ = fresh

    def spoiled(route: Route) -> None:
        told = route.fetch().json()
        slot = [room.page.url.rpartition("/")[2], "cylinder"]
        heads = [
            {"id": f"0a1b2c3d-0000-4000-8000-{number:012}", "kind": "noted", "slot": slot}
            | {"value": payload, "words": payload, "moment": payload}
            for number, payload in enumerate(PAYLOADS)
        ]
        more = {"sequence": told["sequence"] + 1, "heads": [*told["heads"], *heads]}
        route.fulfill(json=told | more)

    room.page.route("**/heads", spoiled)
    room.page.evaluate(SEEN_AGAIN)
    sides = room.item("cylinder").locator(".side-words")
    expect(sides).to_have_count(len(PAYLOADS))
    assert not any(map(left_of, sides.all_text_contents()))
    assert not any(map(left_of, room.item("cylinder").locator(".side-at").all_text_contents()))


def test_the_name_of_a_file_and_why_it_was_refused_are_put_in_as_words(
    fresh: tuple[RoomPage, Probe, str],
) -> None:
    room, _, _ = fresh
    names = [re.sub(r"[\0/\\\r\n]", " ", payload)[:200] for payload in PAYLOADS[::20]]
    answer = {"error": 422, "reasons": [ALL], "message": ALL}
    room.page.route("**/photos/*", lambda route: route.fulfill(status=422, json=answer))
    room.item("cylinder").get_by_role("button", name="Foto bij:").tap()
    dialog = room.page.get_by_role("dialog", name="Foto bij:")
    files: list[FilePayload] = [
        {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": jpeg()} for name in names
    ]
    dialog.get_by_label("Kies foto’s").set_input_files(files)
    photos = room.item("cylinder").locator("[data-photos] .photo")
    expect(photos.locator("button")).to_have_count(len(names))
    assert not any(map(left_of, photos.all_text_contents()))
    assert all(MARK in words for words in photos.all_text_contents())
