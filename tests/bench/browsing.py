"""Chromium as a slow tablet, and what it tells about its own time."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.pages import SignInPage
from tests.programs import installed_chromium
from woningscan.services import accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize

    from tests.bench.places import Place

SLOWED = 4
"""A tablet is about so many times slower than this machine."""
_SETTLING = 0.3
"""Seconds after which an answer has been saved and painted, also on a slowed processor."""
_TABLET: ViewportSize = {"width": 810, "height": 1080}
_LISTEN = """
window.paints = [];
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) {
    if (interactionId) window.paints.push(duration);
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""
_READY = """() => Math.max(
  performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  ...performance.getEntriesByName("first-contentful-paint").map(({ startTime }) => startTime),
)"""


@dataclass(frozen=True, slots=True)
class Tablet:
    """A page in Chromium with a slowed processor, and the channel to its inner clocks."""

    page: Page
    inner: CDPSession

    @property
    def script(self) -> float:
        """Milliseconds that scripts have run in this page's process."""
        metrics = self.inner.send("Performance.getMetrics")["metrics"]
        found = {metric["name"]: metric["value"] for metric in metrics}
        return 1000 * float(found["ScriptDuration"])

    def ready(self, address: str) -> float:
        """Open a page, and give the milliseconds until it was painted and its scripts had run."""
        self.page.goto(address)
        self.settle()
        return float(self.page.evaluate(_READY))

    def script_of_tap(self, selector: str) -> float:
        """Tap, wait until all that follows is over, and give the milliseconds of script."""
        self.page.locator(selector).first.scroll_into_view_if_needed()
        point = self._middle_of(selector)
        self.settle()
        before = self.script
        self._touch(point)
        self.settle()
        return self.script - before

    def _middle_of(self, selector: str) -> dict[str, float]:
        box = self.page.locator(selector).first.bounding_box()
        assert box is not None, selector
        return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}

    def _touch(self, point: dict[str, float]) -> None:
        """Touch as a finger does, without the script by which Playwright looks for its target."""
        self.inner.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        self.inner.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def slowest_paint(self) -> float:
        """Give the longest time from a touch to the paint after it, of all touches here."""
        return max(self.page.evaluate("window.paints"), default=0.0)

    def settle(self) -> None:
        """Let what was begun come to an end."""
        time.sleep(_SETTLING)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(installed_chromium()),
            chromium_sandbox=False,
            args=["--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@contextmanager
def tablet(context: BrowserContext) -> Iterator[Tablet]:
    """Give a new page of a context, slowed down, and close it afterwards."""
    page = context.new_page()
    page.add_init_script(_LISTEN)
    inner = context.new_cdp_session(page)
    inner.send("Performance.enable")
    inner.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield Tablet(page, inner)
    page.close()


def signed_in(browser: Browser, place: Place, address: str) -> BrowserContext:
    """Give a context in which the first adviser has signed in, with nothing cached yet."""
    context = browser.new_context(viewport=_TABLET, has_touch=True, is_mobile=True, locale="nl-NL")
    adviser = place.advisers[0]
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    code = accounts.current_code(place.resources, adviser.actor.name)
    SignInPage(page).sign_in(adviser.actor.name, adviser.password, code)
    page.close()
    return context
