"""axe, on the page that is shown.

The rules are those of WCAG 2.0, 2.1 and 2.2, levels A and AA, and what axe holds to be good
practice.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.repository import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOSEN = """() => document.querySelectorAll("body *").forEach((element) => {
    if (["sticky", "fixed"].includes(getComputedStyle(element).position)) {
        element.style.position = "static";
    }
})"""
"""What sticks to an edge covers something at every moment, and nothing for good."""
ASK = """only => axe.run(document, {runOnly: only, preload: false}).then((found) =>
    found.violations.flatMap(
    ({id, nodes}) => nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`)))"""
OF_AXE = ("Applying inline style violates", "(index 0)")
"""What the browser says of axe itself, which tries things that our policy refuses."""


@cache
def _axe() -> str:
    return Path(ROOT, "tests/vendor/axe-core/axe.min.js").read_text("utf-8")


def violations(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """Give what axe finds wrong: the rule, where, and why; `rules` takes the place of all."""
    # A page keeps it until another is opened; half a megabyte takes long to hand over.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    page.evaluate(LOOSEN)
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(ASK, only)
    return found
