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
