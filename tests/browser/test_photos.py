"""Photos on a tablet: shown at once, sent one by one, kept through a broken network."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Dialog, FilePayload, Locator, Page, Route, expect

from tests.browser.conftest import Complaints, Site
from tests.browser.pages import SAVED, RoomPage
from tests.photos import BLUE, GREEN, RED, added, jpeg, noise
from tests.visits import change, front_door
from woningscan.domain.photos import Photo, photos_in
from woningscan.services import photos, saving, visits
from woningscan.services.photos import FULL

pytestmark = pytest.mark.browser

OF_PHOTO = re.compile(r"/visits/[^/]+/photos/[^/]+\?")


def file(name: str, data: bytes, kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


def strip(room: RoomPage, item: str) -> Locator:
    return room.item(item).locator("[data-photos]")


def ask(room: RoomPage, item: str) -> Locator:
    """Tap the camera card of an item, and give the dialog that it opens."""
    room.item(item).get_by_role("button", name="Foto bij:").tap()
    return room.page.get_by_role("dialog", name="Foto bij:")


def choose(room: RoomPage, item: str, *files: FilePayload) -> None:
    """Choose photos of an item out of the library."""
    ask(room, item).get_by_label("Kies foto’s").set_input_files(list(files))


def holding(held: list[Route]) -> Callable[[Route], None]:
    """Hold back each request."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def stored(site: Site, visit: str) -> dict[str, Photo]:
    installation = site.installation
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    return {photo.id: photo for photo in photos_in(opened.inspection, front_door(visit))}


def full(site: Site, visit: str, photo: str) -> Image.Image:
    installation = site.installation
    actor = installation.actor("adviser")
    data = photos.read_photo(installation.resources, actor, visit, photo, FULL)
    return Image.open(io.BytesIO(data))


def test_several_photos_come_in_one_by_one(site: Site, room: RoomPage, visit: str) -> None:
    place = strip(room, "cylinder")
    sizes = [(3000, 1200), (1200, 2600), (300, 200)]
    choose(room, "cylinder", *(file(f"{n}.jpg", jpeg(size=size)) for n, size in enumerate(sizes)))
    expect(place.locator(".photo")).to_have_count(3)
    expect(place.locator(".photo.is-stored")).to_have_count(3)
    expect(place.locator(".photo-told")).to_have_text("Alle foto’s zijn opgeslagen")
    found = stored(site, visit)
    assert [photo.items for photo in found.values()] == [("cylinder",)] * 3
    assert {full(site, visit, photo).size for photo in found} == {
        (2000, 800),
        (923, 2000),
        (300, 200),
    }


def test_a_photo_shows_how_far_it_is(room: RoomPage, context: BrowserContext) -> None:
    held: list[Route] = []
    context.route(OF_PHOTO, holding(held))
    place = strip(room, "cylinder")
    choose(room, "cylinder", file("a.jpg", noise((800, 600))), file("b.jpg", jpeg(BLUE)))
    first, second = place.locator(".photo").all()
    expect(first.locator(".photo-phase")).to_have_text(re.compile(r"Verzenden: \d+ %|Opslaan…"))
    expect(first.locator("canvas[role=img]")).to_be_visible()
    expect(second.locator(".photo-phase")).to_have_text("Wacht")
    expect(place.locator(".photo-told")).to_have_text("Nog niet opgeslagen: 2")
    context.unroute(OF_PHOTO)
    expect(place.locator(".photo.is-stored")).to_have_count(2)


def test_a_photo_is_no_answer(site: Site, room: RoomPage, visit: str) -> None:
    choose(room, "cylinder", file("a.jpg", jpeg(size=(800, 600))))
    expect(room.item("cylinder").locator(".photo.is-stored")).to_have_count(1)
    expect(room.status).to_have_text("")
    room.answer("cylinder", "less")
    expect(room.status).to_have_text(SAVED)
    opened = visits.open_visit(
        site.installation.resources, site.installation.actor("adviser"), visit, "test"
    )
    kinds = {slot[0] for slot in opened.inspection.journal.heads if slot[-1] == "cylinder"}
    assert kinds == {"answered"}


def test_photos_are_there_in_a_later_visit_and_lead_to_their_page(
    site: Site, tablet: Page, room: RoomPage, visit: str
) -> None:
    choose(room, "cylinder", file("a.jpg", noise((640, 480))))
    expect(room.item("cylinder").locator(".photo.is-stored")).to_have_count(1)
    tablet.reload()
    image = room.item("cylinder").locator("img.photo-image")
    expect(image).to_have_js_property("complete", value=True)
    assert image.evaluate("image => image.naturalWidth") == 640
    image.click()
    tablet.get_by_label("Bijschrift").fill("De cilinder")
    tablet.get_by_label("Beschrijving voor wie").fill("Een cilinder.")
    tablet.get_by_role("button", name="Bewaren").click()
    expect(room.item("cylinder").get_by_alt_text("Een cilinder.")).to_be_visible()
    assert [photo.caption for photo in stored(site, visit).values()] == ["De cilinder"]


