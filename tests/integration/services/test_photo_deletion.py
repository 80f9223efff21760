"""A deleted photo is gone: from the pages, from the disk, and from every copy of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.installations import Installation
from tests.integration.services.test_plaintext import backup, hits
from tests.photos import added, noise
from tests.visits import AT, change, front_door, planned
from woningscan import bootstrap
from woningscan.domain import merging
from woningscan.domain.photos import photos_in
from woningscan.persistence.blobs import Blobs
from woningscan.persistence.models import Audit, Blob, table_of
from woningscan.persistence.photo_shares import PhotoShares
from woningscan.services import photo_deletion, photos, saving, visits
from woningscan.services.errors import ForbiddenError, NotFoundError, RefusedError
from woningscan.services.photos import FULL, SMALL
from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Album:
    """A visit with a photo to delete and one to keep."""

    installation: Installation
    visit: str
    gone: str
    kept: str

    def delete(self) -> int:
        actor = self.installation.actor("adviser")
        return photo_deletion.delete_photos(
            self.installation.resources, actor, self.visit, [self.gone]
        )

    def opens(self, photo: str, resources: Resources | None = None) -> bool:
        """Tell whether a photo opens, in either size."""
        used, actor = resources or self.installation.resources, self.installation.actor("adviser")
        opened = []
        for rendition in (FULL, SMALL):
            try:
                photos.read_photo(used, actor, self.visit, photo, rendition)
            except NotFoundError:
                continue
            opened.append(rendition)
        return bool(opened)

    @property
    def shares(self) -> PhotoShares:
        return self.installation.resources.keyring.store.of_photos

    def in_journal(self) -> set[str]:
        actor = self.installation.actor("adviser")
        opened = visits.open_visit(self.installation.resources, actor, self.visit, "test")
        return {photo.id for photo in photos_in(opened.inspection, front_door(self.visit))}

    def sealed(self, photo: str) -> list[bytes]:
        """Give pieces out of what is stored of a photo."""
        table = table_of(Blob)
        query = select(table.c.content).where(table.c.id == photo)
        with self.installation.resources.work.database.reading() as connection:
            contents = [bytes(each) for each in connection.execute(query).scalars()]
        return [
            content[place : place + 32]
            for content in contents
            for place in range(0, len(content) - 32, len(content) // 40)
        ]


@pytest.fixture
def album(installation: Installation) -> Album:
    visit = planned(installation)
    return Album(
        installation,
        visit,
        added(installation, visit, noise((1600, 1200))),
        added(installation, visit, noise((800, 600), seed=3)),
    )


def test_a_deleted_photo_is_gone_and_the_others_are_not(album: Album) -> None:
    assert album.delete() == 1
    assert not album.opens(album.gone)
    assert album.opens(album.kept)
    assert album.in_journal() == {album.kept}
    assert album.shares.of(album.visit, [album.gone, album.kept]).keys() == {album.kept}
    assert album.delete() == 0


def test_deleting_is_reported(album: Album) -> None:
    album.delete()
    table = table_of(Audit)
    query = select(table.c.subject).where(table.c.action == "photo-deleted")
    with album.installation.resources.work.database.reading() as connection:
        assert connection.execute(query).scalars().all() == [album.gone]


def test_no_piece_of_a_deleted_photo_is_in_a_file(on_sqlite: Installation) -> None:
    visit = planned(on_sqlite)
    album = Album(
        on_sqlite,
        visit,
        added(on_sqlite, visit, noise((1600, 1200))),
        added(on_sqlite, visit, noise((800, 600), seed=3)),
    )
    share = album.shares.of(visit, [album.gone])[album.gone]
    pieces = album.sealed(album.gone)
    assert len(pieces) > 60
    # A page of the database may end in the middle of a piece; nearly all are found.
    assert len(hits(on_sqlite, *pieces)) > len(pieces) - 5
    assert {name for name, _ in hits(on_sqlite, share)} == {"keystore.sqlite"}
    album.delete()
    assert hits(on_sqlite, *pieces, share) == set()
    assert hits(on_sqlite, *album.sealed(album.kept))


def test_the_share_of_a_photo_stands_in_the_key_store_alone(album: Album) -> None:
    share = album.shares.of(album.visit, [album.gone])[album.gone]
    assert {name for name, _ in hits(album.installation, share)} == {"keystore.sqlite"}
    album.delete()
    assert hits(album.installation, share) == set()


def test_a_copy_from_before_opens_nothing_of_it(album: Album, tmp_path: Path) -> None:
    with backup(album.installation, tmp_path) as copy:
        before = bootstrap.resources(copy)
        assert album.opens(album.gone, before)
        album.delete()
        for resources in (before, bootstrap.resources(copy)):
            assert not album.opens(album.gone, resources)
            assert album.opens(album.kept, resources)
            resources.close()


class CrashError(Exception):
    """The process dies."""


@contextmanager
def crashing(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> Iterator[None]:
    """Let the process die just before something is done."""

    def crash(*_: object) -> None:
        raise CrashError

    with monkeypatch.context() as broken:
        broken.setattr(owner, name, crash)
        with pytest.raises(CrashError):
            yield


def test_a_deletion_that_was_interrupted_is_finished(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crashing(monkeypatch, PhotoShares, "remove"):
        album.delete()
    assert not album.opens(album.gone)
    assert album.shares.of(album.visit, [album.gone])
    resources = album.installation.resources
    assert photo_deletion.finish_deletions(resources) == 0, "it may still be going on"
    album.installation.moments.pass_by(timedelta(minutes=2))
    assert photo_deletion.finish_deletions(resources) == 1
    assert album.shares.of(album.visit, [album.gone, album.kept]).keys() == {album.kept}
    assert photo_deletion.finish_deletions(resources) == 0


def test_opening_the_installation_again_finishes_it_too(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crashing(monkeypatch, PhotoShares, "remove"):
        album.delete()
    bootstrap.resources(album.installation.config).close()
    assert album.shares.of(album.visit, [album.gone, album.kept]).keys() == {album.kept}


def test_a_deletion_that_did_nothing_yet_leaves_the_photo(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crashing(monkeypatch, Blobs, "remove"):
        album.delete()
    album.installation.moments.pass_by(timedelta(minutes=2))
    assert photo_deletion.finish_deletions(album.installation.resources) == 0
    assert album.opens(album.gone)
    assert album.in_journal() == {album.gone, album.kept}
    assert album.shares.going("9999") == {}
    assert album.delete() == 1


def test_a_photo_on_which_devices_disagree_goes_wholly(album: Album) -> None:
    slot = [front_door(album.visit), album.gone]
    actor, resources = album.installation.actor("adviser"), album.installation.resources
    raw = [change("photo-added", slot, {"items": [], "caption": text}) for text in ("a", "b")]
    saving.save_changes(resources, actor, album.visit, raw)
    assert album.delete() == 1
    opened = visits.open_visit(resources, actor, album.visit, "test").inspection
    assert [head.value for head in opened.journal.heads["photo-added", *slot]] == [None]
    assert opened.conflicts == ()


def test_no_change_that_is_sent_clears_a_photo_and_leaves_its_image(album: Album) -> None:
    actor, resources = album.installation.actor("adviser"), album.installation.resources
    opened = visits.open_visit(resources, actor, album.visit, "test").inspection
    slot = ("photo-added", front_door(album.visit), album.gone)
    replaces = [head.id for head in opened.journal.heads[slot]]
    cleared = change("photo-added", list(slot[1:]), None, replaces=replaces)
    with pytest.raises(RefusedError):
        saving.save_changes(resources, actor, album.visit, [cleared])
    assert album.in_journal() == {album.gone, album.kept}
    assert album.opens(album.gone)


def test_a_photo_that_a_merger_recorded_in_both_rooms_goes_out_of_both(album: Album) -> None:
    actor, resources = album.installation.actor("adviser"), album.installation.resources
    side = str(uuid4())
    about = {"zone": "front-door", "order": 2, "name": "Zijdeur"}
    saving.save_changes(resources, actor, album.visit, [change("room-added", [side], about)])
    merged = visits.open_visit(resources, actor, album.visit, "test").inspection
    drafts = merging.merge(merged, front_door(album.visit), side)
    raw = [draft.change(str(uuid4()), actor.device, AT).as_data() for draft in drafts]
    saving.save_changes(resources, actor, album.visit, raw)
    assert album.delete() == 1
    now = visits.open_visit(resources, actor, album.visit, "test").inspection
    for room in (front_door(album.visit), side):
        assert now.journal.values("photo-added", room, album.gone) == (None,)
        assert now.journal.values("photo-added", room, album.kept) != (None,)
    assert {photo.id for photo in photos_in(now, side)} == {album.kept}
    assert now.conflicts == (), "nothing more stands in the room that is gone"
    assert not album.opens(album.gone)


def test_a_deleted_photo_does_not_come_back_by_sending_it_again(
    installation: Installation,
) -> None:
    visit, photo, data = planned(installation), str(uuid4()), noise((80, 60))
    added(installation, visit, data, photo=photo)
    album = Album(installation, visit, photo, photo)
    assert album.delete() == 1
    added(installation, visit, data, photo=photo)
    assert not album.opens(photo)
    assert album.shares.of(visit, [photo]) == {}


@pytest.mark.parametrize("name", ["other-adviser", "coordinator", "administrator"])
def test_only_the_adviser_of_the_visit_deletes(album: Album, name: str) -> None:
    actor = album.installation.actor(name)
    with pytest.raises((NotFoundError, ForbiddenError)):
        photo_deletion.delete_photos(album.installation.resources, actor, album.visit, [album.gone])
    assert album.opens(album.gone)


def test_photos_of_a_batch_get_their_shares_in_one_transaction(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources, written = album.installation.resources, []
    database = album.shares.database
    writing = type(database).writing

    def counted(self: object) -> object:
        written.append(self)
        return writing(self)  # type: ignore[arg-type] # handed on as it came

    with resources.work.reading() as stored:
        record = stored.inspections.find(album.visit)
    assert record is not None
    keys = resources.keyring.open(record.id, record.keys)
    monkeypatch.setattr(type(database), "writing", counted)
    made = resources.keyring.make_photo_keys(keys, [str(uuid4()) for _ in range(300)], "2026")
    assert len(made.shares) == len(set(made.shares.values())) == 300
    assert len(written) == 1
    again = resources.keyring.make_photo_keys(keys, list(made.shares), "2027")
    assert again.shares == made.shares


def test_destroying_a_visit_destroys_the_shares_of_its_photos(album: Album) -> None:
    album.installation.resources.keyring.store.remove_shares([album.visit])
    assert album.shares.of(album.visit, [album.gone, album.kept]) == {}
