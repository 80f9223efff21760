"""A furnished installation that is served, and a page of everybody who looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.furnished import Furnished, furnish
from tests.browser.serving import Site, site_over
from tests.browser.shown import NOBODY, SETTLED, Shown
from tests.installations import Template, copied


@dataclass(frozen=True, slots=True)
class Places:
    """Where every page can be shown, in every state, to whom it is for."""

    site: Site
    furnished: Furnished
    browser: Browser
    options: dict[str, Any]
    _pages: dict[str, Page] = field(default_factory=dict)

    def show(self, state: Shown) -> Page:
        """Show a page in a state. Who lost the session over it signs in anew the next time."""
        page = self.page(state.account)
        state.show(page, self.site.address, self.furnished)
        if state.signs_in_again:
            self.site.sign_in(page, state.account)
            page.wait_for_function(SETTLED)
        elif state.is_late:
            del self._pages[state.account]
        return page

    def page(self, account: str) -> Page:
        """Give the page of somebody, signed in already."""
        if account not in self._pages:
            context = self.browser.new_context(**self.options)
            if account != NOBODY:
                self.site.admit(context, account)
            self._pages[account] = context.new_page()
        return self._pages[account]


@contextmanager
def furnished_places(
    template: Template, folder: Path, browser: Browser, options: dict[str, Any]
) -> Iterator[Places]:
    """Furnish and serve a copy of an installation until the end."""
    for installation in copied(template, folder):
        furnished = furnish(installation)
        with site_over(installation) as site:
            yield Places(site, furnished, browser, options)
