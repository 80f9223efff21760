"""An installation in which whatever can be written holds payloads, and the browsers that wrote it.

It is filled through forms and through the changes of a script, never straight into the database.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from markupsafe import escape
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests.browser.furnished import Furnished, furnish
from tests.browser.shown import NOBODY
from tests.installations import Installation, Template, copied
from tests.integration.web.browsing import OWN_PAGE, Browser, application
from tests.integration.web.xss.inert import faults_of
from tests.xss_payloads import MARK


@dataclass
class World:
    """The application over a furnished installation, and a browser for everybody."""

    installation: Installation
    app: Flask
    furnished: Furnished
    others: dict[str, str] = field(default_factory=dict)
    """More visits and the like, by the name that a path has for them."""
    expected: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """What was written and no page has shown yet, by the endpoint and the field."""
    marks: set[str] = field(default_factory=set)
    """The numbers of the payloads that a page showed."""
    pages: int = 0
    letter: bytes = b""
    """A letter with payloads in it, as a PDF."""
    faults: list[str] = field(default_factory=list)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    @cached_property
    def adapter(self) -> MapAdapter:
        """Give what tells which route an address is of."""
        return self.app.url_map.bind("localhost")

    @property
    def names(self) -> Mapping[str, str]:
        """Give what stands between braces in a path."""
        furnished = {name: str(value) for name, value in asdict(self.furnished).items()}
        return furnished | self.others

    def browser(self, account: str) -> Browser:
        """Give the browser of somebody, signed in already."""
        if account not in self._browsers:
            self._browsers[account] = Browser(self.app, self.installation)
            if account != NOBODY:
                assert self._browsers[account].sign_in(account).status_code == 303
        return self._browsers[account]

    def get(self, account: str, path: str) -> TestResponse:
        """Get a page, and look at it."""
        client = self.browser(account).client
        response = client.get(path.format_map(self.names), headers=OWN_PAGE, buffered=True)
        return self.looked_at(response, f"{account}: GET {path[:90]}")

    def post(self, account: str, action: str, fields: Mapping[str, Any]) -> TestResponse:
        """Post fields, and look at the page that comes."""
        client = self.browser(account).client
        action = action.format_map(self.names)
        response = client.post(action, data=dict(fields), headers=OWN_PAGE, buffered=True)
        return self.looked_at(response, f"{account}: POST {action[:90]}")

    def looked_at(self, response: TestResponse, about: str) -> TestResponse:
        """Write down what is wrong with an answer, and what was seen in it."""
        if response.mimetype == "text/html":
            text = response.get_data(as_text=True)
            self.faults += [f"{about}: {fault}" for fault in faults_of(text)]
            self._strike_out(text)
            self.pages += 1
        elif response.headers.get("X-Content-Type-Options") != "nosniff":
            self.faults.append(f"{about}: a browser may guess what {response.mimetype} is")
        return response

    def _strike_out(self, text: str) -> None:
        """Strike out what a page shows; an input of which one value was seen was seen."""
        if MARK in text:
            self.marks.update(part[:3] for part in text.split(MARK)[1:])
            shown = [
                name
                for name, written in self.expected.items()
                if any(str(escape(value)) in text for value in written)
            ]
            for name in shown:
                del self.expected[name]


@contextmanager
def world_in(folder: Path, template: Template) -> Iterator[World]:
    """Make a world in a folder, and close it afterwards."""
    for installation in copied(template, folder):
        furnished = furnish(installation)
        config = replace(installation.config, secure_cookies=False)
        yield World(installation, application(config, installation.resources), furnished)
