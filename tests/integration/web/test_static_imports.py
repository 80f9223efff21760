"""A page asks at once for all that its scripts import."""

import re

import pytest

from tests.integration.web.browsing import Browser
from tests.repository import ROOT
from tests.visits import front_door, planned
from woningscan.web.room_page import SCRIPTS
from woningscan.web.static_files import static_url
from woningscan.web.static_imports import imported

JS = ROOT / "static/js"
IMPORTED = re.compile(r'from\s*"\./([\w-]+\.js)"')


def test_nothing_that_a_script_imports_is_left_out_or_named_twice() -> None:
    found = imported("js/room-page.js")
    all_of_them = {"js/room-page.js", *found}
    assert len(found) == len(set(found)) == len(all_of_them) - 1
    for path in all_of_them:
        written = (JS / path.removeprefix("js/")).read_text("utf-8")
        assert {f"js/{name}" for name in IMPORTED.findall(written)} <= all_of_them
    assert "js/journal.js" in found
    # What few rooms need is loaded by those alone.
    assert "js/room-aid.js" not in found


def test_a_script_that_is_not_there_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        imported("js/nowhere.js")


def test_a_room_names_its_scripts_in_its_head(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    page = adviser.page(f"/visits/{visit}/rooms/{front_door(visit)}")
    head = page.partition("</head>")[0]
    preloaded = re.findall(r'<link rel="modulepreload" href="([^"]+)" />', head)
    assert preloaded == [static_url(path) for path in imported(*SCRIPTS)]
