"""An installation of key store version 1 is brought up to date, also when that is interrupted."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import select

from tests.installations import Installation
from tests.photos import BLUE, added, jpeg
from tests.visits import planned
from woningscan import bootstrap
from woningscan.persistence.blobs import Blobs, Rendition
from woningscan.persistence.database import Database
from woningscan.persistence.models import Blob, table_of
from woningscan.services import photo_deletion, photos
from woningscan.services.errors import LockedError, NotFoundError
from woningscan.services.journals import open_keys
from woningscan.services.photos import FULL, SMALL

BLOB = table_of(Blob)


def as_version_1(installation: Installation, visit: str) -> None:
    """Take an installation back to what it was: no shares of photos, sealed without them."""
    resources = installation.resources
    with resources.work.writing() as stored:
        record = stored.inspections.find(visit)
        assert record is not None
        keys = open_keys(resources, record)
        for photo in stored.blobs.ids(visit):
            share = resources.keyring.store.of_photos.of(visit, [photo])[photo]
            after, before = keys.photo_sealer(photo, None), keys.photo_sealer(photo, share)
            stored.blobs.seal_anew(visit, photo, before, after)
    with closing(Database(installation.config.keystore_url)) as store, store.writing() as rows:
        rows.exec_driver_sql("DROP TABLE photo_share")
        rows.exec_driver_sql("UPDATE installation SET version = 1")


def contents(installation: Installation) -> dict[tuple[str, str], bytes]:
    query = select(BLOB.c.id, BLOB.c.rendition, BLOB.c.content)
    with installation.resources.work.database.reading() as connection:
        return {(row.id, row.rendition): row.content for row in connection.execute(query)}


def opens(installation: Installation, visit: str, photo: str) -> bool:
    resources, actor = installation.resources, installation.actor("adviser")
    return all(
        photos.read_photo(resources, actor, visit, photo, size).startswith(b"\xff\xd8\xff")
        for size in (FULL, SMALL)
    )


@pytest.fixture
def visit(installation: Installation) -> str:
    return planned(installation)


@pytest.fixture
def old(installation: Installation, visit: str) -> tuple[str, str]:
    """Give two photos of an installation of version 1."""
    both = added(installation, visit), added(installation, visit, jpeg(BLUE))
    as_version_1(installation, visit)
    return both


def test_an_old_key_store_locks_and_says_what_to_do(
    installation: Installation, old: tuple[str, str]
) -> None:
    del old
    with pytest.raises(LockedError, match="run `woningscan database upgrade`"):
        bootstrap.resources(installation.config)


def test_photos_get_shares_and_are_sealed_anew(
    installation: Installation, visit: str, old: tuple[str, str]
) -> None:
    before = contents(installation)
    bootstrap.upgrade(installation.config)
    after = contents(installation)
    assert before.keys() == after.keys()
    assert all(after[place] != before[place] for place in before)
    bootstrap.resources(installation.config).close()
    assert all(opens(installation, visit, photo) for photo in old)
    # Now one of them can be destroyed, and the other stays.
    actor = installation.actor("adviser")
    photo_deletion.delete_photos(installation.resources, actor, visit, [old[0]])
    with pytest.raises(NotFoundError):
        opens(installation, visit, old[0])
    assert opens(installation, visit, old[1])


def test_upgrading_again_changes_nothing(installation: Installation, old: tuple[str, str]) -> None:
    del old
    bootstrap.upgrade(installation.config)
    before = contents(installation)
    bootstrap.upgrade(installation.config)
    assert contents(installation) == before


class CrashError(Exception):
    """The process dies."""


@contextmanager
def dying_at(monkeypatch: pytest.MonkeyPatch, call: int) -> Iterator[None]:
    """Let the process die when the so many-th photo would be sealed anew."""
    seal_anew, calls = Blobs.seal_anew, iter(range(100))

    def sealed(*parts: object) -> None:
        if next(calls) == call:
            raise CrashError
        seal_anew(*parts)  # type: ignore[arg-type] # handed on as they came

    with monkeypatch.context() as broken:
        broken.setattr(Blobs, "seal_anew", sealed)
        yield


@pytest.mark.parametrize("call", [0, 1])
def test_an_upgrade_that_was_interrupted_goes_on(
    installation: Installation,
    visit: str,
    old: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    call: int,
) -> None:
    with dying_at(monkeypatch, call), pytest.raises(CrashError):
        bootstrap.upgrade(installation.config)
    with pytest.raises(LockedError, match="run `woningscan database upgrade`"):
        bootstrap.resources(installation.config)
    bootstrap.upgrade(installation.config)
    assert all(opens(installation, visit, photo) for photo in old)


def test_a_photo_that_was_sealed_anew_already_is_passed_over(
    installation: Installation, visit: str, old: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two sizes one may be new and the other old: both open afterwards."""
    store = installation.resources.keyring.store
    with monkeypatch.context() as broken:
        broken.setattr(type(store), "finish_version_2", lambda _: None)
        bootstrap.upgrade(installation.config)
    half = contents(installation)[old[0], Rendition.FULL.value]
    bootstrap.upgrade(installation.config)
    assert contents(installation)[old[0], Rendition.FULL.value] == half
    assert opens(installation, visit, old[0])


def test_a_visit_that_was_destroyed_stays_so(
    installation: Installation, visit: str, old: tuple[str, str]
) -> None:
    with closing(Database(installation.config.keystore_url)) as store, store.writing() as rows:
        rows.exec_driver_sql("DELETE FROM shred_share")
    before = contents(installation)
    bootstrap.upgrade(installation.config)
    assert contents(installation) == before
    with pytest.raises(NotFoundError):
        opens(installation, visit, old[0])


def test_without_its_key_store_nothing_is_upgraded(
    on_sqlite: Installation,
) -> None:
    store = on_sqlite.config.key_dir / "keystore.sqlite"
    store.unlink()
    with pytest.raises(LockedError, match="put the backup of the key store back"):
        bootstrap.upgrade(on_sqlite.config)
    assert not store.exists()
