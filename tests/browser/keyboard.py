"""A walk through a page with the Tab key: what is reached, in which order, and how it shows."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 400
NAMES = """() => {
    const say = (element) => `${element.localName}${element.id ? "#" + element.id : ""}`
        + ` ${(element.name || element.textContent || "").trim().slice(0, 40)}`;
    const groups = new Set();
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary,"
        + " [tabindex]");
    return [...all].filter((element) => {
        if (!element.checkVisibility({ visibilityProperty: true })
            || element.matches(":disabled, [type=hidden], [aria-hidden=true]")
            || (element.tabIndex < 0 && !element.matches("a, button, input, select, textarea"))) {
            return false;
        }
        if (element.type !== "radio") {
            return true;
        }
        const group = document.getElementsByName(element.name);
        const stop = [...group].find(({ checked }) => checked) ?? element;
        const isNew = !groups.has(element.name);
        groups.add(element.name);
        return stop === element ? isNew || element.checked : false;
    }).map((element, place) => { element.dataset.stop = place; return say(element); });
}"""
"""Mark whatever a keyboard should reach with its place; of radio buttons the one that Tab takes.

What has no place among the stops although it can be used by hand is expected all the same.
"""
HERE = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) { return null; }
    const parts = [element, element.closest("label"), element.nextElementSibling,
        ...(element.labels ?? [])].filter(Boolean);
    const shows = parts.some((part) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
        const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return isOutlined || /(?:^|\\s)[2-9]px(?:\\s|$)/.test(boxShadow);
    });
    const inside = (part) => {
        const box = part.getBoundingClientRect();
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        return [0.1, 0.5, 0.9].flatMap((across) => [0.1, 0.5, 0.9].map((down) =>
            document.elementFromPoint(left + across * (right - left), top + down * (bottom - top))))
            .some((found) => parts.some((one) => one === found || one.contains(found)));
    };
    return { place: Number(element.dataset.stop ?? -1), says: element.outerHTML.slice(0, 120),
        shows, isSeen: parts.some(inside) };
}"""
"""What has the focus: its place, whether that can be seen, whether it is covered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the focus stood."""

    place: int
    says: str
    shows: bool
    is_seen: bool


def expected(page: Page) -> list[str]:
    """Give what a keyboard should reach, in the order of the page."""
    found: list[str] = page.evaluate(NAMES)
    return found


def go_to_the_top(page: Page) -> None:
    """Let the next Tab reach the first stop, wherever the page has put the focus."""
    page.evaluate(
        """() => { document.body.tabIndex = -1; document.body.focus();
            document.body.removeAttribute("tabindex"); scrollTo(0, 0); }"""
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Tab never reaches {selector}.")


def walked(page: Page) -> list[Stop]:
    """Press Tab from the top until the page is left."""
    go_to_the_top(page)
    stops: list[Stop] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here: dict[str, Any] | None = page.evaluate(HERE)
        if here is None or (stops and here["place"] == stops[0].place):
            break
        stops.append(Stop(here["place"], here["says"], here["shows"], here["isSeen"]))
    return stops