def test_a_photo_of_the_room_as_a_whole(site: Site, tablet: Page, visit: str) -> None:
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    place = tablet.locator(".room-photos [data-photos]")
    place.get_by_label("Kies foto’s").set_input_files(file("a.jpg", noise((640, 480))))
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    assert [photo.items for photo in stored(site, visit).values()] == [()]


def test_a_network_that_breaks_in_the_middle_loses_nothing(
    site: Site, room: RoomPage, context: BrowserContext, complaints: Complaints, visit: str
) -> None:
    complaints.expected = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
    place, seen = strip(room, "cylinder"), []

    def cut(route: Route) -> None:
        seen.append(route.request.url)
        if len(seen) == 2:
            context.set_offline(offline=True)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    context.route(OF_PHOTO, cut)
    colours = (RED, BLUE, GREEN)
    choose(room, "cylinder", *(file(f"{c}.jpg", noise((400, 300), seed=c[0])) for c in colours))
    expect(place.locator(".photo.is-unsent")).to_have_count(1)
    expect(place.locator(".photo.is-unsent .photo-phase")).to_have_text(
        "Nog niet verzonden – probeert opnieuw"
    )
    assert len(stored(site, visit)) == 1
    context.unroute(OF_PHOTO)
    context.set_offline(offline=False)
    expect(place.locator(".photo.is-stored")).to_have_count(3)
    assert len(stored(site, visit)) == 3


def test_an_answer_that_was_lost_does_not_store_a_photo_twice(
    site: Site, room: RoomPage, context: BrowserContext, complaints: Complaints, visit: str
) -> None:
    complaints.expected = ("net::ERR_FAILED",)
    seen = []

    def swallow(route: Route) -> None:
        seen.append(route.fetch().status)
        route.abort()

    context.route(OF_PHOTO, swallow, times=1)
    place = strip(room, "cylinder")
    choose(room, "cylinder", file("a.jpg", noise((400, 300))))
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    assert seen == [200]
    assert len(stored(site, visit)) == 1


def test_after_signing_out_elsewhere_a_photo_is_kept_and_sent_later(
    site: Site, room: RoomPage, context: BrowserContext, complaints: Complaints, visit: str
) -> None:
    complaints.expected = ("401", "400")
    other = context.new_page()
    other.goto(site.address)
    other.get_by_role("button", name="Uitloggen").click()
    expect(other.get_by_role("button", name="Inloggen")).to_be_visible()
    place = strip(room, "cylinder")
    choose(room, "cylinder", file("a.jpg", noise((400, 300))))
    expect(place.locator(".photo.is-sign-in .photo-phase")).to_have_text(
        "Log in om te verzenden Inloggen"
    )
    assert stored(site, visit) == {}
    other.goto(f"{site.address}/sign-in")
    site.sign_in(other)
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    assert len(stored(site, visit)) == 1


def test_a_refused_photo_says_why_until_it_is_dismissed(
    site: Site, room: RoomPage, complaints: Complaints, visit: str
) -> None:
    complaints.expected = ("415",)
    place = strip(room, "cylinder")
    heic = b"\0\0\0\x18ftypheic" + bytes(100)
    choose(room, "cylinder", file("a.heic", heic, "image/heic"), file("b.jpg", noise((400, 300))))
    refused = place.locator(".photo.is-refused")
    expect(refused).to_contain_text("Deze foto is HEIC of AVIF")
    expect(refused).to_contain_text("Meest compatibel")
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    refused.get_by_role("button", name="Sluiten").click()
    expect(refused).to_have_count(0)
    assert len(stored(site, visit)) == 1


def test_a_file_that_is_too_large_is_not_even_sent(
    room: RoomPage, context: BrowserContext, tmp_path: Path
) -> None:
    sent: list[Route] = []
    context.route(OF_PHOTO, holding(sent))
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8\xff" + bytes(26 * 1024 * 1024))
    ask(room, "cylinder").get_by_label("Kies foto’s").set_input_files(large)
    refused = room.item("cylinder").locator(".photo.is-refused")
    expect(refused).to_contain_text("hooguit 25 MB")
    assert sent == []


