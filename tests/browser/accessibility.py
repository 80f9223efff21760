"""axe, on the page that is shown."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.repository import ROOT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """tags => axe.run(document, {runOnly: tags, preload: false}).then((found) =>
    found.violations.flatMap(
    ({id, nodes}) => nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`)))"""
OF_AXE = ("Applying inline style violates", "(index 0)")
"""What the browser says of axe itself, which tries things that our policy refuses."""


@cache
def _axe() -> str:
    return Path(ROOT, "tests/vendor/axe-core/axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Give what axe finds wrong: the rule, where, and why."""
    page.evaluate(_axe())
    found: list[str] = page.evaluate(ASK, TAGS)
    return found
