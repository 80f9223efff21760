"""What an adviser waits for: pages and taps in Chromium, its processor slowed four times."""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image

from tests.bench import journals, many_items
from tests.bench.browsing import chromium, signed_in, tablet
from tests.bench.figures import Figure, Timings
from tests.bench.places import place
from tests.bench.serving import served
from tests.programs import installed_chromium
from woningscan.domain.inspection import standard_room_id
from woningscan.services import planning, saving
from woningscan.services.planning import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.bench.browsing import Tablet
    from tests.bench.places import Machine, Place
    from woningscan.services.resources import Resources

RUNS = 5
_WEIGHT, _READY, _PAINT, _SCRIPT, _ADDING, _PHOTO = 60.0, 1000.0, 120.0, 16.0, 50.0, 2000.0
_TAPS = 20
_MANY = 60
_BARE_ITEM = (
    "<fieldset><legend>{n}</legend>"
    "<label style='display:block;min-height:64px'><input type=radio name=i{n}>a</label>"
    "<label style='display:block;min-height:64px'><input type=radio name=i{n}>b</label></fieldset>"
)

_SHRINK = """async () => {
  const start = performance.now();
  const bitmap = await createImageBitmap(document.querySelector("input").files[0]);
  const canvas = new OffscreenCanvas(2000, 1500);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, 2000, 1500);
  await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  return performance.now() - start;
}"""


def measure(_machine: Machine) -> Iterator[Figure]:
    """Measure over the loopback, each figure the median of five runs; without Chromium nothing."""
    if installed_chromium() is None:
        return
    with (
        TemporaryDirectory(prefix="woningscan-bench-content-") as folder,
        place("SQLite") as there,
        chromium() as browser,
    ):
        many = replace(there, resources=_with_many_items(there, Path(folder)))
        with served(many, [sys.executable, "-m", "tests.bench.many_served", folder]) as port:
            address = f"http://localhost:{port}"
            context = signed_in(browser, many, address)
            yield from _bare(context)
            yield from _many_items(context, many, address)
            yield from _visit_of_many_rooms(context, many, address)
            yield from _adding(context, many, address)
            yield from _photo(context, many, address)
            yield from _weight(browser, many, address)


def _with_many_items(there: Place, folder: Path) -> Resources:
    return replace(there.resources, library=many_items.library(folder))


def _bare(context: BrowserContext) -> Iterator[Figure]:
    """Measure what the browser itself takes: a page of bare radio buttons without a script."""
    page = "".join(_BARE_ITEM.format(n=number) for number in range(many_items.ITEMS))
    paints, readies = [], []
    for _ in range(RUNS):
        with tablet(context) as bare:
            readies.append(bare.ready(f"data:text/html,<!doctype html>{page}"))
            for number in range(_TAPS):
                bare.script_of_tap(f"[name=i{number}]")
            paints.append(bare.slowest_paint())
    yield Figure("bare page of 150 items: ready", statistics.median(readies), "ms")
    yield Figure("bare page: slowest tap to paint", statistics.median(paints), "ms")


def _many_items(context: BrowserContext, there: Place, address: str) -> Iterator[Figure]:
    account = there.adviser.account or ""
    plan = Plan(account, facts={"office": "wethouder"}, questionnaire=many_items.NAME)
    readies, paints, scripts = [], [], []
    for _ in range(RUNS):
        visit = planning.plan_visit(there.resources, there.coordinator, plan)
        room = standard_room_id(visit, many_items.ROOM)
        with tablet(context) as page:
            readies.append(page.ready(f"{address}/visits/{visit}/rooms/{room}"))
            scripts += _answer(page)
            paints.append(page.slowest_paint())
    yield Figure("room page of 150 items: ready", statistics.median(readies), "ms", aim=_READY)
    yield from _of_taps("room page of 150 items", paints, scripts)


def _visit_of_many_rooms(context: BrowserContext, there: Place, address: str) -> Iterator[Figure]:
    visit = journals.long_visit(there, 1_500, _MANY)
    room = next(room for room, zone in journals.rooms_of(there, visit) if zone.id == "front-door")
    readies, paints, scripts, overviews, overview_scripts = [], [], [], [], []
    for _ in range(RUNS):
        with tablet(context) as page:
            readies.append(page.ready(f"{address}/visits/{visit}/rooms/{room}"))
            scripts += _answer(page)
            paints.append(page.slowest_paint())
        with tablet(context) as page:
            overviews.append(page.ready(f"{address}/visits/{visit}"))
            overview_scripts.append(page.script)
    what = "room page, 60 rooms, 1,500 changes"
    yield Figure(f"{what}: ready", statistics.median(readies), "ms", aim=_READY)
    yield from _of_taps(what, paints, scripts)
    yield Figure("overview, 60 rooms: ready", statistics.median(overviews), "ms", aim=_READY)
    yield Figure(
        "overview, 60 rooms: script", statistics.median(overview_scripts), "ms", aim=_SCRIPT
    )


