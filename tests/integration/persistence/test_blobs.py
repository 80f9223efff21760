"""Photos: sealed under keys of their own, each size in its place."""

from dataclasses import dataclass

import pytest
from sqlalchemy import ColumnElement, select, text, update
from sqlalchemy.exc import IntegrityError

from tests.installations import Installation
from tests.visits import planned
from woningscan.crypto.envelope import UnsealableError
from woningscan.persistence.blobs import Rendition
from woningscan.persistence.keyring import InspectionKeys
from woningscan.persistence.models import Blob, table_of
from woningscan.services.journals import open_keys

ONE, TWO = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"
BLOBS = table_of(Blob)
SIZES = {Rendition.FULL: b"full" * 5000, Rendition.PRINT: b"print" * 500}


@dataclass(frozen=True, slots=True)
class Album:
    """The photos of one visit."""

    installation: Installation
    visit: str
    keys: InspectionKeys

    def add(self, photo: str, sizes: dict[Rendition, bytes]) -> None:
        resources = self.installation.resources
        keys = resources.keyring.make_photo_keys(self.keys, [photo], resources.clock.now())
        with resources.work.writing() as stored:
            stored.blobs.add(self.visit, photo, sizes, keys)

    def read(self, rendition: Rendition, *photos: str) -> dict[str, bytes]:
        with self.installation.resources.work.reading() as stored:
            return stored.blobs.read(self.visit, photos, rendition, self.keys)

    def content(self, photo: str, rendition: Rendition) -> bytes:
        """Give what is stored."""
        query = select(BLOBS.c.content).where(*self._where(photo, rendition))
        with self.installation.resources.work.database.reading() as connection:
            return bytes(connection.execute(query).scalar_one())

    def put(self, photo: str, rendition: Rendition, content: bytes) -> None:
        """Store something else in its place, by hand."""
        query = update(BLOBS).where(*self._where(photo, rendition)).values(content=content)
        with self.installation.resources.work.database.writing() as connection:
            connection.execute(query)

    def _where(self, photo: str, rendition: Rendition) -> tuple[ColumnElement[bool], ...]:
        return (
            BLOBS.c.inspection == self.visit,
            BLOBS.c.id == photo,
            BLOBS.c.rendition == rendition,
        )


def album_of(installation: Installation) -> Album:
    visit = planned(installation)
    with installation.resources.work.reading() as stored:
        record = stored.inspections.find(visit)
    assert record is not None
    return Album(installation, visit, open_keys(installation.resources, record))


@pytest.fixture
def album(installation: Installation) -> Album:
    """Give a visit with two photos."""
    album = album_of(installation)
    album.add(ONE, SIZES)
    album.add(TWO, {Rendition.FULL: b"", Rendition.PRINT: bytes(300_000)})
    return album


def test_a_photo_comes_back_in_the_size_that_was_asked_for(album: Album) -> None:
    assert album.read(Rendition.FULL, ONE) == {ONE: SIZES[Rendition.FULL]}
    assert album.read(Rendition.PRINT, ONE, TWO) == {
        ONE: SIZES[Rendition.PRINT],
        TWO: bytes(300_000),
    }


def test_a_photo_that_has_not_arrived_is_left_out(album: Album) -> None:
    assert album.read(Rendition.PRINT, album.visit) == {}
    assert album.read(Rendition.PRINT) == {}
    assert set(album.read(Rendition.FULL, ONE, album.visit)) == {ONE}


def test_the_length_tells_no_more_than_the_nearest_four_kilobytes(album: Album) -> None:
    contents = [b"x" * length for length in (1, 500, 4000)]
    lengths = set()
    for number, content in enumerate(contents):
        photo = f"{number}3333333-0000-4000-8000-000000000000"
        album.add(photo, {Rendition.FULL: content})
        lengths.add(len(album.content(photo, Rendition.FULL)))
    assert len(lengths) == 1


def test_a_photo_is_stored_once(album: Album) -> None:
    with pytest.raises(IntegrityError):
        album.add(ONE, {Rendition.FULL: b"another"})
    assert album.read(Rendition.FULL, ONE) == {ONE: SIZES[Rendition.FULL]}


def test_a_photo_belongs_to_a_visit(album: Album) -> None:
    nowhere = Album(album.installation, ONE, album.keys)
    with pytest.raises(IntegrityError):
        nowhere.add(ONE, SIZES)


def test_another_visit_has_neither_the_photo_nor_its_key(album: Album) -> None:
    other = album_of(album.installation)
    assert other.read(Rendition.FULL, ONE) == {}
    with pytest.raises(UnsealableError):
        Album(album.installation, album.visit, other.keys).read(Rendition.FULL, ONE)
    other.add(ONE, SIZES)
    other.put(ONE, Rendition.FULL, album.content(ONE, Rendition.FULL))
    with pytest.raises(UnsealableError):
        other.read(Rendition.FULL, ONE)


def test_photos_and_sizes_cannot_be_exchanged(album: Album) -> None:
    places = [(photo, rendition) for photo in (ONE, TWO) for rendition in Rendition]
    contents = {place: album.content(*place) for place in places}
    for place in places:
        for other, content in contents.items():
            if other != place:
                album.put(*place, content)
                with pytest.raises(UnsealableError):
                    album.read(place[1], place[0])
        album.put(*place, contents[place])
    assert album.read(Rendition.FULL, ONE) == {ONE: SIZES[Rendition.FULL]}


def test_an_altered_photo_does_not_open(album: Album) -> None:
    content = album.content(ONE, Rendition.PRINT)
    places = [*range(0, 100, 7), *range(100, len(content), 331), len(content) - 1]
    altered = [content[:each] + bytes([content[each] ^ 1]) + content[each + 1 :] for each in places]
    for spoiled in (*altered, content[:-1], content[:-4096], content + b"x", content[:70], b""):
        album.put(ONE, Rendition.PRINT, spoiled)
        with pytest.raises(UnsealableError):
            album.read(Rendition.PRINT, ONE)


def test_second_factors_cannot_be_altered_or_exchanged(installation: Installation) -> None:
    resources = installation.resources
    accounts = [installation.actor(name).account or "" for name in ("adviser", "other-adviser")]

    def put(account: str, content: bytes) -> None:
        with resources.work.database.writing() as connection:
            query = text("UPDATE account SET totp_secret = :content WHERE id = :account")
            connection.execute(query, {"account": account, "content": content})

    def read(account: str) -> bytes:
        with resources.work.reading() as stored:
            return stored.accounts.totp_secret(account) or b""

    query = text("SELECT totp_secret FROM account WHERE id = :account")
    with resources.work.database.reading() as connection:
        one, two = (
            bytes(connection.execute(query, {"account": each}).scalar_one()) for each in accounts
        )
    assert len(read(accounts[0])) == 20
    put(accounts[0], two)
    with pytest.raises(UnsealableError):
        read(accounts[0])
    for place in range(0, len(one), 3):
        put(accounts[0], one[:place] + bytes([one[place] ^ 0x80]) + one[place + 1 :])
        with pytest.raises(UnsealableError):
            read(accounts[0])
