"""Photos come in with their change, once, by their own adviser, and as the occupant agreed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event
from uuid import uuid4

import pytest

from tests.installations import Installation
from tests.photos import BLUE, GREEN, added, jpeg
from tests.visits import Data, change, front_door, planned
from woningscan.domain.language import Language
from woningscan.domain.photos import Photo, photos_in, usable_photos
from woningscan.photos import (
    Decoders,
    HeicPhotoError,
    NotAPhotoError,
    PhotoDamagedError,
    PhotosBusyError,
    intake,
)
from woningscan.services import letters, photos, saving, visits
from woningscan.services import photos as service
from woningscan.services.errors import (
    ForbiddenError,
    NotFoundError,
    OtherContentError,
    RefusedError,
)
from woningscan.services.photos import FULL, SMALL, PhotosNotAgreedError, TooManyPhotosError


@pytest.fixture
def visit(installation: Installation) -> str:
    return planned(installation)


def in_journal(installation: Installation, visit: str) -> dict[str, Photo]:
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    return {photo.id: photo for photo in photos_in(opened.inspection, front_door(visit))}


def kept(installation: Installation, visit: str) -> frozenset[str]:
    return photos.kept_photos(installation.resources, installation.actor("adviser"), visit)


def changes_of(installation: Installation, visit: str) -> int:
    with installation.resources.work.reading() as stored:
        record = stored.inspections.find(visit)
    assert record is not None
    return record.chain.count


def decoding(installation: Installation, decoders: Decoders) -> Installation:
    """Give the same installation, where photos are decoded so."""
    return replace(installation, resources=replace(installation.resources, decoders=decoders))


def say(installation: Installation, visit: str, *raw: Data) -> None:
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, list(raw))


def test_a_photo_comes_back_in_both_sizes(installation: Installation, visit: str) -> None:
    photo = added(installation, visit, jpeg(size=(3000, 1500)), items=("cylinder",))
    resources, actor = installation.resources, installation.actor("adviser")
    for rendition, side in ((FULL, 2000), (SMALL, 1000)):
        data = service.read_photo(resources, actor, visit, photo, rendition)
        assert data.startswith(b"\xff\xd8\xff")
        assert len(data) > side
    assert in_journal(installation, visit) == {
        photo: Photo(photo, front_door(visit), ("cylinder",))
    }
    assert kept(installation, visit) == {photo}


def test_the_same_photo_again_is_acknowledged_again(installation: Installation, visit: str) -> None:
    photo = added(installation, visit)
    before = changes_of(installation, visit)
    assert added(installation, visit, photo=photo) == photo
    # Where it was said to belong does not matter any more: it is there.
    assert added(installation, visit, photo=photo, items=("cylinder",)) == photo
    assert changes_of(installation, visit) == before
    with pytest.raises(OtherContentError):
        added(installation, visit, jpeg(BLUE), photo=photo)
    assert len(kept(installation, visit)) == 1


def test_the_same_photo_sent_several_times_at_once_is_stored_once(
    installation: Installation, visit: str
) -> None:
    photo, start, before = str(uuid4()), Barrier(4), changes_of(installation, visit)

    def send(_: int) -> None:
        start.wait()
        added(installation, visit, photo=photo)

    installation = decoding(installation, Decoders(patience=60))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send, range(4)))
    assert kept(installation, visit) == {photo}
    assert changes_of(installation, visit) == before + 1


def test_photo_and_change_are_one_transaction(
    installation: Installation, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = changes_of(installation, visit)

    def fail(*_: object) -> None:
        raise KeyError

    with monkeypatch.context() as broken:
        broken.setattr("woningscan.persistence.blobs.Blobs.add", fail)
        with pytest.raises(KeyError):
            added(installation, visit, photo=str(uuid4()))
    assert changes_of(installation, visit) == before
    assert in_journal(installation, visit) == {}
    assert kept(installation, visit) == frozenset()


def test_a_photo_that_was_cut_off_after_its_share_can_be_sent_again(
    installation: Installation, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = str(uuid4())
    with monkeypatch.context() as broken:
        broken.setattr("woningscan.services.photos.standing.append", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            added(installation, visit, photo=photo)
    assert installation.resources.keyring.store.of_photos.of(visit, [photo])
    assert added(installation, visit, photo=photo) == photo
    assert kept(installation, visit) == {photo}


def test_a_visit_holds_so_many_photos(
    installation: Installation, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woningscan.services.photos.MOST_PHOTOS", 2)
    first = added(installation, visit)
    added(installation, visit, jpeg(BLUE))
    with pytest.raises(TooManyPhotosError):
        added(installation, visit, jpeg(GREEN))
    assert added(installation, visit, photo=first) == first
    assert len(kept(installation, visit)) == 2


def test_the_last_place_is_given_once(
    installation: Installation, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woningscan.services.photos.MOST_PHOTOS", 1)
    both = Barrier(2)

    def together(data: bytes) -> object:
        found = intake(data)
        both.wait(60)
        return found

    installation = decoding(installation, Decoders(take=together))  # type: ignore[arg-type]
    with ThreadPoolExecutor(2) as threads:
        sent = [
            threads.submit(added, installation, visit, jpeg(colour)) for colour in (BLUE, GREEN)
        ]
    refused = [each for each in sent if isinstance(each.exception(), TooManyPhotosError)]
    assert len(refused) == 1
    assert len(kept(installation, visit)) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NotAPhotoError),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPhotoError),
        (b"\0\0\0\x18ftypheic" + bytes(100), HeicPhotoError),
        (jpeg()[:200], PhotoDamagedError),
    ],
)
def test_what_is_no_photo_leaves_nothing_behind(
    installation: Installation, visit: str, data: bytes, error: type[Exception]
) -> None:
    before, photo = changes_of(installation, visit), str(uuid4())
    about = Photo(photo, front_door(visit))
    with pytest.raises(error):
        photos.add_photo(installation.resources, installation.actor("adviser"), visit, about, data)
    assert changes_of(installation, visit) == before
    assert installation.resources.keyring.store.of_photos.of(visit, [photo]) == {}


def test_items_that_there_are_not_are_refused(installation: Installation, visit: str) -> None:
    with pytest.raises(RefusedError):
        added(installation, visit, items=("moat",))
    assert kept(installation, visit) == frozenset()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("other-adviser", NotFoundError),
        ("coordinator", ForbiddenError),
        ("reviewer", ForbiddenError),
        ("administrator", ForbiddenError),
        ("privacy-officer", ForbiddenError),
    ],
)
def test_photos_are_of_their_own_adviser_alone(
    installation: Installation, visit: str, name: str, error: type[Exception]
) -> None:
    photo = added(installation, visit)
    resources, actor = installation.resources, installation.actor(name)
    about = Photo(str(uuid4()), front_door(visit))
    for use in (
        lambda: photos.add_photo(resources, actor, visit, about, jpeg()),
        lambda: photos.read_photo(resources, actor, visit, photo, FULL),
        lambda: photos.kept_photos(resources, actor, visit),
        lambda: photos.id_of_form(resources, actor, visit, str(uuid4()), jpeg()),
    ):
        with pytest.raises(error):
            use()


def test_a_photo_is_found_in_its_own_visit_alone(installation: Installation, visit: str) -> None:
    photo, other = added(installation, visit), planned(installation, planned_on="2026-05-13")
    resources, actor = installation.resources, installation.actor("adviser")
    with pytest.raises(NotFoundError):
        photos.read_photo(resources, actor, other, photo, FULL)
    with pytest.raises(NotFoundError):
        photos.read_photo(resources, actor, visit, str(uuid4()), FULL)


def test_no_photos_means_no_photos(installation: Installation, visit: str) -> None:
    first = added(installation, visit)
    said = change("photos-agreed", [], "none")
    say(installation, visit, said)
    with pytest.raises(PhotosNotAgreedError):
        added(installation, visit, jpeg(BLUE))
    # What was acknowledged stays acknowledged, and stays until somebody deletes it.
    assert added(installation, visit, photo=first) == first
    assert kept(installation, visit) == {first}
    say(installation, visit, change("photos-agreed", [], "yes", replaces=[said["id"]]))
    added(installation, visit, jpeg(BLUE))
    assert len(kept(installation, visit)) == 2


def test_a_no_that_comes_while_a_photo_is_read_counts(
    installation: Installation, visit: str
) -> None:
    reading, said = Event(), Event()

    def slowly(data: bytes) -> object:
        reading.set()
        assert said.wait(60)
        return intake(data)

    installation = decoding(installation, Decoders(take=slowly))  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as threads:
        sent = threads.submit(added, installation, visit)
        assert reading.wait(60)
        say(installation, visit, change("photos-agreed", [], "none"))
        said.set()
        assert isinstance(sent.exception(), PhotosNotAgreedError)
    assert kept(installation, visit) == frozenset()


def test_a_form_that_is_sent_again_names_the_same_photos(
    installation: Installation, visit: str
) -> None:
    resources, actor, form = installation.resources, installation.actor("adviser"), str(uuid4())

    def named(form_id: str, data: bytes) -> str:
        return photos.id_of_form(resources, actor, visit, form_id, data)

    assert named(form, jpeg()) == named(form, jpeg())
    assert len({named(form, jpeg()), named(form, jpeg(BLUE)), named(str(uuid4()), jpeg())}) == 3


def test_while_all_decoders_are_busy_a_photo_is_refused_for_now(
    installation: Installation, visit: str
) -> None:
    reading, done = Event(), Event()

    def slowly(data: bytes) -> object:
        reading.set()
        assert done.wait(60)
        return intake(data)

    installation = decoding(installation, Decoders(1, 0.0, slowly))  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(added, installation, visit)
        assert reading.wait(60)
        with pytest.raises(PhotosBusyError):
            added(installation, visit, jpeg(BLUE))
        # Nothing else waits for it.
        say(installation, visit, change("noted", [front_door(visit), "cylinder"], "Klemt."))
        done.set()
        first.result()
    added(installation, visit, jpeg(BLUE))
    assert len(kept(installation, visit)) == 2


def test_a_letter_shows_what_was_agreed_to(installation: Installation, visit: str) -> None:
    resources, actor = installation.resources, installation.actor("adviser")
    answers = change("answered", [front_door(visit), "cylinder"], {"option": "less"})
    say(installation, visit, answers)
    with_, without = (
        added(installation, visit, jpeg(colour), items=("cylinder",), consent=consent)
        for colour, consent in ((BLUE, True), (GREEN, False))
    )
    replaced: list[str] = []
    for said, shown in ((None, {with_, without}), ("ask-each", {with_}), ("none", set())):
        agreed = change("photos-agreed", [], said, replaces=replaced)
        say(installation, visit, agreed)
        replaced = [agreed["id"]]
        letter = letters.advice_letter(resources, actor, visit, Language.NL)
        named = {photo for photo in (with_, without) if photo in repr(letter)}
        assert named == shown
        assert letters.advice_letter_pdf(resources, actor, visit, Language.NL).startswith(b"%PDF")


def test_what_is_said_of_a_photo_that_there_is_not_shows_nowhere(
    installation: Installation, visit: str
) -> None:
    """Saving reads no journal, so it takes this also after "none"; reading makes nothing of it."""
    told = change("photo-added", [front_door(visit), str(uuid4())], {"items": [], "consent": True})
    say(installation, visit, change("photos-agreed", [], "none"), told)
    assert kept(installation, visit) == frozenset()
    actor = installation.actor("adviser")
    opened = visits.open_visit(installation.resources, actor, visit, "test")
    assert usable_photos(opened.inspection) == frozenset()
    pdf = letters.advice_letter_pdf(installation.resources, actor, visit, Language.NL)
    assert b"/Subtype /Image" not in pdf
