"""An installation that is served to browsers on this machine."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Thread

from flask import Flask, Response
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from tests.browser.pages import SignInPage
from tests.installations import Installation
from tests.integration.web.browsing import Browser as Visitor
from tests.integration.web.browsing import application
from woningscan.persistence.browser_reports import Reported
from woningscan.services import accounts

ONE_CODE = timedelta(minutes=1)
SOON = 0.02
"""How long a server that is asked to stop may not notice it, in seconds."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: its address, and the installation behind it."""

    address: str
    installation: Installation
    app: Flask

    def admit(self, context: BrowserContext, name: str = "adviser") -> None:
        """Give a browser the session of somebody, as after signing in: the form is not shown."""
        visitor = Visitor(self.app, self.installation)
        visitor.sign_in(name)
        cookie = visitor.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie, "nobody was signed in"
        context.add_cookies(
            [
                {
                    "name": cookie.key,
                    "value": cookie.value,
                    "url": self.address,
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )

    def sign_in(self, page: Page, name: str = "adviser") -> None:
        """Sign somebody in on the page that is shown."""
        self.installation.moments.pass_by(ONE_CODE)
        code = accounts.current_code(self.installation.resources, name)
        SignInPage(page).sign_in(name, self.installation.credentials[name].password, code)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port, give its address, and stop at the end."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": SOON})
    thread.start()
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def site_over(installation: Installation) -> Iterator[Site]:
    """Serve an installation until the end; no page may have done what its policy forbids.

    Whatever page it was, and whether anybody listened to its console: the browser reports it.
    """
    config = replace(installation.config, secure_cookies=False)
    app = application(config, installation.resources)
    # What stands first is called last, after the headers were added.
    app.after_request_funcs[None].insert(0, _reported_without_tls)
    with served(app) as address:
        yield Site(address, installation, app)
    found = reported(installation)
    assert not found, f"kept out of a page: {found}"


def reported(installation: Installation) -> list[Reported]:
    """Give what browsers reported."""
    with installation.resources.work.reading() as stored:
        return [each for each, _ in stored.browser_reports.since("")]


def _reported_without_tls(response: Response) -> Response:
    """Take away what Chromium reports to over TLS alone, so that it reports as older ones do."""
    policy = response.headers["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace("report-to default; ", "")
    return response
