"""A server for browsers over a fresh installation, and pages that must not complain."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.pages import RoomPage
from tests.browser.places import Places, furnished_places
from tests.browser.serving import Site, site_over
from tests.installations import Installation, Template
from tests.visits import front_door, planned

__all__ = ["Complaints", "Site"]


@pytest.fixture
def site(on_sqlite: Installation) -> Iterator[Site]:
    """Serve an installation on a free port, and stop when the test is over."""
    with site_over(on_sqlite) as running:
        yield running


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """Be a tablet held upright."""
    return {
        "viewport": {"width": 810, "height": 1080},
        "has_touch": True,
        "is_mobile": True,
        "locale": "nl-NL",
    }


class Complaints:
    """What pages of a context complained of: errors of scripts, refused loads, broken policies."""

    def __init__(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        self.found: list[str] = []
        self.expected: tuple[str, ...] = ()
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(str(error.error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(message.text)

    def unexpected(self) -> list[str]:
        """Give what nobody expected."""
        return [text for text in self.found if not any(part in text for part in self.expected)]


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    """Fail the test when a page complained of something that the test does not expect."""
    found = Complaints(context)
    yield found
    assert found.unexpected() == []


@pytest.fixture
def tablet(site: Site, complaints: Complaints, page: Page) -> Page:
    """Give a page on which an adviser has signed in."""
    del complaints
    site.admit(page.context)
    return page


@pytest.fixture
def keyed(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Give a page of a keyboard without scripts; a form that is refused is no complaint."""
    options = {**browser_context_args, "java_script_enabled": False, "has_touch": False}
    with browser.new_context(**options) as context:
        complaints = Complaints(context)
        complaints.expected = ("409", "422")
        yield context.new_page()
    assert complaints.unexpected() == []


@pytest.fixture(scope="session")
def places(
    sqlite_template: Template,
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Places]:
    """Give one furnished installation to all tests that only look."""
    folder = tmp_path_factory.mktemp("furnished") / "installation"
    still = {**browser_context_args, "reduced_motion": "reduce"}
    with furnished_places(sqlite_template, folder, browser, still) as found:
        yield found


@pytest.fixture
def visit(site: Site) -> str:
    """Give a visit of the adviser."""
    return planned(site.installation)


@pytest.fixture
def room(site: Site, tablet: Page, visit: str) -> RoomPage:
    """Give the page of its front door."""
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    return RoomPage(tablet)
