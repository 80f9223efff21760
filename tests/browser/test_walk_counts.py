"""How many taps a whole visit takes: a terraced house, from the list to the letter.

All taps count: answers, what opens a note or a photo, confirming, and going from page to page. The
two taps in the camera that take and accept a picture count too. Only typing and scrolling do not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.pages import SAVED, RoomPage
from tests.photos import jpeg
from tests.visits import planned

pytestmark = pytest.mark.browser

MOST_TAPS_AN_ITEM = 1.2
IN_THE_CAMERA = 2
FINDINGS = {
    "Straat en toegang": {
        "house-number": "daytime-only",
        "name-sign": "surname",
        "rear-alley": "open-dark",
    },
    "Voortuin": {"letterbox-place": "slot-in-door", "burnables-apart": "partly"},
    "Voordeur en hal": {
        "cylinder": "less",
        "cylinder-flush": "up-to-3mm",
        "locking-habit": "usually",
        "inside-opening": "key-search",
        "remote-answering": "absent",
        "letter-slot": "open",
        "help-button": "phone",
    },
    "Voorgevel, begane grond": {
        "reachable-openings": "reachable",
        "window-locks": "most",
        "view-in": "partly",
    },
    "Achtergevel, begane grond": {
        "reachable-openings": "reachable",
        "window-locks": "few",
        "climbing-aids": "one",
        "outside-light": "unlit",
    },
    "Achtertuin en achterdeur": {"back-gate": "unlocked", "garden-tools": "left-out"},
    "Digitaal en vindbaarheid": {
        "population-register": "not-requested",
        "home-pictures": "visible",
    },
}
"""What is not in order in this house, by room."""
SEEN_AS_A_WHOLE = frozenset(
    {
        "Straat en toegang",
        "Voortuin",
        "Voorgevel, eerste verdieping",
        "Achtergevel, eerste verdieping",
        "Boven",
        "Digitaal en vindbaarheid",
    }
)
"""Rooms in which the adviser notes what is wrong and then says that the rest is in order."""
NOTES = {"cylinder": "Merk niet te lezen", "rear-alley": "Lamp bij de hoek is stuk"}
PICTURE: FilePayload = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
PHOTOGRAPHED = frozenset({"cylinder", "letter-slot", "window-locks"})


@dataclass
class Finger:
    """Taps, and counts what for."""

    taps: dict[str, int] = field(default_factory=dict)

    def tap(self, what: Locator, purpose: str, also: int = 0) -> None:
        """Tap something that shows; `also` counts taps outside the page that go with it."""
        what.tap()
        self.taps[purpose] = self.taps.get(purpose, 0) + 1 + also

    @property
    def total(self) -> int:
        """All taps together."""
        return sum(self.taps.values())


@dataclass(frozen=True, slots=True)
class Walk:
    """An adviser with a tablet, in one home."""

    page: Page
    finger: Finger

    @property
    def room(self) -> RoomPage:
        """The room that is shown."""
        return RoomPage(self.page)

    def room_is_done(self, findings: Mapping[str, str], *, rest_in_order: bool) -> int:
        """Fill in the room that is shown, and give how many items apply to it."""
        for item, option in findings.items():
            self.finger.tap(self.room.card(item, option), "findings")
            self._write_note(item)
            self._take_photo(item)
        if rest_in_order:
            self._say_that_the_rest_is_in_order()
        while items := self.room.open_items():
            card = self.room.item(items[0]).locator(".answers label").first
            self.finger.tap(card, "in order, one by one")
        expect(self.room.status).to_have_text(SAVED)
        answered, applying = re.findall(r"\d+", self.room.progress.inner_text())
        assert answered == applying
        return int(applying)

    def _write_note(self, item: str) -> None:
        if item in NOTES:
            place = self.room.item(item)
            self.finger.tap(place.get_by_text("Notitie", exact=True), "notes")
            self.finger.tap(place.get_by_role("textbox"), "notes")
            self.page.keyboard.type(NOTES[item])

    def _take_photo(self, item: str) -> None:
        if item in PHOTOGRAPHED:
            place = self.room.item(item)
            self.finger.tap(place.get_by_role("button", name="Foto bij:"), "photos")
            take = self.page.get_by_role("dialog").get_by_text("Maak foto")
            with self.page.expect_file_chooser() as chooser:
                self.finger.tap(take, "photos", also=IN_THE_CAMERA)
            chooser.value.set_files([PICTURE])
            expect(place.locator("[data-photo]")).to_have_count(1)

    def _say_that_the_rest_is_in_order(self) -> None:
        button = self.page.get_by_role("button", name="Overige punten in orde")
        self.finger.tap(button, "the rest in order")
        yes = self.page.locator("#in-order-yes")
        self.finger.tap(yes, "the rest in order")

    def goes(self, link: Locator, heading: str | re.Pattern[str]) -> None:
        """Tap a link, and wait for the page that it leads to."""
        self.finger.tap(link, "from page to page")
        expect(self.page.get_by_role("heading", level=1).first).to_have_text(heading)


def test_a_whole_visit_takes_little_more_than_a_tap_an_item(site: Site, tablet: Page) -> None:
    planned(site.installation)
    tablet.goto(site.address)
    walk = Walk(tablet, Finger())
    walk.goes(tablet.get_by_role("link", name="Wethouder Verzonnen"), "Wethouder Verzonnen")
    walk.finger.tap(tablet.get_by_role("button", name="Ja", exact=True), "photos")
    walk.goes(tablet.get_by_role("link", name=re.compile("Verder met")), "Straat en toegang")
    items, rooms = 0, 0
    while True:
        name = tablet.get_by_role("heading", level=1).inner_text()
        items += walk.room_is_done(FINDINGS.get(name, {}), rest_in_order=name in SEEN_AS_A_WHOLE)
        rooms += 1
        following = tablet.locator("a[rel=next]")
        if following.count() == 0:
            break
        walk.goes(following, following.inner_text().splitlines()[-1])
    assert rooms >= len(FINDINGS)
    _finish(walk)
    _tell(walk.finger, items, rooms)
    assert walk.finger.total <= MOST_TAPS_AN_ITEM * items


def _finish(walk: Walk) -> None:
    """Review the advice, close the visit, and open the letter."""
    page = walk.page
    walk.goes(page.get_by_role("link", name=re.compile("Alle ruimtes")), "Wethouder Verzonnen")
    expect(page.get_by_text("Alle punten zijn beantwoord.")).to_be_visible()
    walk.goes(page.get_by_role("link", name=re.compile("Naar het advies")), "Adviezen nakijken")
    row = page.locator(".advice-row").nth(1)
    walk.finger.tap(row.get_by_role("button", name="Omlaag"), "advice")
    expect(page.get_by_role("heading", name="Adviezen nakijken")).to_be_visible()
    walk.goes(page.get_by_role("link", name="Bezoek afsluiten"), "Bezoek afsluiten")
    walk.finger.tap(page.get_by_role("button", name="Bezoek afsluiten"), "closing")
    expect(page.get_by_role("heading", name="Advies na de woningscan")).to_be_visible()
    expect(page.get_by_text("De cilinder van de deur heeft te weinig")).to_be_visible()
    with page.expect_download() as download:
        walk.finger.tap(page.get_by_role("link", name="Brief als PDF"), "the letter")
    assert download.value.suggested_filename == "brief.pdf"


def _tell(finger: Finger, items: int, rooms: int) -> None:
    print(f"\n{finger.total} taps, {items} items, {finger.total / items:.2f} taps an item")  # noqa: T201 - the figure is what the test is for
    for purpose, taps in sorted(finger.taps.items()):
        print(f"  {purpose}: {taps}")  # noqa: T201 - the same
    print(f"  {rooms} rooms")  # noqa: T201 - the same
