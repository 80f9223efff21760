"""Pictures of every page for docs/screens/: `python -m tests.screens [--only NAME] [--output DIR]`.

A furnished installation with the visits of the demo is served on a free port of this machine, and
each page is photographed as a tablet held upright shows it; the main ones also on a telephone, on a
desk, and in the dark. The pictures have a palette, so that all of them together stay small. With
them comes README.md, which lists them. Fields for a day and a time look as the browser's own
language wants. This is no test: whether a page looks right is seen by eye.
"""

import argparse
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.places import Places, furnished_places
from tests.browser.shown import ONCE, Shown
from tests.installations import Template, config_in, installed
from tests.programs import installed_chromium
from tests.repository import ROOT

OUTPUT = ROOT / "docs" / "screens"
MAIN = frozenset(
    {
        "sign_in.page-nobody",
        "visit_list.page-adviser",
        "visit_list.page-coordinator",
        "settings.prices-administrator",
        "overview.page-adviser",
        "room_page.page-adviser",
        "advice.page-adviser",
        "letters.page-adviser",
        "planning.page-coordinator",
    }
)
"""Pages that everybody sees, which are shown on every kind of screen."""
MADE_BY = "Made by `python -m tests.screens`. All people and homes on them are invented."
LOADED = """() => [...document.images].every((image) => {
    image.loading = "eager";
    return image.complete;
})"""
TALLEST = 3200
COLOURS = 48


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that a page is looked at on."""

    name: str
    width: int
    height: int
    scheme: str = "light"


TABLET = Screen("tablet", 810, 1080)
OTHERS = (
    Screen("phone", 360, 740),
    Screen("desk", 1280, 900),
    Screen("tablet-dark", 810, 1080, "dark"),
)


def pictures(places: Places, states: Sequence[Shown], folder: Path) -> Iterator[tuple[str, str]]:
    """Photograph pages into a folder, and give the name of each picture and what is on it."""
    for state in states:
        for screen in (TABLET, *(OTHERS if state.name in MAIN else ())):
            page = places.page(state.account)
            page.set_viewport_size({"width": screen.width, "height": screen.height})
            page.emulate_media(color_scheme=screen.scheme)
            page = places.show(state)
            name = f"{state.name.replace('.', '-')}-{screen.name}.png"
            (folder / name).write_bytes(small(photographed(page, screen)))
            look = f"{screen.name} {screen.width} × {screen.height}, {screen.scheme}"
            # The case number in a title is another one each time.
            title = re.sub(r" – \d{4}-\w+$", "", page.title())
            yield name, f"“{title}”, for {state.account}; {look}"


def photographed(page: Page, screen: Screen) -> bytes:
    """Give a picture of the whole page, as far down as anybody looks at a picture."""
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size(
        {"width": screen.width, "height": min(max(tall, screen.height), TALLEST)}
    )
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(LOADED)
    return page.screenshot(animations="disabled", caret="hide")


def small(picture: bytes) -> bytes:
    """Give a picture with few colours, which is what a page is made of."""
    written = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def index(lines: Sequence[tuple[str, str]]) -> str:
    """Give the list of all pictures."""
    listed = "\n".join(f"- [{name}]({name}): {about}" for name, about in sorted(lines))
    return f"# Every page\n\n{MADE_BY}\n\n{listed}\n"


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--only", default="", help="a part of the names of pages")
    chosen = parser.parse_args()
    states = [state for state in ONCE if chosen.only in state.name]
    chosen.output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        template = Template(Path(folder) / "new", installed(config_in(Path(folder) / "new")))
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(),
            chromium_sandbox=False,
        )
        options = {
            "locale": "nl-NL",
            "reduced_motion": "reduce",
            "has_touch": True,
            "is_mobile": True,
        }
        with furnished_places(template, Path(folder) / "copy", browser, options) as places:
            lines = list(pictures(places, states, chosen.output))
        browser.close()
    if not chosen.only:
        (chosen.output / "README.md").write_text(index(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
