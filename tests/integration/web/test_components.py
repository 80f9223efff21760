"""The page with all parts: what is shown is what is written beside it, and nothing of anybody."""

import re
from html import unescape
from pathlib import Path

from tests.installations import Installation
from tests.integration.web.browsing import Browser
from tests.repository import ROOT
from tests.visits import planned

FOLDER = ROOT / "templates"


def test_each_part_is_shown_with_the_way_it_is_written(adviser: Browser) -> None:
    page = adviser.page("/components")
    shown = [unescape(text) for text in re.findall(r"<code>(.*?)</code>", page, re.DOTALL)]
    written = Path(FOLDER, "components/examples.html").read_text("utf-8")
    assert len(shown) > 10
    for text in shown:
        assert text in written
    assert page.count('class="example-made"') == len(shown)


def test_it_shows_every_macro_for_pages(adviser: Browser) -> None:
    page = adviser.page("/components")
    for name in ("button", "link_button", "alert", "table", "data_list", "moment", "card", "line"):
        assert re.search(rf"(\{{\{{|call) {name}\(", unescape(page)), name


def test_it_is_in_both_languages_and_tells_nothing_of_a_visit(
    on_sqlite: Installation, adviser: Browser
) -> None:
    planned(on_sqlite)
    assert "Parts of the screens" in adviser.get("/components?language=en", follow=True).text
    assert "/visits/" not in adviser.page("/components")