def _answer(page: Tablet) -> list[float]:
    """Tap the first answer of the items that show, and give the script of each tap."""
    items = page.page.locator("[data-item]:not([hidden])").evaluate_all(
        f"items => items.slice(0, {_TAPS}).map((item) => item.dataset.item)"
    )
    return [page.script_of_tap(f'[data-item="{item}"] .answers label') for item in items]


def _of_taps(what: str, paints: list[float], scripts: list[float]) -> Iterator[Figure]:
    slowest = statistics.median(paints)
    yield Figure(f"{what}: slowest tap to paint", slowest, "ms", aim=_PAINT)
    p95 = Timings(tuple(scripts)).p95
    yield Figure(f"{what}: script of an answer, p95", p95, "ms", aim=_SCRIPT)


def _adding(context: BrowserContext, there: Place, address: str) -> Iterator[Figure]:
    took: dict[int, list[float]] = {2: [], _MANY: []}
    scripts: list[float] = []
    for _ in range(RUNS):
        visit = there.planned(there.adviser)
        few = len(journals.rooms_of(there, visit))
        for number, before in ((2, few + 1), (_MANY, _MANY - 1)):
            journals.add_rooms(there, visit, before)
            with tablet(context) as page:
                page.ready(f"{address}/visits/{visit}/rooms/new")
                scripts_before = page.script
                start = time.perf_counter()
                with page.page.expect_navigation():
                    page.page.locator(".proposal").first.click(no_wait_after=True)
                took[number].append(1000 * (time.perf_counter() - start))
                page.settle()
                if number == _MANY:
                    scripts.append(page.script - scripts_before)
    second, sixtieth = (statistics.median(spent) for spent in took.values())
    yield Figure(
        f"adding the {_MANY}th room, beside the second", sixtieth, "ms", second, 1.1 * second
    )
    yield Figure(
        f"adding the {_MANY}th room: script", statistics.median(scripts), "ms", aim=_ADDING
    )


def _photo(context: BrowserContext, there: Place, address: str) -> Iterator[Figure]:
    """Measure a photo from choosing it to "stored", beside shrinking it on a bare canvas."""
    with TemporaryDirectory(prefix="woningscan-bench-photo-") as folder:
        # A file, as from a camera: bytes would go through the slowed page, which takes ten seconds.
        file = Path(folder, "photo.jpg")
        Image.effect_noise((4000, 3000), 64).convert("RGB").save(file, "JPEG", quality=90)
        yield from _photo_of(file, context, there, address)


def _photo_of(file: Path, context: BrowserContext, there: Place, address: str) -> Iterator[Figure]:
    visit = there.planned(there.adviser)
    agreed = journals.change("photos-agreed", [], "yes", [])
    saving.save_changes(there.resources, there.adviser, visit, [agreed])
    room = standard_room_id(visit, "front-door")
    bare, stored = [], []
    for _ in range(RUNS):
        with tablet(context) as page:
            page.page.goto("data:text/html,<!doctype html><input type=file>")
            page.page.locator("input").set_input_files(file)
            bare.append(float(page.page.evaluate(_SHRINK)))
        with tablet(context) as page:
            page.ready(f"{address}/visits/{visit}/rooms/{room}")
            start = time.perf_counter()
            page.page.locator("[data-photos] input[type=file][multiple]").last.set_input_files(file)
            page.page.locator(".room-photos .photo.is-stored").wait_for()
            stored.append(1000 * (time.perf_counter() - start))
    limit = statistics.median(bare)
    yield Figure("photo of 12 megapixels: stored", statistics.median(stored), "ms", limit, _PHOTO)


def _weight(browser: Browser, there: Place, address: str) -> Iterator[Figure]:
    """Weigh all that a room page loads the first time, each file packed by itself."""
    fresh = signed_in(browser, there, address)
    visit = there.planned(there.adviser)
    room = standard_room_id(visit, "front-door")
    page: Page = fresh.new_page()
    bodies: list[bytes] = []
    page.on("response", lambda response: bodies.append(response.body()))
    page.goto(f"{address}/visits/{visit}/rooms/{room}", wait_until="networkidle")
    packed = sum(len(gzip.compress(body, 9)) for body in bodies) / 1000
    yield Figure("first load of a room page, packed", packed, "kB", aim=_WEIGHT)
    fresh.close()