def test_leaving_with_photos_that_are_not_sent_warns(
    room: RoomPage, context: BrowserContext, tablet: Page
) -> None:
    held: list[Route] = []
    context.route(OF_PHOTO, holding(held))
    choose(room, "cylinder", file("a.jpg", noise((400, 300))))
    expect(room.item("cylinder").locator("canvas")).to_be_visible()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    with tablet.expect_event("dialog"):
        tablet.once("dialog", stay)
        tablet.evaluate("setTimeout(() => location.assign('/'))")
    assert asked == ["beforeunload"]
    context.unroute(OF_PHOTO)
    expect(room.item("cylinder").locator(".photo.is-stored")).to_have_count(1)


def test_asking_each_time_sends_the_tick_along_with_the_next_photo_alone(
    site: Site, tablet: Page, visit: str
) -> None:
    actor = site.installation.actor("adviser")
    said = change("photos-agreed", [], "ask-each")
    saving.save_changes(site.installation.resources, actor, visit, [said])
    tablet.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    room = RoomPage(tablet)
    place = strip(room, "cylinder")
    dialog = ask(room, "cylinder")
    tick = dialog.get_by_label("Er is toestemming voor deze foto")
    tick.check()
    dialog.get_by_label("Kies foto’s").set_input_files(file("a.jpg", noise((400, 300))))
    expect(place.locator(".photo.is-stored")).to_have_count(1)
    expect(ask(room, "cylinder")).to_be_visible()
    expect(tick).not_to_be_checked()
    dialog.get_by_label("Kies foto’s").set_input_files(file("b.jpg", noise((300, 400))))
    expect(place.locator(".photo.is-stored")).to_have_count(2)
    expect(place.locator(".photo-note")).to_have_count(1)
    assert sorted(photo.consent for photo in stored(site, visit).values()) == [False, True]


def test_deleting_asks_once(site: Site, tablet: Page, visit: str) -> None:
    photo = added(site.installation, visit)
    tablet.goto(f"{site.address}/visits/{visit}/photos/{photo}")
    sure = tablet.get_by_role("button", name="Voorgoed verwijderen")
    expect(sure).to_be_hidden()
    tablet.get_by_text("Foto verwijderen", exact=True).tap()
    expect(tablet.get_by_text("Dit kan niet ongedaan worden gemaakt.")).to_be_visible()
    sure.tap()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Voordeur en hal")
    assert stored(site, visit) == {}


def test_the_camera_card_leads_to_large_buttons_and_back(room: RoomPage, visit: str) -> None:
    camera = room.item("cylinder").get_by_role("button", name="Foto bij:")
    question = room.item("cylinder").locator(".question").inner_text()
    expect(camera).to_have_accessible_name(f"Foto bij: {question}")
    dialog = ask(room, "cylinder")
    expect(dialog).to_have_accessible_name(f"Foto bij: {question}")
    for button in (camera, *dialog.locator(".photo-button, button").all()):
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 48
    dialog.get_by_role("button", name="Annuleren").tap()
    expect(dialog).to_be_hidden()
    expect(camera).to_be_focused()
    assert visit in room.page.url


@pytest.fixture
def plain(site: Site, new_context: Callable[..., BrowserContext]) -> Page:
    """Give a page of an adviser whose browser runs no script."""
    page = new_context(java_script_enabled=False).new_page()
    site.admit(page.context)
    return page


def test_without_a_script_photos_come_in_by_a_form(site: Site, plain: Page, visit: str) -> None:
    plain.goto(f"{site.address}/visits/{visit}/rooms/{front_door(visit)}")
    item = plain.locator('[data-item="cylinder"]')
    expect(plain.locator(".photo-button").first).to_be_hidden()
    item.get_by_role("textbox").or_(item.locator("summary")).first.click()
    item.get_by_role("textbox").fill("Los")
    item.get_by_role("button", name="Foto bij:").click()
    files = [file("a.jpg", noise((640, 480))), file("b.jpg", noise((480, 640)))]
    plain.get_by_label("Foto’s", exact=True).set_input_files(files)
    plain.get_by_role("button", name="Foto’s opslaan").click()
    expect(plain.get_by_text("De foto’s zijn opgeslagen.")).to_be_visible()
    expect(plain.locator("img.photo-image")).to_have_count(2)
    assert [photo.items for photo in stored(site, visit).values()] == [("cylinder",)] * 2
    plain.get_by_role("link", name="Terug naar de ruimte").click()
    expect(item.get_by_role("textbox")).to_have_value("Los")
    item.locator("img.photo-image").first.click()
    plain.get_by_label("Bijschrift").fill("De cilinder")
    plain.get_by_role("button", name="Bewaren").click()
    expect(plain.get_by_text("De cilinder", exact=True)).to_be_visible()
    plain.get_by_text("De cilinder", exact=True).click()
    plain.get_by_text("Foto verwijderen", exact=True).click()
    plain.get_by_role("button", name="Voorgoed verwijderen").click()
    assert len(stored(site, visit)) == 1
