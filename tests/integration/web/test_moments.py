"""The clock of a moment on the screen is that of the place of the visit."""

import pytest

from tests.integration.web.browsing import Browser
from tests.visits import answered, planned
from woningscan.services import saving


@pytest.mark.parametrize(
    ("jurisdiction", "office", "shown"),
    [("nl", "wethouder", "2026, 11:30"), ("bes", "gezaghebber", "2026, 05:30")],
)
def test_a_disagreement_tells_the_time_at_the_home(
    adviser: Browser, jurisdiction: str, office: str, shown: str
) -> None:
    installation = adviser.installation
    visit = planned(installation, facts={"jurisdiction": jurisdiction, "office": office})
    sides = [answered(visit, "skg3"), answered(visit, "less")]
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, sides)
    page = adviser.page(f"/visits/{visit}")
    assert page.replace("\N{NO-BREAK SPACE}", " ").count(shown) == len(sides)


@pytest.mark.parametrize(
    ("jurisdiction", "office", "at"),
    [
        ("nl", "wethouder", "9999-12-31T23:59:59Z"),
        ("bes", "gezaghebber", "0001-01-01T00:00:00Z"),
    ],
)
def test_a_tablet_with_an_impossible_clock_locks_nobody_out(
    adviser: Browser, jurisdiction: str, office: str, at: str
) -> None:
    installation = adviser.installation
    visit = planned(installation, facts={"jurisdiction": jurisdiction, "office": office})
    sides = [{**answered(visit, option), "at": at} for option in ("skg3", "less")]
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, sides)
    room = sides[0]["slot"][0]
    for page in ("", f"/rooms/{room}", f"/rooms/{room}/heads"):
        assert at[11:16] in adviser.page(f"/visits/{visit}{page}")
