"""The fixture that browser tests stand on."""

import pytest
from playwright.sync_api import Page


def test_the_browser_shows_a_page(page: Page, request: pytest.FixtureRequest) -> None:
    page.set_content("<main><h1>Woningscan</h1></main>")
    assert page.get_by_role("heading", level=1).inner_text() == "Woningscan"
    assert request.node.get_closest_marker("browser")
