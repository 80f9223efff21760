"""A server for browsers over a fresh installation, and pages that must not complain."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from werkzeug.serving import make_server

from tests.browser.pages import SignInPage
from tests.installations import Installation
from woningscan.app import app_over
from woningscan.services import accounts

ONE_CODE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: its address, and the installation behind it."""

    address: str
    installation: Installation

    def sign_in(self, page: Page, name: str = "adviser") -> None:
        """Sign somebody in on the page that is shown."""
        self.installation.moments.pass_by(ONE_CODE)
        code = accounts.current_code(self.installation.resources, name)
        SignInPage(page).sign_in(name, self.installation.credentials[name].password, code)


@pytest.fixture
def site(on_sqlite: Installation) -> Iterator[Site]:
    """Serve an installation on a free port, and stop when the test is over."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    config = replace(on_sqlite.config, secure_cookies=False)
    server = make_server("127.0.0.1", 0, app_over(config, on_sqlite.resources), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://localhost:{server.port}", on_sqlite)
    server.shutdown()
    thread.join()
    server.server_close()


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
    page.goto(f"{site.address}/sign-in")
    site.sign_in(page)
    return page
